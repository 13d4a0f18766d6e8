{{/* How all names of the release begin; short enough for what Flink appends. */}}
{{- define "outpost.name" -}}
{{- $name := contains "outpost" .Release.Name | ternary .Release.Name (printf "%s-outpost" .Release.Name) -}}
{{- $name | trunc 30 | trimSuffix "-" -}}
{{- end }}

{{/* Labels by which the pods of a component are selected: list context component. They never change. */}}
{{- define "outpost.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: outpost
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{/* Labels of everything that belongs to a component: list context component. */}}
{{- define "outpost.labels" -}}
{{- $root := index . 0 -}}
{{ include "outpost.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version }}
{{- end }}

{{/* An image: list context values. */}}
{{- define "outpost.image" -}}
{{- $image := index . 1 -}}
{{ $image.repository }}:{{ $image.tag | default (index . 0).Chart.AppVersion }}
{{- end }}

{{/* Of a pod whose processes run as a numeric user. Without service links: Kubernetes would set variables that begin as
Outpost's own do, such as OUTPOST_API_PORT for the Service outpost-api. */}}
{{- define "outpost.podSecurity" -}}
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: {{ . | int64 }}
  runAsGroup: {{ . | int64 }}
  fsGroup: {{ . | int64 }}
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{- define "outpost.pullSecrets" -}}
{{- with .Values.imagePullSecrets -}}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- end }}

{{- define "outpost.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* A login of Postgres as environment variables: list context login. Its password is in a file. */}}
{{- define "outpost.postgresEnvironment" -}}
- name: OUTPOST_POSTGRES_URL
  value: {{ include "outpost.postgresUrl" (index . 0) | quote }}
- name: OUTPOST_POSTGRES_USER
  value: {{ (index (index . 0).Values.postgres (index . 1)).user | quote }}
- name: OUTPOST_POSTGRES_PASSWORD_FILE
  value: /etc/outpost/postgres/password
{{- end }}

{{/* The volume with that file: list context login. */}}
{{- define "outpost.postgresVolume" -}}
- name: postgres
  secret:
    secretName: {{ include "outpost.postgresSecret" . }}
    defaultMode: 0440
    items:
      - {key: {{ (index . 0).Values.postgres.passwordKey }}, path: password}
{{- end }}

{{/* The Secret of a login of Postgres: list context login. */}}
{{- define "outpost.postgresSecret" -}}
{{- $login := index . 1 -}}
{{- $secret := (index (index . 0).Values.postgres $login).existingSecret -}}
{{- required (printf "postgres.%s.existingSecret: name a Secret with the password of Postgres' login for it" $login) $secret -}}
{{- end }}

{{- define "outpost.postgresUrl" -}}
{{- required "postgres.url: name the database, jdbc:postgresql://HOST:5432/outpost" .Values.postgres.url -}}
{{- end }}

{{/* What Kafka wants of a client: list context client. Empty where it asks for no login. */}}
{{- define "outpost.kafkaProperties" -}}
{{- $kafka := (index . 0).Values.kafka -}}
{{- if (index $kafka (index . 1)).existingSecret }}/etc/outpost/kafka/{{ $kafka.propertiesKey }}{{ end -}}
{{- end }}

{{- define "outpost.kafkaMount" -}}
{{- if include "outpost.kafkaProperties" . }}
- {name: kafka, mountPath: /etc/outpost/kafka, readOnly: true}
{{- end }}
{{- end }}

{{- define "outpost.kafkaVolume" -}}
{{- with (index (index . 0).Values.kafka (index . 1)).existingSecret }}
- name: kafka
  secret:
    secretName: {{ . }}
    defaultMode: 0440
{{- end }}
{{- end }}

{{- define "outpost.kafka" -}}
{{- required "kafka.bootstrapServers: name the brokers, HOST:9092,HOST:9092" .Values.kafka.bootstrapServers -}}
{{- end }}

{{- define "outpost.registry" -}}
{{- required "registry.url: name the registry, http://HOST:8081/apis/ccompat/v7" .Values.registry.url -}}
{{- end }}

{{/* Pods of a component go to different machines and zones where they can: list context component. */}}
{{- define "outpost.spread" -}}
{{- $selector := include "outpost.selector" . -}}
{{- range tuple "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
- maxSkew: 1
  topologyKey: {{ . }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels:
      {{- $selector | nindent 6 }}
{{- end }}
{{- end }}
