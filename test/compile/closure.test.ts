import { beforeAll, describe, expect, test } from "vitest";
import type { Artifact } from "../../src/compile/artifact.ts";
import { closureProblems } from "../../src/compile/closure/closure-problems.ts";
import { createStandingContext } from "../../src/compile/compile.ts";
import type { Context } from "../../src/compile/context.ts";
import { builtIn } from "../../src/compile/generators/index.ts";
import { readProject } from "../../src/project/read-project.ts";

let context: Context;
let artifacts: readonly Artifact[];
beforeAll(async () => {
  const project = await readProject(new URL("../..", import.meta.url).pathname.replace(/\/$/, ""));
  const standing = project.standings.find(({ environment, rollout }) => environment === "production" && rollout === "mcp-gateway-rust");
  if (standing === undefined) throw new Error("the rollout is not there");
  context = createStandingContext(project, standing, standing.stage);
  artifacts = builtIn.filter((generator) => generator.applies(context)).flatMap((generator) => generator.generate(context));
});

/** What is wrong after one file has been edited; the edit must change it. */
function after(path: string, edit: (content: string) => string): readonly string[] {
  return closureProblems(
    context,
    artifacts.map((artifact) => {
      if (artifact.path !== path) return artifact;
      const content = edit(artifact.content);
      expect(content).not.toBe(artifact.content);
      return { path, content };
    }),
  );
}

test("what is generated agrees", () => expect(closureProblems(context, artifacts)).toEqual([]));

describe("files that do not agree are told", () => {
  test("an alert that the runbook does not tell of", () => {
    expect(after("RUNBOOK.md", (text) => text.replace("### MCPRustGatewayDown", "### GatewayDown"))).toContain(
      'alert "MCPRustGatewayDown" fires, but the runbook does not tell of it',
    );
  });

  test("an alert that no rule fires", () => {
    expect(after("rules.yaml", (text) => text.replace("alert: MCPRustGatewayDown", "alert: MCPRustGatewayGone"))).toContain(
      'the runbook tells of alert "MCPRustGatewayDown", which no rule fires',
    );
  });

  test("a panel on a metric that is neither recorded nor declared", () => {
    expect(after("dashboard.json", (text) => text.replaceAll("mcp:shadow_match_rate:5m", "mcp:shadow_match:5m")).join("\n")).toContain(
      'asks for metric "mcp:shadow_match:5m", which is neither recorded here nor declared in metrics',
    );
  });

  test("a recorded series that nobody reads", () => {
    const unused = "  - record: rollout:nobody:sum\n        expr: vector(1)\n      - record: rollout:candidate_weight:percent";
    expect(after("rules.yaml", (text) => text.replace("  - record: rollout:candidate_weight:percent", unused))).toContain(
      'rule "rollout:nobody:sum" of mcp-gateway-rust records a series that no alert, panel or gate reads',
    );
  });

  test("a runbook link without its heading", () => {
    expect(after("rules.yaml", (text) => text.replace("RUNBOOK.md#mcprustgatewaydown", "RUNBOOK.md#gateway-down"))).toContain(
      `annotation runbook_url of alert "MCPRustGatewayDown" links to the runbook's "#gateway-down", which has no heading`,
    );
  });

  test("a dead link inside the runbook", () => {
    expect(after("RUNBOOK.md", (text) => text.replace("(#stage-canary-5)", "(#stage-canary-7)")).join("\n")).toContain(
      'links to "#stage-canary-7", which has no heading',
    );
  });

  test("a link to a panel that is not there", () => {
    expect(after("rules.yaml", (text) => text.replace(/viewPanel=panel-\d+/, "viewPanel=panel-7")).join("\n")).toContain(
      "links to panel 7, which the dashboard does not have",
    );
  });

  test("a limit that differs in the alert", () => {
    const gate = 'alert "MCPRustGatewayLatencyHigh" names the hold limit of gate "p99-latency", 1.5x (1.5), but holds another number';
    expect(after("rules.yaml", (text) => text.replaceAll("1.5", "1.6"))).toContain(gate);
  });

  test("a limit that differs in the runbook", () => {
    expect(after("RUNBOOK.md", (text) => text.replaceAll("2x", "3x"))).toContain(
      'gate "p99-latency" has rollback limit 2x, which its runbook section does not tell',
    );
  });

  test("a limit that differs in the panel", () => {
    expect(after("dashboard.json", (text) => text.replaceAll('"value": 0.001', '"value": 0.002').replaceAll("0.001", "0.002"))).toContain(
      'gate "error-rate" has hold limit 0.1 % (0.001), which its panel does not draw',
    );
  });

  test("an expression that is not PromQL", () => {
    expect(after("rules.yaml", (text) => text.replace("expr: vector(5)", "expr: vector(5")).join("\n")).toContain(
      'rule "rollout:candidate_weight:percent" is not PromQL: syntax error',
    );
  });

  test("an invariant that a stage breaks", () => {
    const invariants = [{ text: "Shadow mode stays on.", values: {}, variables: { SHADOW_MODE_ENABLED: "true" }, probes: [] }];
    const broken = { ...context, rollout: { ...context.rollout, invariants } };
    expect(closureProblems(broken, artifacts)).toContain(
      'stage "canary-1" sets SHADOW_MODE_ENABLED to "false", but in all stages it must be "true": Shadow mode stays on.',
    );
  });
});
