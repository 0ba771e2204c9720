{{/* The arguments of orchestrator serve, as a YAML list. */}}
{{- define "orchestrator.serveArgs" -}}
{{- $own := .Values.coordinator -}}
{{- $args := list "serve" "--listen" "0.0.0.0:5080"
  "--advertise" (printf "%s://$(POD_NAME).%s:5080" (include "orchestrator.scheme" .) (include "orchestrator.nodeDomain" .)) -}}
{{- if eq .Values.database.mode "sqlite" -}}
{{- $args = concat $args (list "--data" "/var/lib/orchestrator") -}}
{{- end -}}
{{- $args = concat $args (include "orchestrator.serverArgs" . | fromYamlArray) -}}
{{- $numbers := dict "--silence" $own.silenceSeconds "--heartbeat" $own.heartbeatSeconds "--limit-requests" $own.limits.requests
  "--limit-streams" $own.limits.streams "--limit-connections" $own.limits.connections
  "--limit-upload" $own.limits.uploadMegabytes "--limit-message" $own.limits.messageMegabytes -}}
{{- range $option, $number := $numbers -}}
{{- if not (kindIs "invalid" $number) -}}
{{- $whole := int64 $number -}}
{{- $args = concat $args (list $option (ternary (toString $whole) (toString $number) (eq (float64 $whole) (float64 $number)))) -}}
{{- end -}}
{{- end -}}
{{- toYaml (concat $args $own.extraArgs) -}}
{{- end -}}

{{/* What protects a port of this program, coordinator's or worker's. */}}
{{- define "orchestrator.serverArgs" -}}
{{- $args := list -}}
{{- if .Values.tls.enabled -}}
{{- $args = list "--certificate" "/etc/orchestrator/tls/tls.crt" "--key" "/etc/orchestrator/tls/tls.key" -}}
{{- end -}}
{{- if .Values.tls.mutual -}}
{{- $args = concat $args (list "--client-ca" "/etc/orchestrator/tls/ca.crt") -}}
{{- end -}}
{{- if .Values.auth.enabled -}}
{{- $args = concat $args (list "--tokens" "/etc/orchestrator/tokens/tokens") -}}
{{- end -}}
{{- if .Values.insecure -}}
{{- $args = append $args "--insecure" -}}
{{- end -}}
{{- if .Values.telemetry.logsJson -}}
{{- $args = append $args "--log-json" -}}
{{- end -}}
{{- toYaml $args -}}
{{- end -}}

{{/* The arguments of orchestrator work: (dict "root" $ "pool" SETTINGS). */}}
{{- define "orchestrator.workArgs" -}}
{{- $values := .root.Values -}}
{{- $args := list "work" "--coordinator" (include "orchestrator.coordinators" .root) "--name" "$(POD_NAME)"
  "--listen" "0.0.0.0:5081" "--cache" "/var/cache/orchestrator" "--drain" (toString (int .pool.drainSeconds)) -}}
{{- $args = concat $args (include "orchestrator.serverArgs" .root | fromYamlArray) -}}
{{- if $values.tls.enabled -}}
{{- $args = concat $args (list "--ca" "/etc/orchestrator/tls/ca.crt") -}}
{{- end -}}
{{- if $values.tls.mutual -}}
{{- $args = concat $args (list "--client-certificate" "/etc/orchestrator/tls/tls.crt" "--client-key" "/etc/orchestrator/tls/tls.key") -}}
{{- end -}}
{{- if $values.auth.enabled -}}
{{- $args = concat $args (list "--token-file" "/etc/orchestrator/token/token") -}}
{{- end -}}
{{- if eq .pool.kind "gpu" -}}
{{- range $device := until (int .pool.gpu.count) -}}
{{- range until (int $.pool.gpu.slotsPerDevice) -}}
{{- $args = concat $args (list "--device" (printf "cuda:%d" $device)) -}}
{{- end -}}
{{- end -}}
{{- else if .pool.slots -}}
{{- $args = concat $args (list "--slots" (toString (int .pool.slots))) -}}
{{- end -}}
{{- toYaml (concat $args .pool.extraArgs) -}}
{{- end -}}

{{/* A worker's grace period: the drain, and what it still has to hand in. */}}
{{- define "orchestrator.workerGrace" -}}
{{- .terminationGracePeriodSeconds | default (add (int .drainSeconds) 45) | int -}}
{{- end -}}
