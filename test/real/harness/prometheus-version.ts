import { spawnSync } from "node:child_process";
import { prometheusTool } from "../../compile/observability/prometheus-tool.ts";

/** The version of the `prometheus` or `promtool` that a part runs, as it says it itself. */
export function prometheusVersion(name: "prometheus" | "promtool"): string {
  const { stdout, stderr } = spawnSync(prometheusTool(name), ["--version"], { encoding: "utf8" });
  return /version (\S+)/.exec(`${stdout}${stderr}`)?.[1] ?? "of unknown version";
}
