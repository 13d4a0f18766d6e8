{{/* What mqtt, poll and deliver have in common: a process that runs for ever, and answers operators alone. */}}

{{/* The values of those that run, by component. */}}
{{- define "outpost.ingestComponents" -}}
{{- $all := list -}}
{{- range tuple "mqtt" "poll" "deliver" -}}
{{- if (index $.Values .).enabled }}{{ $all = append $all . }}{{ end -}}
{{- end -}}
{{ join " " $all }}
{{- end }}

{{/* A Deployment up to its container's arguments: list context component. Of mqtt and
poll there is one, and the old pod ends before the new one begins: two would end each other's session, or ask everybody twice.
Of deliver there may be several, which share the work. */}}
{{- define "outpost.ingestDeployment" -}}
{{- $root := index . 0 -}}
{{- $component := index . 1 -}}
{{- $values := index $root.Values $component -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "outpost.name" $root }}-{{ $component }}
  labels:
    {{- include "outpost.labels" . | nindent 4 }}
spec:
  {{- if eq $component "deliver" }}
  {{- if not $values.autoscaling.enabled }}
  replicas: {{ $values.replicas }}
  {{- end }}
  {{- else }}
  replicas: 1
  {{- end }}
  selector:
    matchLabels:
      {{- include "outpost.selector" . | nindent 6 }}
  strategy:
    type: {{ eq $component "deliver" | ternary "RollingUpdate" "Recreate" }}
  template:
    metadata:
      labels:
        {{- include "outpost.selector" . | nindent 8 }}
      annotations:
        prometheus.io/scrape: "true"
        prometheus.io/port: {{ $values.managementPort | quote }}
        {{- if eq $component "poll" }}
        # Another list takes another process.
        outpost.io/stations: {{ include "outpost.stations" $root | sha256sum }}
        {{- end }}
    spec:
      serviceAccountName: {{ include "outpost.name" $root }}-{{ $component }}
      automountServiceAccountToken: false
      {{- include "outpost.podSecurity" $root.Values.image.outpost.user | nindent 6 }}
      {{- include "outpost.pullSecrets" $root | nindent 6 }}
      {{- with $values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      topologySpreadConstraints:
        {{- include "outpost.spread" . | trim | nindent 8 }}
      containers:
        - name: {{ $component }}
          image: {{ include "outpost.image" (list $root $root.Values.image.outpost) }}
          imagePullPolicy: {{ $root.Values.image.outpost.pullPolicy }}
          securityContext:
            {{- include "outpost.containerSecurity" $root | nindent 12 }}
          ports:
            - {name: management, containerPort: {{ $values.managementPort }}}
          startupProbe:
            httpGet: {path: /health/live, port: management}
            periodSeconds: 2
            failureThreshold: 60
          livenessProbe:
            httpGet: {path: /health/live, port: management}
            periodSeconds: 10
            timeoutSeconds: 5
          readinessProbe:
            httpGet: {path: /health/ready, port: management}
            periodSeconds: 10
            timeoutSeconds: 5
          resources:
            {{- toYaml $values.resources | nindent 12 }}
{{- end }}

{{/* Variables of mqtt and poll. */}}
{{- define "outpost.ingestEnvironment" -}}
{{ include "outpost.processEnvironment" (list . "sender") }}
{{- range $key, $value := pick .Values.settings "log.topic" }}
- name: OUTPOST_LOG_TOPIC
  value: {{ $value | quote }}
{{- end }}
- name: OUTPOST_TRACES_ONE_IN
  value: {{ .Values.monitoring.tracesOneIn | int64 | quote }}
{{- end }}

{{/* Variables of all of them: list context login. */}}
{{- define "outpost.processEnvironment" -}}
{{- $root := index . 0 -}}
- name: OUTPOST_KAFKA_BOOTSTRAP_SERVERS
  value: {{ include "outpost.kafka" $root | quote }}
{{- with include "outpost.kafkaProperties" . }}
- name: OUTPOST_KAFKA_CLIENT_PROPERTIES
  value: {{ . | quote }}
{{- end }}
- name: OUTPOST_REGISTRY_URL
  value: {{ include "outpost.registry" $root | quote }}
- name: OUTPOST_TRACES_OTLP_URL
  value: {{ $root.Values.monitoring.tracesUrl | default "none" | quote }}
{{- end }}
