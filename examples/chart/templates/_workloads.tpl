{{/*
The workloads in the values, as YAML: name → image and what belongs to it alone.
*/}}
{{- define "rollout.workloads" -}}
{{- $workloads := dict -}}
{{- if or .Values.image (not (include "rollout.named" .)) -}}
{{- $_ := set $workloads .Release.Name (dict "image" (.Values.image | default dict) "env" (.Values.env | default dict)) -}}
{{- end -}}
{{- range $name, $value := .Values -}}
{{- if kindIs "map" $value -}}
{{- if and $value.image (ne $name "image") -}}
{{- $_ := set $workloads (printf "%s-%s" $.Release.Name $name) $value -}}
{{- else if and (hasKey $value "enabled") (hasKey $value "env") -}}
{{- $_ := set $workloads (printf "%s-%s" $.Release.Name $name) $value -}}
{{- else -}}
{{- range $inner, $one := $value -}}
{{- if kindIs "map" $one -}}
{{- if $one.image -}}
{{- $_ := set $workloads (printf "%s-%s" $.Release.Name $inner) $one -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toYaml $workloads -}}
{{- end -}}

{{/*
Not empty where some value below the top names an image.
*/}}
{{- define "rollout.named" -}}
{{- range $name, $value := .Values -}}
{{- if kindIs "map" $value -}}
{{- if and $value.image (ne $name "image") }}{{ $name }}{{ end -}}
{{- range $inner, $one := $value -}}
{{- if kindIs "map" $one -}}
{{- if $one.image }}{{ $inner }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "rollout.labels" -}}
app.kubernetes.io/name: {{ .name | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | quote }}
{{- end -}}

{{/*
An image by its digest, where there is one.
*/}}
{{- define "rollout.image" -}}
{{- $repository := .repository | default "registry.example.com/service" -}}
{{- $repository }}:{{ .tag | default "0.0.0" }}{{ with .digest }}@{{ . }}{{ end -}}
{{- end -}}
