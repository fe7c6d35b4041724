// Command flux-build prints what Flux applies of a source: what its
// source-controller takes of it by the `ignore` of a GitRepository, built as its
// kustomize-controller builds the path of a Kustomization. `flux build` carries
// the manifests of Flux's own controllers, which its module does not hold, so
// these are the packages that the controllers are made of.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/fluxcd/pkg/kustomize"
	"github.com/fluxcd/pkg/sourceignore"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/yaml"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == "version" {
		info, _ := debug.ReadBuildInfo()
		for _, dep := range info.Deps {
			if dep.Path == "github.com/fluxcd/pkg/kustomize" {
				fmt.Println(dep.Version)
			}
		}
		return
	}
	if len(os.Args) != 3 {
		fail(errors.New("usage: flux-build REPOSITORY FLUX.yaml"))
	}
	check(build(os.Args[1], os.Args[2]))
}

func build(repository, file string) error {
	source, kustomization, err := read(file)
	if err != nil {
		return err
	}
	artifact, err := os.MkdirTemp("", "flux-build-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(artifact)
	ignore, _, err := unstructured.NestedString(source.Object, "spec", "ignore")
	if err != nil {
		return err
	}
	if err := take(repository, artifact, ignore); err != nil {
		return err
	}
	path, _, err := unstructured.NestedString(kustomization.Object, "spec", "path")
	if err != nil {
		return err
	}
	path = filepath.Join(artifact, path)
	// Adds a kustomization.yaml where the path has none.
	if _, err := kustomize.NewGenerator(artifact, *kustomization).WriteFile(path); err != nil {
		return err
	}
	built, err := kustomize.SecureBuild(artifact, path, false)
	if err != nil {
		return err
	}
	out, err := built.AsYaml()
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(out)
	return err
}

// read finds the GitRepository and the Kustomization in a file.
func read(file string) (source, kustomization *unstructured.Unstructured, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(text), 4096)
	for {
		object := &unstructured.Unstructured{}
		if err := decoder.Decode(object); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, nil, err
		}
		switch object.GetKind() {
		case "GitRepository":
			source = object
		case "Kustomization":
			kustomization = object
		}
	}
	if source == nil || kustomization == nil {
		return nil, nil, fmt.Errorf("%s: expected a GitRepository and a Kustomization", file)
	}
	return source, kustomization, nil
}

// take copies what is not ignored, as the source-controller archives it.
func take(from, to, ignore string) error {
	from, err := filepath.Abs(from)
	if err != nil {
		return err
	}
	domain := strings.Split(from, string(filepath.Separator))
	patterns, err := sourceignore.LoadIgnorePatterns(from, domain)
	if err != nil {
		return err
	}
	patterns = append(patterns, sourceignore.ReadPatterns(strings.NewReader(ignore), domain)...)
	matcher := sourceignore.NewDefaultMatcher(patterns, domain)
	return filepath.WalkDir(from, func(path string, entry os.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || matcher.Match(strings.Split(path, string(filepath.Separator)), false) {
			return err
		}
		within, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, within)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, text, 0o644)
	})
}

func check(err error) {
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
