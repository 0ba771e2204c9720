{{/* Names of the secrets that are mounted: the given ones, or the chart's own. */}}
{{- define "orchestrator.tlsSecret" -}}
{{- $existing := get .root.Values.tls.existing (printf "%sSecret" .part) -}}
{{- if eq .root.Values.tls.source "existing" -}}{{ $existing }}{{- else -}}{{ include "orchestrator.fullname" .root }}-{{ .part }}-tls{{- end -}}
{{- end -}}

{{- define "orchestrator.tokensSecret" -}}
{{- .Values.auth.existing.tokensSecret | default (printf "%s-tokens" (include "orchestrator.fullname" .)) -}}
{{- end -}}

{{- define "orchestrator.isGivenTokens" -}}
{{- if .Values.auth.existing.tokensSecret }}true{{ end -}}
{{- end -}}

{{- define "orchestrator.poolTokenSecret" -}}
{{- if include "orchestrator.isGivenTokens" .root -}}
{{- .settings.tokenSecret | default .root.Values.auth.existing.workerSecret -}}
{{- else -}}
{{- printf "%s-worker-%s-token" (include "orchestrator.fullname" .root) .pool -}}
{{- end -}}
{{- end -}}

{{/* The secret of a generated token, or the one given in its place: (dict "root" $ "name" NAME). */}}
{{- define "orchestrator.tokenSecret" -}}
{{- if include "orchestrator.isGivenTokens" .root -}}
{{- get .root.Values.auth.existing (printf "%sSecret" .name) -}}
{{- else -}}
{{- printf "%s-%s-token" (include "orchestrator.fullname" .root) .name -}}
{{- end -}}
{{- end -}}

{{- define "orchestrator.databaseSecret" -}}
{{- if eq .Values.database.mode "external" -}}{{ .Values.database.external.existingSecret }}{{- else -}}{{ include "orchestrator.fullname" . }}-postgresql{{- end -}}
{{- end -}}

{{/* The store as the program is told of it; the password is not part of it. */}}
{{- define "orchestrator.store" -}}
{{- $root := "/etc/orchestrator/tls/ca.crt" -}}
{{- if eq .Values.database.mode "bundled" -}}
{{- $ssl := ternary (printf "sslmode=verify-full&sslrootcert=%s" $root) "sslmode=disable" .Values.tls.enabled -}}
{{- printf "postgres://orchestrator@%s-postgresql.%s.svc:5432/orchestrator?%s" (include "orchestrator.fullname" .) .Release.Namespace $ssl -}}
{{- else -}}
{{- $db := .Values.database.external -}}
{{- $ca := ternary "&sslrootcert=/etc/orchestrator/database/ca.crt" "" (not (empty $db.caSecret)) -}}
{{- printf "postgres://%s@%s:%v/%s?sslmode=%s%s" (urlquery $db.user) $db.host (int $db.port) (urlquery $db.name) $db.sslMode $ca -}}
{{- end -}}
{{- end -}}
