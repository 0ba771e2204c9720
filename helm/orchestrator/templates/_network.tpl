{{- define "orchestrator.dnsRule" -}}
- ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
  {{- with .Values.networkPolicy.dnsTo }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "orchestrator.otlpRule" -}}
{{- if .Values.telemetry.otlpEndpoint }}
- ports:
    - {port: {{ int .Values.telemetry.otlpPort }}, protocol: TCP}
  {{- with .Values.networkPolicy.otlpTo }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end -}}
