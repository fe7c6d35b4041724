import type { FoldersCheck } from "../check.ts";
import { isObject, type Folder, type ManifestObject } from "../folder.ts";
import { objectName } from "../object-name.ts";
import { folding } from "../folding.ts";

/** Two folders that write one object overwrite each other with every sync, for ever. */
export const kubernetesDuplicate: FoldersCheck = {
  code: "kubernetes-duplicate",
  severity: "error",
  description: "no object is written twice in a cluster",
  scope: "folders",
  ...folding({
    look: (folder) =>
      folder.objects().flatMap((object) => {
        const key = identity(folder, object);
        const { file, document, value } = object;
        return key === undefined ? [] : [{ key, file, document, name: objectName(value), namespace: namespaceOf(value) }];
      }),
    *judge(looked) {
      const owners = new Map<string, string>();
      for (const { key, file, document, name, namespace } of looked.flatMap(({ fact }) => fact)) {
        const owner = owners.get(key);
        if (owner === undefined) {
          owners.set(key, file);
          continue;
        }
        yield {
          message: `${name} in namespace ${JSON.stringify(namespace)} is written by ${owner} as well`,
          hint: "give one of them another name: as it is, each sync undoes the other",
          file,
          document,
          path: ["metadata", "name"],
        };
      }
    },
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
