import { codeUnitOrder } from "../../base/code-unit-order.ts";
import { nearest } from "../../base/nearest.ts";
import type { FolderCheck } from "../check.ts";
import { isObject } from "../folder.ts";

const name = "manifests/kustomization.yaml";

/** What a kustomization does not list is not applied, and nobody is told. */
export const kustomizationComplete: FolderCheck = {
  code: "kustomization-complete",
  severity: "error",
  description: "manifests/kustomization.yaml lists exactly the manifests beside it",
  scope: "folder",
  *check(folder) {
    const file = `${folder.path}/${name}`;
    const beside = [...folder.files.keys()]
      .flatMap((path) => /^manifests\/(.+\.ya?ml)$/.exec(path)?.[1] ?? [])
      .filter((path) => path !== "kustomization.yaml");
    if (beside.length === 0 && !folder.files.has(name)) return;
    if (!folder.files.has(name)) {
      yield { message: "manifests/ has no kustomization.yaml, so nothing of it is applied", hint: "run `rampart compile`", file };
      return;
    }
    const reading = folder.yaml(name);
    if ("problem" in reading) return;
    const [kustomization] = reading.value;
    const listed = isObject(kustomization) && Array.isArray(kustomization["resources"]) ? kustomization["resources"].map(String) : [];
    for (const path of beside.toSorted(codeUnitOrder)) {
      if (!listed.includes(path))
        yield {
          message: `kustomization.yaml does not list ${path}, so it is not applied`,
          hint: `add ${path} to resources`,
          file,
          path: ["resources"],
        };
    }
    const seen = new Set<string>();
    for (const [index, path] of listed.entries()) {
      const at = ["resources", index];
      if (seen.has(path))
        yield {
          message: `kustomization.yaml lists ${path.slice(0, 120)} twice, which kustomize refuses`,
          hint: "remove one",
          file,
          path: at,
        };
      else if (!beside.includes(path)) {
        const meant = path.length > 200 ? undefined : nearest(path, beside);
        yield {
          message: `kustomization.yaml lists ${path.slice(0, 120)}, which is not beside it`,
          hint: meant === undefined ? "remove it: manifests come from this folder only" : `did you mean "${meant}"?`,
          file,
          path: at,
        };
      }
      seen.add(path);
    }
  },
};
