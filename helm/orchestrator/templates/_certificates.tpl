{{/* The parts that show a certificate, each with its DNS names, as a YAML map. */}}
{{- define "orchestrator.certificateNames" -}}
{{- $full := include "orchestrator.fullname" . -}}
{{- $service := printf "%s.%s.svc" $full .Release.Namespace -}}
{{- $parts := dict
  "coordinator" (concat (list $full (printf "%s.%s" $full .Release.Namespace) $service (printf "%s.%s" $service .Values.clusterDomain)
    (printf "*.%s" (include "orchestrator.nodeDomain" .)) "localhost") .Values.tls.extraNames)
  "worker" (list (printf "%s-workers" $full) "localhost")
  "client" (list (printf "%s-client" $full)) -}}
{{- if eq .Values.database.mode "bundled" -}}
{{- $_ := set $parts "postgresql" (list (printf "%s-postgresql.%s.svc" $full .Release.Namespace) (printf "%s-postgresql" $full)) -}}
{{- end -}}
{{- toYaml $parts -}}
{{- end -}}
