import { join } from "node:path";

/** Path of `prometheus` or `promtool`: of the folder that the environment names, else as the machine has it (Debian package `prometheus`). */
export function prometheusTool(name: "prometheus" | "promtool"): string {
  return join(process.env["RAMPART_PROMETHEUS"] ?? "", name);
}
