import type { FolderCheck } from "../check.ts";

const mebibyte = 1_048_576;

/**
 * An object of the cluster has less than 1 MiB; a dashboard in a ConfigMap is
 * the one that gets there. Where the object is applied from the client's side,
 * an annotation of 256 KiB must hold it all.
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/#motivation
 */
export const dashboardSize: FolderCheck = {
  code: "dashboard-size",
  scope: "folder",
  severity: "error",
  description: "the dashboard fits into an object of the cluster",
  *check(folder) {
    const text = folder.files.get("manifests/dashboard.yaml");
    if (text === undefined) return;
    const bytes = Buffer.byteLength(text);
    const file = `${folder.path}/manifests/dashboard.yaml`;
    if (bytes >= mebibyte) {
      yield {
        message: `The dashboard's object has ${bytes} bytes, and Kubernetes takes less than ${mebibyte}`,
        hint: "declare fewer signals, gates or probes, or split the rollout",
        file,
        line: 1,
      };
    } else if (bytes > 262_144) {
      yield {
        severity: "warning",
        message: `The dashboard's object has ${bytes} bytes, more than the 262144 that kubectl apply can remember`,
        hint: "apply it from the server's side (ServerSideApply=true), or declare fewer signals",
        file,
        line: 1,
      };
    }
  },
};
