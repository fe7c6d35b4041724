import type { FolderCheck } from "../check.ts";
import { isObject, type Folder, type ManifestObject } from "../folder.ts";

/** What is applied to the cluster is the dashboard that is reviewed. */
export const dashboardEqual: FolderCheck = {
  code: "dashboard-equal",
  scope: "folder",
  severity: "error",
  description: "the ConfigMap or GrafanaDashboard carries the JSON of dashboard.json",
  *check(folder) {
    const text = folder.files.get("dashboard.json");
    if (text === undefined || "problem" in folder.json("dashboard.json")) return;
    const carriers = folder.objects().flatMap((object) => [...carried(object, folder)].map((one) => ({ ...one, object })));
    const [first] = carriers;
    if (first === undefined) {
      const hint = "render the folder again with rampart compile";
      if (folder.files.has("manifests/dashboard.yaml"))
        yield { message: "manifests/dashboard.yaml carries no dashboard", hint, file: `${folder.path}/manifests/dashboard.yaml` };
      else yield { message: "No manifest applies the dashboard of dashboard.json", hint, file: `${folder.path}/dashboard.json` };
      return;
    }
    for (const { object, path, json } of carriers) {
      if (json.trim() === text.trim()) continue;
      yield {
        message: `The ${String(object.value["kind"])} carries another dashboard than dashboard.json`,
        hint: "render the folder again with rampart compile",
        file: object.file,
        document: object.document,
        path,
      };
    }
  },
};

/** Dashboards within an object. */
function* carried({ file, value }: ManifestObject, folder: Folder): Generator<{ readonly path: readonly string[]; readonly json: string }> {
  if (file !== `${folder.path}/manifests/dashboard.yaml`) return;
  const { kind, data, spec } = value;
  if (kind === "ConfigMap" && isObject(data)) {
    for (const [name, json] of Object.entries(data))
      if (name.endsWith(".json") && typeof json === "string") yield { path: ["data", name], json };
  }
  if (kind === "GrafanaDashboard" && isObject(spec) && typeof spec["json"] === "string")
    yield { path: ["spec", "json"], json: spec["json"] };
}
