import { renderedOf } from "../compile/closure/rendered.ts";
import { perFolder } from "./per-folder.ts";

/** Rules, dashboard and runbook of a folder, as far as they can be read. */
export const renderedFolder = perFolder((folder) => {
  const [rules, dashboard] = [folder.yaml("rules.yaml"), folder.json("dashboard.json")];
  return renderedOf({
    rules: "problem" in rules ? undefined : rules.value[0],
    dashboard: "problem" in dashboard ? undefined : dashboard.value,
    runbook: folder.files.get("RUNBOOK.md") ?? "",
  });
});
