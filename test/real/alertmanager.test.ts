import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { Tree } from "../../src/compile/compile.ts";
import { part } from "./harness/part.ts";
import { project, root, textOf, treeRows } from "./ladder-trees.ts";
import { moduleVersion, runTool, scratch, type Run } from "./real-tool.ts";

const { system, cases, breakable } = part();
const rows = breakable(
  treeRows.map(([name, tree]) => [name, tree, textOf(tree, "rules.yaml")] as const),
  "alerts lost the label that says what they mean for the ramp",
  (sound) => sound.map(([name, tree, rules]) => [name, tree, rules.replaceAll(/^ *action: .*\n/gm, "")] as const),
);
const config = readFileSync(join(root, "examples/alertmanager/alertmanager.yaml"), "utf8");
const RuleFile = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string().optional(), labels: z.record(z.string(), z.string()) })) })),
});

let where: Awaited<ReturnType<typeof scratch>>;
beforeAll(async () => {
  where = await scratch({ "alertmanager.yaml": config });
  system("amtool", moduleVersion("amtool"));
});
afterAll(() => where.remove());

/** Whom an alert should reach, by what the definition says of it. */
function wanted({ rollout, environment }: Tree, name: string): readonly string[] {
  const definition = project.rollouts.get(rollout)?.value;
  const alert = definition?.alerts[name];
  if (definition === undefined || alert === undefined) throw new Error(`${rollout} declares no alert ${name}`);
  const { action, severity, labels } = alert;
  const team = labels["team"] ?? definition.team;
  const rollsBack = action === "rollback";
  const reached = [
    ...(rollsBack && severity === "critical" && environment === "production" ? ["on-call"] : []),
    ...(rollsBack || action === "pause" ? ["ramps"] : []),
    ...(team === "framework-team" ? ["framework-team"] : []),
    ...(team === "platform" || team === "platform-team" ? ["platform"] : []),
  ];
  return reached.length > 0 ? reached : ["rollouts"];
}

function routed(labels: Readonly<Record<string, string>>, receivers: readonly string[]): Run {
  const given = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  const options = ["--config.file=alertmanager.yaml", `--verify.receivers=${receivers.join(",")}`];
  return runTool("amtool", ["config", "routes", "test", ...options, ...given], where.folder);
}

const told = new Map<string, Run>();
/** As {@link routed}, once for what is asked again and again. */
function routedOnce(labels: Readonly<Record<string, string>>, receivers: readonly string[]): Run {
  const key = JSON.stringify([labels, receivers]);
  const run = told.get(key) ?? routed(labels, receivers);
  told.set(key, run);
  return run;
}

test("the example of routes loads", () => {
  expect(runTool("amtool", ["check-config", "alertmanager.yaml"], where.folder)).toMatchObject({ status: 0 });
});

describe.each(rows)("%s", (_, tree, rules) => {
  test("every alert reaches whom its definition means", () => {
    const alerts = RuleFile.parse(parse(rules)).groups.flatMap((group) =>
      group.rules.flatMap(({ alert, labels }) => (alert === undefined ? [] : [{ alert, labels }])),
    );
    const astray = alerts.flatMap(({ alert, labels }) => {
      const { status, stdout, stderr } = routedOnce({ alertname: alert, ...labels }, wanted(tree, alert));
      return status === 0 ? [] : [`${alert}: ${stdout}${stderr}`];
    });
    cases(alerts.length, astray.length);
    expect(astray).toEqual([]);
  });
});

describe("amtool refuses", () => {
  test("a route to nobody", () => {
    where.write("faulty.yaml", config.replace("receiver: ramps", "receiver: ramp"));
    expect(runTool("amtool", ["check-config", "faulty.yaml"], where.folder).status).not.toBe(0);
  });
  test("a receiver that the labels do not lead to", () => {
    const labels = { severity: "critical", environment: "staging", team: "platform", action: "rollback" };
    expect(routed(labels, ["ramps", "platform"]).status).toBe(0);
    expect(routed(labels, ["on-call", "ramps", "platform"]).status).not.toBe(0);
  });
});
