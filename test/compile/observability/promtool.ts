import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prometheusTool } from "./prometheus-tool.ts";

/** How a promtool run ended. */
export interface PromtoolResult {
  readonly status: number | null;
  /** Everything it printed. */
  readonly output: string;
}

/** Runs promtool in a folder of its own that has these files. */
export function promtool(args: readonly string[], files: Readonly<Record<string, string>>): PromtoolResult {
  const folder = mkdtempSync(join(tmpdir(), "rules-"));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const { status, stdout, stderr, error } = spawnSync(prometheusTool("promtool"), args, { cwd: folder, encoding: "utf8" });
    if (error !== undefined) throw error;
    return { status, output: `${stdout}${stderr}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `promtool check rules --lint-fatal`. */
export function checkRules(rules: string): PromtoolResult {
  return promtool(["check", "rules", "--lint-fatal", "rules.yaml"], { "rules.yaml": rules });
}

/** `promtool test rules`. */
export function testRules(rules: string, tests: string): PromtoolResult {
  return promtool(["test", "rules", "rules.test.yaml"], { "rules.yaml": rules, "rules.test.yaml": tests });
}
