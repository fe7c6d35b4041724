# The tools of the parts that need an API server; sourced by install-real-parts.sh after go-tool.sh.

# kube-apiserver and etcd. Its version is told by the linker, as in Kubernetes' own build.
install_cluster() {
  local version
  version=$(pinned cluster k8s.io/kubernetes)
  go_tool cluster "-X k8s.io/component-base/version.gitVersion=$version -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=$(printf %s "$version" | cut -d. -f2)"
}

# The definitions of custom kinds, read from the modules that carry them.
install_crds() {
  local cache=$PWD/.cache/real-parts hash folder module version dir
  hash=$(cat tools/crds/go.mod tools/crds/go.sum scripts/real-parts/cluster-tools.sh | sha256sum | cut -c1-12)
  folder=$cache/crds-$hash
  if [ ! -d "$folder" ]; then
    printf 'reading crds\n'
    rm -rf "$folder.new"
    mkdir -p "$folder.new"
    crds_of github.com/prometheus-operator/prometheus-operator 'example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml' || return 1
    crds_of github.com/grafana/grafana-operator/v5 'config/crd/bases/grafana.integreatly.org_grafanadashboards.yaml' || return 1
    crds_of sigs.k8s.io/gateway-api 'config/crd/standard/*.yaml' || return 1
    mv "$folder.new" "$folder"
  fi
  ln -sfn "$folder" "$cache/crds"
}

crds_of() { # crds_of MODULE PATTERN
  dir=$(module_folder crds "$1") || return 1
  version=$(pinned crds "$1")
  # shellcheck disable=SC2086 # the pattern is one
  install -m 644 "$dir"/$2 "$folder.new/" && printf '%s %s\n' "$1" "$version" >>"$folder.new/versions"
}

install_helm() {
  go_tool helm "-X helm.sh/helm/v4/internal/version.version=$(pinned helm helm.sh/helm/v4)"
}

# Traefik. Its ACME client is built without the DNS providers, which it would otherwise link all 180 of.
install_traefik() {
  local lego=$PWD/.cache/real-parts/lego from part
  from=$(module_folder traefik/lego github.com/go-acme/lego/v5) || return 1
  rm -rf "$lego.new"
  mkdir -p "$lego.new/internal" "$lego.new/providers/dns"
  for part in acme certcrypto certificate challenge lego log platform registration internal/dnspersist internal/errutils internal/ptr internal/useragent internal/wait; do
    cp -r --no-preserve=mode "$from/$part" "$lego.new/$part" || return 1
  done
  cp --no-preserve=mode "$from"/internal/*.go "$lego.new/internal/"
  find "$lego.new" -name '*_test.go' -delete
  cp tools/traefik/lego/dns-providers.go "$lego.new/providers/dns/"
  cp tools/traefik/lego/slim.mod "$lego.new/go.mod"
  # Kept as it is when nothing changed, so that the build cache knows the files again.
  if diff -rq "$lego.new" "$lego" >/dev/null 2>&1; then rm -rf "$lego.new"; else rm -rf "$lego" && mv "$lego.new" "$lego"; fi
  go_tool traefik "-X github.com/traefik/traefik/v3/pkg/version.Version=$(pinned traefik github.com/traefik/traefik/v3)"
}

# Backends and callers of the traffic part.
install_load() {
  go_tool load
}

# The version that tools/NAME/go.mod pins of a module.
pinned() { # pinned NAME MODULE
  awk -v module="$2" '{ sub(/^require /, "") } $1 == module { print $2; exit }' "tools/$1/go.mod"
}

# The folder of a module in the module cache, downloaded and checked against go.sum.
module_folder() { # module_folder NAME MODULE
  local version
  version=$(pinned "$1" "$2")
  (cd "tools/$1" && go mod download -json "$2@$version") | sed -n 's/^\t"Dir": "\(.*\)",\{0,1\}$/\1/p' | grep .
}
