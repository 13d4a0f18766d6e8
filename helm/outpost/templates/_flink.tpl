{{/* What a job of Flink needs: one FlinkDeployment, or two by FlinkBlueGreenDeployment. All take: list context job. */}}

{{- define "outpost.jobName" -}}
{{ include "outpost.name" (index . 0) }}-{{ index . 1 }}
{{- end }}

{{/* The job's folder in the object storage. */}}
{{- define "outpost.jobStorage" -}}
{{- $uri := required "objectStorage.uri: name a bucket and a folder, s3://BUCKET/FOLDER" (index . 0).Values.objectStorage.uri -}}
{{ trimSuffix "/" $uri }}/{{ index . 1 }}
{{- end }}

{{/* Names by which Flink's REST interface is asked: by the operator, by the API. */}}
{{- define "outpost.restHosts" -}}
{{- $namespace := (index . 0).Release.Namespace -}}
{{- $names := list -}}
{{- range (index . 0).Values.blueGreen.enabled | ternary (list "-blue" "-green") (list "") -}}
{{- $service := printf "%s%s-rest" (include "outpost.jobName" $) . -}}
{{- $names = concat $names (list $service (printf "%s.%s" $service $namespace) (printf "%s.%s.svc" $service $namespace) (printf "%s.%s.svc.cluster.local" $service $namespace)) -}}
{{- end -}}
{{ join "," $names }}
{{- end }}

{{/* Flink's settings: flink-conf/config.yaml, over it what only this release knows, over it the user's. */}}
{{- define "outpost.flinkConfiguration" -}}
{{- $root := index . 0 -}}
{{- $job := index $root.Values (index . 1) -}}
{{- $storage := include "outpost.jobStorage" . -}}
{{- $s3 := $root.Values.objectStorage -}}
{{- $own := dict
    "execution.checkpointing.dir" (printf "%s/checkpoints" $storage)
    "execution.checkpointing.savepoint-dir" (printf "%s/savepoints" $storage)
    "high-availability.type" "kubernetes"
    "high-availability.storageDir" (printf "%s/high-availability" $storage)
    "parallelism.default" $job.parallelism
    "taskmanager.numberOfTaskSlots" $job.taskManager.slots
    "taskmanager.memory.process.size" $job.taskManager.memory
    "jobmanager.memory.process.size" $job.jobManager.memory
    "jobmanager.memory.jvm-metaspace.size" "256m"
    "kubernetes.rest-service.exposed.type" "ClusterIP"
    "kubernetes.taskmanager.service-account" (printf "%s-taskmanager" (include "outpost.name" $root))
    "kubernetes.operator.savepoint.cleanup.enabled" "false"
    "outpost.rest.hosts" (include "outpost.restHosts" .) -}}
{{- with $s3.endpoint }}{{ $_ := set $own "s3.endpoint" . }}{{ end -}}
{{- with $s3.region }}{{ $_ := set $own "s3.endpoint.region" . }}{{ end -}}
{{- if $s3.pathStyleAccess }}{{ $_ := set $own "s3.path.style.access" "true" }}{{ end -}}
{{- if eq (index . 1) "conditions" }}{{ $own = merge $own (include "outpost.autoscaler" $root | fromYaml) }}{{ end -}}
{{- $shipped := $root.Files.Get "files/config.yaml" | fromYaml -}}
{{- range $key, $value := merge (dict) $root.Values.flink.configuration $own $shipped }}
{{ $key }}: {{ (kindIs "string" $value) | ternary $value (toJson $value) | quote }}
{{- end }}
{{- end }}

