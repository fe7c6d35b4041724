import { codeUnitOrder } from "../../base/code-unit-order.ts";
import { toYaml } from "../../base/yaml.ts";
import type { Artifact } from "../artifact.ts";
import type { Context } from "../context.ts";

/**
 * `manifests/kustomization.yaml` over all other manifests of a rollout, made
 * of the paths of its artifacts once all of them are known. It sets nothing:
 * every object names its own namespace.
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function kustomization(paths: readonly string[], _context: Context): Artifact {
  const resources = paths
    .flatMap((path) => /^manifests\/(.+\.ya?ml)$/.exec(path)?.[1] ?? [])
    .filter((file) => file !== "kustomization.yaml")
    .toSorted(codeUnitOrder);
  const content = toYaml({
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    resources,
  });
  return { path: "manifests/kustomization.yaml", content };
}
