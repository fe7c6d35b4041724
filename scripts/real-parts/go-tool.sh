# Builds the tools that a module below tools/ pins; sourced by the installers.
#
# go_tool NAME [LDFLAGS [TAGS]] builds every `tool` of tools/NAME/go.mod into
# .cache/real-parts/NAME-<hash>/ and links them in .cache/real-parts/bin/,
# where the tests look. The hash is that of what goes in, so a tool that is
# there is not built again.
go_tool() {
  local name=$1 flags=${2-} tags=${3-} hash folder binary
  local cache=$PWD/.cache/real-parts
  hash=$({ go env GOVERSION; printf '%s\n' "$flags" "$tags"; cd "tools/$name" && find . -type f | LC_ALL=C sort | xargs sha256sum; } | sha256sum | cut -c1-12)
  folder=$cache/$name-$hash
  if [ ! -d "$folder" ]; then
    printf 'building %s\n' "$name"
    rm -rf "$folder.new"
    mkdir -p "$folder.new"
    (cd "tools/$name" && nice -n 10 go build -trimpath -ldflags "-s -w $flags" -tags "$tags" -o "$folder.new/" tool) || return 1
    mv "$folder.new" "$folder"
  fi
  mkdir -p "$cache/bin"
  for binary in "$folder"/*; do ln -sfn "$binary" "$cache/bin/"; done
}
