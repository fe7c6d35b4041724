import type { FoldersCheck } from "../check.ts";
import { isObject, type Folder, type ManifestObject } from "../folder.ts";
import { objectName } from "../object-name.ts";
import { visiting } from "../visiting.ts";

/** Two folders that write one object overwrite each other with every sync, for ever. */
export const kubernetesDuplicate: FoldersCheck = {
  code: "kubernetes-duplicate",
  severity: "error",
  description: "no object is written twice in a cluster",
  scope: "folders",
  ...visiting(() => {
    const owners = new Map<string, string>();
    return {
      *folder(folder) {
        for (const object of folder.objects()) {
          const key = identity(folder, object);
          const owner = key === undefined ? undefined : owners.get(key);
          if (key === undefined) continue;
          if (owner === undefined) {
            owners.set(key, object.file);
            continue;
          }
          const { file, document, value } = object;
          yield {
            message: `${objectName(value)} in namespace ${JSON.stringify(namespaceOf(value))} is written by ${owner} as well`,
            hint: "give one of them another name: as it is, each sync undoes the other",
            file,
            document,
            path: ["metadata", "name"],
          };
        }
      },
    };
  }),
};

/** What makes an object one and the same: version aside, cluster, group, kind, namespace and name. */
function identity(folder: Folder, { value }: ManifestObject): string | undefined {
  const { apiVersion, kind, metadata } = value;
  const name = isObject(metadata) ? metadata["name"] : undefined;
  if (typeof apiVersion !== "string" || typeof kind !== "string" || typeof name !== "string") return undefined;
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  const cluster = folder.resource()?.spec.environment.cluster ?? folder.environment;
  return JSON.stringify([cluster, group, kind, namespaceOf(value), name]);
}

function namespaceOf({ metadata }: Readonly<Record<string, unknown>>): string {
  const namespace = isObject(metadata) ? metadata["namespace"] : undefined;
  return typeof namespace === "string" ? namespace.slice(0, 80) : "";
}
