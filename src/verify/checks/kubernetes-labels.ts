import { managedBy } from "../../compile/conventions.ts";
import type { FolderCheck } from "../check.ts";
import { isObject } from "../folder.ts";
import { objectName } from "../object-name.ts";

/**
 * By its labels and its namespace, an object belongs to a rollout: to those
 * who prune, to policies and to whoever looks for what a rollout has changed.
 */
export const kubernetesLabels: FolderCheck = {
  code: "kubernetes-labels",
  severity: "error",
  description: "what Rampart writes carries the namespace and the labels of its rollout",
  scope: "folder",
  *check(folder) {
    const rollout = folder.resource()?.metadata;
    if (rollout === undefined) return;
    for (const { file, document, value } of folder.objects()) {
      const metadata = isObject(value["metadata"]) ? value["metadata"] : {};
      const labels = isObject(metadata["labels"]) ? metadata["labels"] : {};
      const isOurs =
        labels["app.kubernetes.io/managed-by"] === managedBy || Object.keys(labels).some((key) => key.startsWith("rampart.dev/"));
      if (!isOurs) continue;
      const { namespace } = metadata;
      if (namespace !== rollout.namespace) {
        yield {
          message: `${objectName(value)} is in ${shown("namespace", namespace)}, but the rollout is in "${rollout.namespace}"`,
          hint: `write namespace: ${rollout.namespace}, or run \`rampart compile\``,
          file,
          document,
          path: ["metadata", "namespace"],
        };
      }
      for (const [key, expected] of Object.entries(rollout.labels)) {
        if (labels[key] === expected) continue;
        yield {
          message: `${objectName(value)} has ${shown(`label ${key}`, labels[key])}, but the rollout has "${expected}"`,
          hint: `write ${key}: ${expected}, or run \`rampart compile\``,
          file,
          document,
          path: ["metadata", "labels", key],
        };
      }
    }
  },
};

function shown(what: string, value: unknown): string {
  return typeof value === "string" ? `${what} "${value.slice(0, 80)}"` : `no ${what}`;
}
