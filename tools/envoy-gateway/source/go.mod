// What Envoy Gateway is copied from: see install_envoy-gateway in scripts/real-parts/gateway-tools.sh.
module rampart.dev/tools/envoy-gateway/source

go 1.26.0

require github.com/envoyproxy/gateway v1.9.1
