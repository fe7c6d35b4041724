#!/usr/bin/env bash
# Installs the real systems that `npm run test:real` runs against, where they
# are missing: from Debian's packages, and from the modules that tools/ pins.
# With names of parts, only the tools of those parts. Fails when one cannot be had.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
need() { # need COMMAND PACKAGE
  command -v "$1" >/dev/null 2>&1 || missing+=("$2")
}
need promtool prometheus
need prometheus prometheus
need jq jq
need curl curl
need openssl openssl
python3 -m pip --version >/dev/null 2>&1 || missing+=(python3-pip)
[ -n "$(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null)" ] || missing+=(postgresql)

if [ "${#missing[@]}" -gt 0 ]; then
  printf 'installing %s\n' "${missing[*]}"
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  if ! command -v apt-get >/dev/null 2>&1; then
    printf 'cannot install %s: no apt-get here; install them by hand and run again\n' "${missing[*]}" >&2
    exit 1
  fi
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

for command in promtool prometheus jq curl; do
  command -v "$command" >/dev/null 2>&1 || { printf 'cannot run the real parts: %s is not there\n' "$command" >&2; exit 1; }
done

# What parts need that is built. A part that isn't here needs nothing built.
tools_of() { # tools_of PART
  case $1 in
    kube-apiserver | policies) echo cluster crds ;;
    helm) echo cluster crds helm ;;
    traffic) echo cluster crds traefik load ;;
    mirror) echo cluster crds envoy envoy-gateway ;;
    prometheus-*) echo prometheus ;;
    dashboards) echo dashboards grafana-schema ;;
    alertmanager | flux | ingress2gateway | kustomize | operator | pint) echo "$1" ;;
    kubeconform) echo crds kubeconform ;;
  esac
}

if [ $# -eq 0 ]; then
  set -- $(ls test/real | sed -n 's/\.test\.ts$//p')
fi
tools=$(for part in "$@"; do tools_of "$part"; done | tr ' ' '\n' | LC_ALL=C sort -u)
if [ -n "$tools" ] && ! command -v go >/dev/null 2>&1; then
  printf 'cannot build %s: Go is not here; install Go 1.26 or later and run again\n' "$(echo $tools)" >&2
  exit 1
fi
. scripts/real-parts/go-tool.sh
. scripts/real-parts/cluster-tools.sh
. scripts/real-parts/gateway-tools.sh
. scripts/real-parts/reader-tools.sh
for tool in $tools; do
  "install_$tool" || { printf 'cannot run the real parts: %s cannot be built\n' "$tool" >&2; exit 1; }
done
