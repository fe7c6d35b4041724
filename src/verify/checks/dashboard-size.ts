import type { FolderCheck } from "../check.ts";

/** What Kubernetes takes for all annotations of an object. */
const annotationBytes = 262_144;
/** What it takes for an object: beyond that, nothing can apply it. */
const mebibyte = 1_048_576;

/**
 * The dashboard is the one object that grows with the rollout. Applied from the
 * client's side, all of it must fit into the annotation that remembers it.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#server-side-apply
 */
export const dashboardSize: FolderCheck = {
  code: "dashboard-size",
  scope: "folder",
  severity: "warning",
  description: "the dashboard's object can be applied from the client's side",
  *check(folder) {
    const text = folder.files.get("manifests/dashboard.yaml");
    const bytes = text === undefined ? 0 : Buffer.byteLength(text);
    if (bytes <= annotationBytes || bytes >= mebibyte) return;
    yield {
      message: `The dashboard's object has ${bytes} bytes, and an annotation that remembers what was applied takes ${annotationBytes}`,
      hint: "apply it from the server's side (ServerSideApply=true), or declare fewer signals",
      file: `${folder.path}/manifests/dashboard.yaml`,
      line: 1,
    };
  },
};
