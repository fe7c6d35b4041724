import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/base/user-error.ts";
import type { Context } from "../../../src/compile/context.ts";
import { probeRuns } from "../../../src/evidence/probe/probe-run.ts";
import { selectRuns, type ProbeSelection } from "../../../src/evidence/probe/select-runs.ts";
import { ownContext } from "./contexts.ts";

const named = async (rollout: string, environment: string, stage: string, selection?: ProbeSelection) =>
  selectRuns(await ownContext(rollout, environment, stage), selection).map(({ name, instance }) =>
    instance === undefined ? name : `${name} ${instance}`,
  );

describe("selectRuns()", () => {
  test("takes what gates and procedures of the stage need, for the instances it has reached", async () => {
    expect(await named("butlers-streamable-http", "production", "canary")).toEqual([
      "mcp-endpoint general",
      "sse-endpoint general",
      "switchboard-sse",
      "runtime-url-tests",
      "notify-tool-calls",
      "connector-setting",
    ]);
    expect(await named("butlers-streamable-http", "production", "before")).toEqual([]);
    // The stage's only gate is a checklist; its procedure names these.
    expect(await named("operator-mcp", "staging", "rotation-drill")).toEqual([
      "mcp-enabled",
      "gateway-url",
      "smoke-receipt",
      "rotation-ledger",
    ]);
  });

  test("takes those that verify a rollback only when all are asked for, or by name", async () => {
    expect(await named("mcp-gateway-rust", "production", "canary-10")).not.toContain("canary-weight-zero");
    expect(await named("mcp-gateway-rust", "production", "canary-10", { all: true })).toContain("canary-weight-zero");
    expect(await named("mcp-gateway-rust", "production", "canary-10", { probes: ["canary-weight-zero"] })).toEqual(["canary-weight-zero"]);
  });

  test("takes instances by name, reached or not", async () => {
    const selection = { probes: ["sse-endpoint"], instances: ["health", "general"] };
    expect(await named("butlers-streamable-http", "production", "canary", selection)).toEqual([
      "sse-endpoint general",
      "sse-endpoint health",
    ]);
  });

  test.each([
    [{ probes: ["sse-endpont"] }, 'Cannot find probe "sse-endpont" in "butlers-streamable-http"', 'did you mean "sse-endpoint"?'],
    [
      { instances: ["jukebox"] },
      'Cannot find instance "jukebox" in "butlers-streamable-http"',
      "use one of switchboard, general, relationship, health, messenger",
    ],
  ])("refuses the unknown name of %j", async (selection, message, hint) => {
    const context = await ownContext("butlers-streamable-http", "production");
    expect(() => selectRuns(context, selection)).toThrow(expect.objectContaining({ message, hint }));
  });

  test("fills the address of each instance, in the order in which waves reached them", async () => {
    const runs = selectRuns(await ownContext("butlers-streamable-http", "production", "full"), { probes: ["mcp-endpoint"] });
    expect(runs.map(({ probe }) => ("url" in probe ? probe.url : ""))).toEqual(
      [40_101, 40_100, 40_102, 40_103, 40_104].map((port) => `http://localhost:${port}/mcp`),
    );
  });
});

describe("the digest of a run", () => {
  const digestOf = async (change: object, ladder: object = {}) => {
    const context = await ownContext("koan-http-sse", "staging");
    const probe = context.rollout.probes["health"];
    if (probe === undefined) throw new Error("expected the probe");
    const changed: Context = {
      ...context,
      ladder: { ...context.ladder, ...ladder },
      rollout: { ...context.rollout, probes: { health: Object.assign({}, probe, change) } },
    };
    return probeRuns(changed, "health", [])[0]?.digest;
  };

  test("is the same whatever is said about the probe, and another for another question", async () => {
    const before = await digestOf({});
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(await digestOf({ title: "Other", proves: "Something else" })).toBe(before);
    expect(await digestOf({ expect: { status: [201] } })).not.toBe(before);
    expect(await digestOf({}, { host: "other.staging.koan.dev" })).not.toBe(before);
  });

  test("a host that is not given is named", async () => {
    const context = await ownContext("koan-http-sse", "staging");
    const { host: _, ...ladder } = context.ladder;
    expect(() => probeRuns({ ...context, ladder }, "health", [])).toThrow(
      new UserError('Cannot run probe "health": nothing fills {host} of its url https://{host}/health', {
        hint: "add host to ladders.staging",
      }),
    );
  });
});
