import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldText, resolveField } from "./resolve-field.ts";

const definition = {
  name: "checkout",
  ladders: {
    production: {
      stages: [
        { name: "before", hold: undefined },
        { name: "canary-1", hold: "48h", levers: { weight: 0 } },
      ],
    },
  },
  gates: { "error-rate": { hold: { above: "0.1 %" } } },
  helm: { values: { "tokenShaping.enabled": { type: "boolean" } } },
  variables: { ABZU_USE_MCP: { allowed: ["1", "0"] } },
  cleanup: null,
};

describe("resolveField()", () => {
  test.each<[sentence: string, path: string, value: unknown]>([
    ["follows keys", "name", "checkout"],
    ["follows keys with hyphens and underscores", "gates.error-rate.hold.above", "0.1 %"],
    ["follows an element by its name", "ladders.production.stages[canary-1].hold", "48h"],
    ["follows an element by its index", "variables.ABZU_USE_MCP.allowed[1]", "0"],
    ["follows a quoted key", 'helm.values["tokenShaping.enabled"].type', "boolean"],
    ["finds zero", "ladders.production.stages[1].levers.weight", 0],
    ["finds null", "cleanup", null],
    ["finds a whole object", "gates.error-rate.hold", { above: "0.1 %" }],
  ])("%s", (_, path, value) => {
    expect(resolveField(definition, path)).toEqual({ value });
  });

  test.each<[sentence: string, path: string, fault: string]>([
    ["names the keys there are", "gates.latency", "gates has no .latency: expected one of error-rate"],
    [
      "says that the definition itself lacks it",
      "gate",
      "the definition has no gate: expected one of cleanup, gates, helm, ladders, name, variables",
    ],
    [
      "names the elements there are",
      "ladders.production.stages[canary-9].hold",
      "ladders.production.stages has no [canary-9]: expected an index below 2 or one of [before], [canary-1]",
    ],
    [
      "does not run past the end of an array",
      "variables.ABZU_USE_MCP.allowed[2]",
      "variables.ABZU_USE_MCP.allowed has no [2]: expected an index below 2",
    ],
    [
      "counts a field without value as missing",
      "ladders.production.stages[before].hold",
      "ladders.production.stages[before] has no .hold: expected one of hold, name",
    ],
    ["does not look into text", "name.length", 'name has no .length: expected nothing below "checkout"'],
    ["does not see what objects inherit", "gates.constructor", "gates has no .constructor: expected one of error-rate"],
    ["refuses a path that is none", "gates..hold", 'cannot read the path "gates..hold"'],
    ["refuses a leading dot", ".name", 'cannot read the path ".name"'],
    ["refuses words run together", "variables[0]name", 'cannot read the path "variables[0]name"'],
    ["refuses nothing", "", 'cannot read the path ""'],
  ])("%s", (_, path, fault) => {
    expect(resolveField(definition, path)).toEqual({ fault });
  });

  test("finds any key in quotes", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (key, value) => {
        const root = Object.fromEntries([[key, value]]);
        expect(resolveField(root, `[${JSON.stringify(key)}]`)).toEqual({ value });
      }),
    );
  });
});

describe("fieldText()", () => {
  test("leaves text as it is and writes everything else as JSON", () => {
    expect(["0.1 %", 48, { above: "1" }, [1, 2], null].map(fieldText)).toEqual(["0.1 %", "48", '{"above":"1"}', "[1,2]", "null"]);
  });
});
