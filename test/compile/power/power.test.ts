import { describe, expect, test } from "vitest";
import { createContext } from "../../../src/compile/context.ts";
import { gatePowerWords } from "../../../src/compile/power/gate-power-words.ts";
import { power, type GatePower } from "../../../src/compile/power/power.ts";
import { unprovable } from "../../../src/compile/power/unprovable.ts";
import type { Duration } from "../../../src/model/quantity.ts";
import { rampOf, type RampInput } from "./ramp.ts";

function asked(input: RampInput) {
  const stage = power(rampOf(input)).find((one) => one.stage === "asked");
  if (stage === undefined) throw new Error("expected the stage that is asked");
  return stage;
}

function gateOf(gate: string, input: Omit<RampInput, "gates"> = { hold: "48h" }): GatePower {
  const [only] = asked({ ...input, gates: [gate] }).gates;
  if (only === undefined) throw new Error("expected the gate that is asked");
  return only;
}

describe("what a stage expects", () => {
  test.each([
    ["a weight shares the requests", { hold: "48h" as const }, { candidateRequests: 69_120, baselineRequests: 6_842_880 }],
    [
      "copies count for the candidate, and nobody sees them",
      { hold: "24h" as const, levers: { mirror: 100 } },
      { candidateRequests: 3_456_000, baselineRequests: 3_456_000, usersExposed: 0 },
    ],
    ["without a hold nothing can be told", {}, { candidateRequests: undefined, baselineRequests: undefined, usersExposed: undefined }],
    ["with 288 requests a day hardly anybody escapes 1 %", { hold: "24h" as const }, { usersExposed: 11_337 }],
    ["sessions that stick expose one in a hundred", { hold: "24h" as const, affinityCookie: "side" }, { usersExposed: 120 }],
    ["in an hour a twenty-fourth of the users comes", { hold: "60m" as const, levers: { weight: 100 } }, { usersExposed: 500 }],
    [
      "a match without a weight is not told in numbers",
      { hold: "24h" as const, levers: { match: { cookie: "side" } } },
      { candidateRequests: undefined, baselineRequests: 3_456_000 },
    ],
  ])("%s", (_, input, expected) => {
    expect(asked({ gates: [], ...input })).toMatchObject(expected);
  });

  test("and its gates are those with a signal", () => {
    expect(asked({ gates: ["errors", "people"], hold: "48h" }).gates.map(({ gate }) => gate)).toEqual(["errors"]);
  });

  test("nothing, where the environment does not say", () => {
    expect(power(rampOf({ gates: ["errors"], hold: "48h", expected: {} }))).toEqual([]);
    expect(unprovable(rampOf({ gates: ["errors"], hold: "1m", expected: {} }))).toEqual([]);
  });
});

describe("what a gate can detect", () => {
  test.each([
    ["a share beyond a limit", "errors", { value: "0.046 %", absolute: "+0.026 pp", relative: "2.3x" }, 11_469],
    ["a share beyond the baseline's", "errors-delta", { value: "0.047 %", absolute: "+0.027 pp", relative: "2.3x" }, 27_879],
    ["a quantile beyond the baseline's", "latency", { relative: "+5.2 %" }, 1076],
    ["a quantile beyond a limit: enough for an upper bound", "latency-limit", { relative: "+5.2 %" }, 565],
    ["a score that drops", "quality", { relative: "-0.61 %" }, 25_344],
    ["an event that may not happen", "leaks", { value: "0.0057 %" }, undefined],
    ["nothing about a level", "memory", undefined, undefined],
  ])("%s", (_, gate, detects, needed) => {
    const told = gateOf(gate);
    expect(told.detects).toEqual(detects);
    expect(told.needed).toBe(needed);
    expect(told.enough).toBe(needed === undefined ? undefined : true);
  });

  test("more of it with a longer hold, and less of what differs", () => {
    const shares = (["6h", "24h", "96h"] as const).map((hold) => Number(gateOf("errors", { hold }).detects?.value?.replace(" %", "")));
    expect(shares).toEqual(shares.toSorted((left, right) => right - left));
    expect(new Set(shares).size).toBe(3);
    expect(gateOf("errors", { hold: "6h" }).needed).toBe(gateOf("errors", { hold: "96h" }).needed);
  });

  test("of copies, what the whole service is compared by", () => {
    expect(gateOf("matches", { hold: "24h", levers: { mirror: 100 } })).toMatchObject({
      requests: 3_456_000,
      needed: 11_469,
      detects: { value: "99.977 %", absolute: "-0.0028 pp" },
    });
  });

  test("with the best case, where no errors are expected", () => {
    const told = gateOf("errors", { hold: "48h", expected: { checkout: { requests: "40/s" } } });
    expect(told).toMatchObject({
      needed: 5672,
      assumes: "no request is a bad one",
      detects: { value: "0.0082 %", absolute: "+0.0082 pp" },
    });
    expect(told.detects).not.toHaveProperty("relative");
  });

  test("the same wherever the rollout stands", () => {
    const context = rampOf({ gates: ["errors", "latency"], hold: "48h" });
    const elsewhere = createContext({ ...context, stage: "after" });
    expect(power(elsewhere)).toEqual(power(context));
  });
});

