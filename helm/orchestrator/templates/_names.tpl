{{- define "orchestrator.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* Short enough that pods, certificates and secrets can add what they are. */}}
{{- define "orchestrator.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "orchestrator.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* What finds all pods of this release. */}}
{{- define "orchestrator.releaseLabels" -}}
app.kubernetes.io/name: {{ include "orchestrator.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* What finds the pods of one part: (dict "root" $ "component" NAME). */}}
{{- define "orchestrator.selector" -}}
{{ include "orchestrator.releaseLabels" .root }}
app.kubernetes.io/component: {{ .component }}
{{- with .pool }}
orchestrator-pool: {{ . }}
{{- end }}
{{- end -}}

{{- define "orchestrator.labels" -}}
{{ include "orchestrator.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/part-of: orchestrator
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{/* REPOSITORY:TAG or REPOSITORY@DIGEST: (dict "root" $ "image" IMAGE "repository" DEFAULT). */}}
{{- define "orchestrator.image" -}}
{{- $repository := default .repository .image.repository -}}
{{- $name := $repository -}}
{{- with .root.Values.image.registry -}}
{{- $name = printf "%s/%s" (trimSuffix "/" .) $repository -}}
{{- end -}}
{{- if .image.digest -}}
{{- printf "%s@%s" $name .image.digest -}}
{{- else -}}
{{- printf "%s:%s" $name (.image.tag | default .root.Values.image.tag | default .root.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{- define "orchestrator.scheme" -}}
{{- ternary "https" "http" .Values.tls.enabled -}}
{{- end -}}

{{- define "orchestrator.nodes" -}}
{{- include "orchestrator.fullname" . }}-nodes
{{- end -}}

{{/* Where clients in the cluster reach whoever is ready. */}}
{{- define "orchestrator.url" -}}
{{- printf "%s://%s.%s.svc:%v" (include "orchestrator.scheme" .) (include "orchestrator.fullname" .) .Release.Namespace .Values.coordinator.service.port -}}
{{- end -}}

{{/* The domain of the coordinators' own names. */}}
{{- define "orchestrator.nodeDomain" -}}
{{- printf "%s.%s.svc.%s" (include "orchestrator.nodes" .) .Release.Namespace .Values.clusterDomain -}}
{{- end -}}

{{/* Every coordinator by its own name, with commas. */}}
{{- define "orchestrator.coordinators" -}}
{{- $urls := list -}}
{{- range $index := until (int .Values.coordinator.replicas) -}}
{{- $urls = append $urls (printf "%s://%s-%d.%s:5080" (include "orchestrator.scheme" $) (include "orchestrator.fullname" $) $index (include "orchestrator.nodeDomain" $)) -}}
{{- end -}}
{{- join "," $urls -}}
{{- end -}}

{{/* The pools that are installed, each with the defaults under it, as a YAML map. */}}
{{- define "orchestrator.pools" -}}
{{- $pools := dict -}}
{{- range $name, $own := .Values.pools -}}
{{- $pool := mergeOverwrite (deepCopy $.Values.poolDefaults) (deepCopy (default dict $own)) -}}
{{- if $pool.enabled -}}
{{- $_ := set $pools $name $pool -}}
{{- end -}}
{{- end -}}
{{- toYaml $pools -}}
{{- end -}}

{{- define "orchestrator.poolName" -}}
{{- printf "%s-%s" (include "orchestrator.fullname" .root) .pool -}}
{{- end -}}

{{/* Which waiting bundles a pool is for: (dict "pool" POOL "queues" LIST). */}}
{{- define "orchestrator.queues" -}}
{{- if .queues -}}{{ join "|" .queues }}{{- else if eq .pool.kind "gpu" -}}gpu{{- else -}}any{{- end -}}
{{- end -}}
