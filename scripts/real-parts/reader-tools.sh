# What reads the rules, dashboards and manifests; sourced by install-real-parts.sh after go-tool.sh.

# Without what discovers targets in clouds: nothing is scraped here.
# The module's v0.315.0 is Prometheus 3.15.0.
install_prometheus() {
  local version
  version=$(pinned prometheus github.com/prometheus/prometheus | sed -E 's/^v0\.([0-9])0?([1-9]?[0-9])\./\1.\2./')
  go_tool prometheus "-X github.com/prometheus/common/version.Version=$version" remove_all_sd
}

install_pint() { go_tool pint; }
install_alertmanager() { go_tool alertmanager; }
install_operator() { go_tool operator; }
install_dashboards() { go_tool dashboards; }
install_ingress2gateway() { go_tool ingress2gateway; }
install_kustomize() { go_tool kustomize; }
install_flux() { go_tool flux; }

# The types that Grafana publishes of its dashboards, beside what reads a dashboard with them.
install_grafana-schema() {
  local cache=$PWD/.cache/real-parts hash folder
  hash=$(cat tools/grafana-schema/* | sha256sum | cut -c1-12)
  folder=$cache/grafana-schema-$hash
  if [ ! -d "$folder" ]; then
    printf 'installing grafana-schema\n'
    rm -rf "$folder.new"
    mkdir -p "$folder.new"
    cp tools/grafana-schema/* "$folder.new/"
    (cd "$folder.new" && npm ci --silent --ignore-scripts --no-audit --no-fund) || return 1
    mv "$folder.new" "$folder"
  fi
  ln -sfn "$folder" "$cache/grafana-schema"
}

# kubeconform, with schemas made of Kubernetes' own description and of the definitions of custom kinds.
install_kubeconform() {
  local cache=$PWD/.cache/real-parts hash folder from
  install_crds && go_tool kubeconform || return 1
  hash=$({ pinned cluster k8s.io/kubernetes; readlink "$cache/crds"; cat scripts/real-parts/kube-schemas.js; } | sha256sum | cut -c1-12)
  folder=$cache/kube-schemas-$hash
  if [ ! -d "$folder" ]; then
    printf 'making kube-schemas\n'
    from=$(module_folder cluster k8s.io/kubernetes) || return 1
    rm -rf "$folder.new"
    node scripts/real-parts/kube-schemas.js "$from/api/openapi-spec/swagger.json" "$cache/crds" "$folder.new" || return 1
    pinned cluster k8s.io/kubernetes >"$folder.new/version"
    mv "$folder.new" "$folder"
  fi
  ln -sfn "$folder" "$cache/kube-schemas"
}
