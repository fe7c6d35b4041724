#!/usr/bin/env bash
# Installs the real systems that `npm run test:real` runs against, from Debian's
# packages, where they are missing. Fails when one cannot be had.
set -euo pipefail

missing=()
need() { # need COMMAND PACKAGE
  command -v "$1" >/dev/null 2>&1 || missing+=("$2")
}
need promtool prometheus
need prometheus prometheus
need jq jq
need curl curl
need openssl openssl
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