{{- define "outpost.autoscaler" -}}
{{- with .Values.autoscaler }}
{{- if .enabled }}
{{- $most := required "autoscaler.maxParallelism: say how many partitions the log has" (.maxParallelism | default nil) }}
jobmanager.scheduler: adaptive
job.autoscaler.enabled: "true"
job.autoscaler.scaling.enabled: {{ .scalingEnabled | quote }}
job.autoscaler.metrics.window: {{ .metricsWindow }}
job.autoscaler.stabilization.interval: {{ .stabilizationInterval }}
job.autoscaler.vertex.max-parallelism: {{ $most | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* What is deployed: another one whenever the operator starts the job anew with something else. */}}
{{- define "outpost.submission" -}}
{{- $root := index . 0 -}}
{{- $values := pick $root.Values "flink" "settings" "kafka" "registry" "postgres" "objectStorage" "autoscaler" (index . 1) -}}
{{- $files := $root.Files.Get "files/config.yaml" | cat ($root.Files.Get "files/outpost.yaml") -}}
{{ list (include "outpost.image" (list $root $root.Values.image.flink)) $values $files $root.Values.monitoring.tracesUrl | toJson | sha256sum | trunc 16 }}
{{- end }}

{{/* The job's settings: the text of flink-conf/outpost.yaml with other values. As text, since the order of levels counts. */}}
{{- define "outpost.jobSettings" -}}
{{- $root := index . 0 -}}
{{- $text := $root.Files.Get "files/outpost.yaml" -}}
{{- $own := dict
    "kafka.bootstrap-servers" (include "outpost.kafka" $root)
    "kafka.client-properties" (include "outpost.kafkaProperties" . | default "none")
    "registry.url" (include "outpost.registry" $root)
    "postgres.url" (include "outpost.postgresUrl" $root)
    "postgres.user" (index $root.Values.postgres (index . 1)).user
    "postgres.password" "none"
    "postgres.password-file" "/etc/outpost/postgres/password"
    "archive.parallelism" $root.Values.archive.parallelism
    "traces.otlp-url" ($root.Values.monitoring.tracesUrl | default "none")
    "submission" (include "outpost.submission" .) -}}
{{- range $key, $_ := $root.Values.settings -}}
{{- if hasKey $own $key }}{{ fail (printf "settings: %s has a value of its own in values.yaml" $key) }}{{ end -}}
{{- end -}}
{{- range $key, $value := merge $own $root.Values.settings -}}
{{- $line := printf "(?m)^%s:.*(\n  .*)*$" (replace "." "\\." $key) -}}
{{- if not (regexMatch $line $text) }}{{ fail (printf "settings: there is no %s in flink-conf/outpost.yaml" $key) }}{{ end -}}
{{- $new := hasPrefix "{" (toString $value) | ternary $value (toJson $value) -}}
{{- $text = regexReplaceAll $line $text (printf "%s: %s" $key (replace "$" "$$" $new)) -}}
{{- end -}}
{{ $text }}
{{- end }}

