// What lego is copied from: see install_traefik in scripts/real-parts/cluster-tools.sh.
module rampart.dev/tools/traefik/lego

go 1.26.0

require github.com/go-acme/lego/v5 v5.3.1
