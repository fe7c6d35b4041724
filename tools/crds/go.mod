// Modules that carry the definitions of the kinds that Rampart writes. Nothing
// of them is built: their files are read from the module cache.
module rampart.dev/tools/crds

go 1.26.0

require (
	github.com/grafana/grafana-operator/v5 v5.15.1
	github.com/prometheus-operator/prometheus-operator v0.85.0
	sigs.k8s.io/gateway-api v1.6.3
)