describe("what cannot be proven", () => {
  const cases: readonly (readonly [string, RampInput, string, Duration | undefined, string | undefined])[] = [
    ["too few requests", { gates: ["errors"], hold: "1h" }, "needs 11.5k requests, of which 1440 are expected", "8h", "8 %"],
    ["too few on both sides", { gates: ["latency"], hold: "10m" }, "needs 1076 requests, of which 240 are expected", "45m", "5 %"],
    [
      "fewer than the gate asks for",
      { gates: ["errors-many"], hold: "48h" },
      "needs 100k requests, of which 69.1k are expected",
      "2d22h",
      "2 %",
    ],
    ["no hold", { gates: ["errors"] }, "needs 11.5k requests, and the stage has no hold to wait for them", "8h", undefined],
    [
      "errors that are expected beyond the limit",
      { gates: ["errors-strict"], hold: "48h" },
      "a service that is as good as expected, with 0.02 % bad requests, is beyond it already",
      undefined,
      undefined,
    ],
    [
      "nobody to judge",
      { gates: ["errors"], hold: "48h", levers: { weight: 0 } },
      "no request reaches the candidate at this stage",
      undefined,
      undefined,
    ],
    [
      "nobody to compare with",
      { gates: ["latency"], hold: "48h", levers: { weight: 100 } },
      "no baseline is left to compare with",
      undefined,
      undefined,
    ],
  ];
  test.each(cases)("%s", (_, input, missing, hold, weight) => {
    const [gate] = input.gates;
    expect(unprovable(rampOf(input))).toEqual([{ stage: "asked", gate, missing, hold, weight }]);
  });

  test.each(cases.filter(([, , , hold]) => hold !== undefined))("the hold that it proposes is enough: %s", (_, input, __, hold) => {
    expect(unprovable(rampOf({ ...input, hold }))).toEqual([]);
  });

  const weights = cases.flatMap(([name, input, , , weight]) =>
    weight === undefined ? [] : [[name, input, Number(weight.replace(" %", ""))] as const],
  );
  test.each(weights)("the weight that it proposes is the smallest that is enough: %s", (_, input, weight) => {
    expect(unprovable(rampOf({ ...input, levers: { weight } }))).toEqual([]);
    expect(unprovable(rampOf({ ...input, levers: { weight: weight - 1 } }))).toHaveLength(1);
  });

  test.each([
    [
      "a multiple of no errors",
      "errors-twice",
      { checkout: { requests: "40/s" } },
      "no share of errors is expected to tell a change of it from",
    ],
    ["a level", "memory", undefined, "a level does not rest on requests"],
    ["an event that may not happen", "leaks", undefined, "a single one crosses the limit"],
  ])("is told apart from what cannot be known: %s", (_, gate, expected, because) => {
    const input = { hold: "1m" as const, expected };
    expect(gateOf(gate, input)).toMatchObject({ enough: undefined, because });
    expect(unprovable(rampOf({ gates: [gate], ...input }))).toEqual([]);
  });
});

describe("in words", () => {
  test.each([
    ["errors", "48h", { requests: "69.1k", detects: "0.046 % (+0.026 pp, 2.3x)", needs: "11.5k requests", lack: undefined }],
    [
      "errors",
      "1h",
      { requests: "1440", detects: "0.54 % (+0.52 pp, 27x)", needs: "11.5k requests", lack: "10k missing: hold 8h or weight 8 %" },
    ],
    [
      "errors-strict",
      "48h",
      {
        requests: undefined,
        detects: undefined,
        needs: "a service that is as good as expected, with 0.02 % bad requests, is beyond it already",
        lack: "cannot pass",
      },
    ],
    ["memory", "48h", { requests: undefined, detects: undefined, needs: "a level does not rest on requests", lack: undefined }],
  ] as const)("%s within %s", (gate, hold, words) => {
    expect(gatePowerWords(gateOf(gate, { hold }))).toEqual(words);
  });
});
