import type { FolderCheck, ValuePath } from "../check.ts";
import { sentence } from "../sentence.ts";
import { isQueryPanel, panelName } from "../dashboard/query-panel.ts";
import { isObject } from "../folder.ts";
import { renderedFolder } from "../rendered-folder.ts";

/**
 * A dashboard says once where its data comes from, in a variable, so that it
 * works in a Grafana whose data source has another name.
 * @see https://github.com/grafana/dashboard-linter/blob/main/docs/rules/template-datasource-rule.md
 */
export const dashboardDatasource: FolderCheck = {
  code: "dashboard-datasource",
  scope: "folder",
  severity: "error",
  description: "every query goes to the one data source that the dashboard's variable names",
  *check(folder) {
    const reading = folder.json("dashboard.json");
    const dashboard = "problem" in reading ? undefined : reading.value;
    if (!isObject(dashboard) || !Array.isArray(dashboard["panels"])) return;
    const file = `${folder.path}/dashboard.json`;
    const templating = dashboard["templating"];
    const list: unknown = isObject(templating) ? templating["list"] : undefined;
    const variables = (Array.isArray(list) ? list : []).flatMap((variable: unknown, index) =>
      isObject(variable) && variable["type"] === "datasource" ? [{ variable, index }] : [],
    );
    const [only, ...more] = variables;
    if (only === undefined || more.length > 0) {
      yield {
        file,
        path: ["templating"],
        message: `The dashboard has ${variables.length} data source variables, expected one`,
        hint: 'keep one, named "datasource", of type "datasource"',
      };
      return;
    }
    const name: unknown = only.variable["name"];
    if (name !== "datasource")
      yield {
        file,
        path: ["templating", "list", only.index, "name"],
        message: `The data source variable is named ${JSON.stringify(name)}, expected "datasource"`,
        hint: 'name it "datasource"',
      };
    if (only.variable["query"] !== "prometheus")
      yield {
        file,
        path: ["templating", "list", only.index, "query"],
        message: `The data source variable offers ${JSON.stringify(only.variable["query"] ?? null)}, expected Prometheus`,
        hint: 'set query: "prometheus"',
      };
    const allowed = new Set([`\${${String(name)}}`, `$${String(name)}`]);
    const wrong = function* (owner: string, value: unknown, path: ValuePath) {
      const source: unknown = isObject(value) ? value["datasource"] : undefined;
      const uid: unknown = isObject(source) ? source["uid"] : source;
      if (typeof uid === "string" && allowed.has(uid)) return;
      yield {
        file,
        path: source === undefined ? path : [...path, "datasource"],
        message: `${owner} asks data source ${JSON.stringify(uid ?? null)}, expected "\${${String(name)}}"`,
        hint: "name the variable, so that the dashboard works in every Grafana",
      };
    };
    for (const panel of renderedFolder(folder).panels) {
      if (!isQueryPanel(panel)) continue;
      yield* wrong(sentence(panelName(panel)), panel.value, panel.path);
      const targets: unknown = panel.value["targets"];
      for (const [index, target] of (Array.isArray(targets) ? targets : []).entries()) {
        if (isObject(target) && target["datasource"] === undefined) continue;
        yield* wrong(`Query ${index + 1} of ${panelName(panel)}`, target, [...panel.path, "targets", index]);
      }
    }
    for (const { path } of renderedFolder(folder).annotations) {
      const at = path.slice(0, -1);
      yield* wrong("A dashboard annotation", valueAt(dashboard, at), at);
    }
  },
};

function valueAt(value: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof key === "number" ? (Array.isArray(inner) ? inner[key] : undefined) : isObject(inner) ? inner[key] : undefined),
    value,
  );
}