{{/* A pod of Flink: list context job role. Flink adds image, command, ports and resources. */}}
{{- define "outpost.flinkPod" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
{{- $role := index . 2 -}}
{{- $isJobManager := eq $role "jobmanager" -}}
{{- $s3 := $root.Values.objectStorage -}}
apiVersion: v1
kind: Pod
metadata:
  labels:
    {{- include "outpost.selector" (list $root $name) | nindent 4 }}
    outpost.io/role: {{ $role }}
  annotations:
    # Other settings are another job: the operator starts it anew.
    outpost.io/settings: {{ include "outpost.jobSettings" (list $root $name) | sha256sum }}
    prometheus.io/scrape: "true"
    prometheus.io/port: "9249"
spec:
  automountServiceAccountToken: true
  {{- include "outpost.podSecurity" $root.Values.image.flink.user | nindent 2 }}
  {{- include "outpost.pullSecrets" $root | nindent 2 }}
  {{- with (index $root.Values $name).nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    {{- include "outpost.spread" (list $root $name) | trim | nindent 4 }}
  containers:
    - name: flink-main-container
      securityContext:
        {{- include "outpost.containerSecurity" $root | nindent 8 }}
      env:
        - name: ENABLE_BUILT_IN_PLUGINS
          value: {{ $s3.plugin }}
        {{- with $s3.existingSecret }}
        - name: AWS_ACCESS_KEY_ID
          valueFrom:
            secretKeyRef: {name: {{ . }}, key: access-key}
        - name: AWS_SECRET_ACCESS_KEY
          valueFrom:
            secretKeyRef: {name: {{ . }}, key: secret-key}
        {{- end }}
      ports:
        - name: metrics
          containerPort: 9249
      {{- include "outpost.flinkProbes" $isJobManager | trim | nindent 6 }}
      volumeMounts:
        - {name: tmp, mountPath: /tmp}
        - {name: log, mountPath: /opt/flink/log}
        # The image's entry point links the plugin into this folder.
        - {name: plugin, mountPath: /opt/flink/plugins/{{ trimSuffix ".jar" $s3.plugin }}}
        {{- include "outpost.kafkaMount" (list $root $name) | nindent 8 }}
        {{- if $isJobManager }}
        - {name: settings, mountPath: /etc/outpost/settings, readOnly: true}
        - {name: postgres, mountPath: /etc/outpost/postgres, readOnly: true}
        {{- end }}
  volumes:
    - {name: tmp, emptyDir: {}}
    - {name: log, emptyDir: {}}
    - {name: plugin, emptyDir: {}}
    {{- include "outpost.kafkaVolume" (list $root $name) | nindent 4 }}
    {{- if $isJobManager }}
    - name: settings
      configMap:
        name: {{ include "outpost.jobName" . }}
    {{- include "outpost.postgresVolume" (list $root $name) | nindent 4 }}
    {{- end }}
{{- end }}

{{/* A JobManager that answers 503 leads nothing (flink-conf/config.yaml); a TaskManager that lives listens. */}}
{{- define "outpost.flinkProbes" -}}
{{- range $probe, $failures := dict "startupProbe" 30 "livenessProbe" 3 "readinessProbe" 3 }}
{{ $probe }}:
  {{- if $ }}
  httpGet: {path: /overview, port: 8081}
  {{- else }}
  tcpSocket: {port: 6122}
  {{- end }}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: {{ $failures }}
{{- end }}
{{- end }}

{{/* The spec of a FlinkDeployment. */}}
{{- define "outpost.flinkSpec" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
{{- $job := index $root.Values $name -}}
image: {{ include "outpost.image" (list $root $root.Values.image.flink) }}
imagePullPolicy: {{ $root.Values.image.flink.pullPolicy }}
flinkVersion: v2_2
mode: native
serviceAccount: {{ include "outpost.name" $root }}-jobmanager
{{- with $job.restartNonce }}
restartNonce: {{ . }}
{{- end }}
flinkConfiguration:
  {{- include "outpost.flinkConfiguration" . | trim | nindent 2 }}
logConfiguration:
  log4j-console.properties: |
    {{- $root.Files.Get "files/log4j-console.properties" | trim | nindent 4 }}
jobManager:
  replicas: {{ $job.jobManager.replicas }}
  resource:
    cpu: {{ $job.jobManager.cpu }}
    memory: {{ $job.jobManager.memory }}
  podTemplate:
    {{- include "outpost.flinkPod" (list $root $name "jobmanager") | nindent 4 }}
taskManager:
  resource:
    cpu: {{ $job.taskManager.cpu }}
    memory: {{ $job.taskManager.memory }}
  podTemplate:
    {{- include "outpost.flinkPod" (list $root $name "taskmanager") | nindent 4 }}
job:
  jarURI: local://{{ $root.Values.image.flink.jobs }}/outpost-{{ $name }}.jar
  args: [--settings, /etc/outpost/settings/outpost.yaml]
  parallelism: {{ $job.parallelism }}
  state: {{ $job.state }}
  upgradeMode: savepoint
  allowNonRestoredState: false
  {{- with $job.initialSavepointPath }}
  initialSavepointPath: {{ . }}
  {{- end }}
  {{- with $job.savepointRedeployNonce }}
  savepointRedeployNonce: {{ . }}
  {{- end }}
{{- end }}
