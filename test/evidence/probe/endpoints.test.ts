import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "../../../src/compile/context.ts";
import { runProbes } from "../../../src/evidence/probe/run-probes.ts";
import { selectRuns } from "../../../src/evidence/probe/select-runs.ts";
import { lastContexts } from "./contexts.ts";
import { endpoints, tokens, type Mode } from "./endpoints.ts";
import { serve, worldOf, type Played } from "./serve.ts";

let mode: Mode = "good";
let played: Played;
let contexts: readonly Context[];

beforeAll(async () => {
  played = await serve(endpoints(() => mode));
  contexts = await lastContexts();
});
afterAll(() => played.close());

/** Results of all requests of all rollouts, by environment, probe and instance. */
async function results(how: Mode, fetch = played.fetch): Promise<Readonly<Record<string, string>>> {
  mode = how;
  const all = await Promise.all(
    contexts.map(async (context) => {
      const runs = selectRuns(context, { all: true }).filter(({ probe }) => probe.kind === "http" || probe.kind === "json-rpc");
      const quiet = runs.map((run) => ("saveTo" in run.probe ? { ...run, probe: { ...run.probe, saveTo: undefined } } : run));
      const outcomes = await runProbes(quiet, worldOf({ fetch }, tokens));
      return outcomes.map(({ run, result, faults }) => [
        `${context.rollout.name} ${context.environment.name} ${run.name} ${run.instance ?? ""}`.trim(),
        `${result} ${faults.join("; ")}`.trim(),
      ]);
    }),
  );
  return Object.fromEntries(all.flat());
}

describe("requests of the project's rollouts", () => {
  test("pass against a server that plays their endpoints", async () => {
    const found = await results("good");
    expect(Object.entries(found).filter(([, result]) => result !== "pass")).toEqual([]);
    expect(Object.keys(found).length).toBeGreaterThan(50);
    expect(found).toHaveProperty(["butlers-streamable-http production mcp-endpoint messenger"]);
  });

  test("fail against a server that answers everything with an error", async () => {
    const found = await results("broken");
    expect(Object.entries(found).filter(([, result]) => !result.startsWith("fail status is 500"))).toEqual([]);
  });

  test("notice a server that lets everybody in", async () => {
    const failed = Object.entries(await results("open")).filter(([, result]) => result !== "pass");
    expect(failed.filter(([name]) => name.includes(" production "))).toEqual([
      ["koan-http-sse production anonymous-refused", "fail status is 200, expected 401"],
      ["koan-http-sse production scope-enforced", "fail error.code is not there, expected a value"],
      ["koan-http-sse production https-redirect", "fail status is 200, expected 301 or 307 or 308"],
      ["mcp-token-shaping production mcp-unauthorised", "fail status is 200, expected 401 or 403"],
      ["mcp-token-shaping production tools-call-unauthorised", "fail status is 200, expected 401 or 403"],
    ]);
  });

  test("say that nobody answers where nobody does", async () => {
    const found = await results("good", () =>
      Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }) })),
    );
    expect(new Set(Object.values(found))).toEqual(new Set(["unreachable no answer: ECONNREFUSED"]));
  });
});
