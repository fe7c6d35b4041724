import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { part } from "./harness/part.ts";
import { filesBelow, project, root, textOf, treeRows } from "./ladder-trees.ts";
import { moduleVersion, runTool, scratch } from "./real-tool.ts";

const { system, breakable } = part();
const rows = breakable(
  treeRows.map(([name, tree]) => [name, textOf(tree, "rules.yaml"), filesBelow(tree, "manifests")["prometheusrule.yaml"]] as const),
  "alerts lost their runbook",
  (sound) => sound.map(([name, rules, manifest]) => [name, withoutRunbook(rules), manifest && withoutRunbook(manifest)] as const),
);
const config = readFileSync(join(root, "examples/pint/.pint.hcl"), "utf8");

let where: Awaited<ReturnType<typeof scratch>>;
beforeAll(async () => {
  where = await scratch({ ".pint.hcl": config });
  system("pint", moduleVersion("pint"));
});
afterAll(() => where.remove());

function withoutRunbook(rules: string): string {
  return rules.replaceAll(/^ *runbook_url: .*\n/gm, "");
}

/** What pint says of a file, where it says anything. */
function complaints(path: string, text: string): string {
  where.write(path, text);
  const { status, stdout, stderr } = lint(where.folder, [path]);
  return status === 0 ? "" : stdout + stderr;
}

function lint(folder: string, paths: readonly string[]) {
  const options = ["--no-color", "--offline", "--log-level=WARN", "--config", join(where.folder, ".pint.hcl")];
  return runTool("pint", [...options, "lint", "--min-severity=info", "--fail-on=info", ...paths], folder);
}

test.each(rows)("%s: pint has nothing to say of the rules", (_, rules) => {
  expect(complaints("rules.yaml", rules)).toBe("");
});

test.each(rows.flatMap(([name, , manifest]) => (manifest === undefined ? [] : [[name, manifest] as const])))(
  "%s: pint has nothing to say of the PrometheusRule",
  (_, manifest) => {
    expect(complaints("prometheusrule.yaml", manifest)).toBe("");
  },
);

test.each([...project.environments.keys()])("pint has nothing to say of all rollouts of %s together", (environment) => {
  const rollouts = project.standings.flatMap((one) => (one.environment === environment ? [one.rollout] : []));
  const paths = rollouts.map((rollout) => `dist/${environment}/${rollout}/rules.yaml`);
  expect(paths.length).toBeGreaterThan(0);
  const { status, stdout, stderr } = lint(root, paths);
  expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: "" });
});

describe("pint refuses", () => {
  const faults: Readonly<Record<string, readonly [from: string | RegExp, to: string, check: string]>> = {
    "an alert without a runbook": [/^ *runbook_url: .*\n/m, "", "alerts/annotation"],
    "an alert that goes to nobody": [/^ *team: .*\n/m, "", "rule/label"],
    "another severity": ["severity: warning", "severity: page", "rule/label"],
    "an alert that always fires": [/^(\s+expr: mcp:shadow_match_rate:5m\{[^}]*\}).*$/m, "$1", "alerts/comparison"],
    "a template that does not parse": ["{{ $value | humanizePercentage }}", "{{ $value | humanise }}", "alerts/template"],
    "a pattern that matches one text": ['gateway="rust"', 'gateway=~"rust"', "promql/regexp"],
    "a rate over a sum": ["sum(rate(mcp_shadow_match_total[5m]))", "rate(sum(mcp_shadow_match_total)[5m])", "promql/syntax"],
    "a record under any name": ["record: mcp:shadow_match_rate:5m", "record: matches", "rule/name"],
  };
  test.each(Object.entries(faults))("%s", (_, [from, to, check]) => {
    const sound = readFileSync(join(root, "dist/production/mcp-gateway-rust/rules.yaml"), "utf8");
    const faulty = sound.replace(from, to);
    expect(faulty).not.toBe(sound);
    expect(complaints("rules.yaml", faulty)).toContain(`(${check})`);
  });
});
