import { expect, test } from "vitest";
import { definitionGateData } from "../../../src/verify/checks/definition-gate-data.ts";
import { contextOf, definition, gate, measured } from "../definitions.ts";

const gates = {
  candidate: { ...gate, kind: "limit", signal: "errors", hold: { above: "1 %" } },
  baseline: { ...gate, kind: "limit", signal: "errors", variant: "baseline", hold: { above: "1 %" } },
  both: { ...gate, kind: "delta", signal: "errors", hold: { above: "+1 pp" } },
  asked: { kind: "checklist", title: "Asked", items: [{ text: "Ask." }] },
};

function ladder(before: readonly string[], some: readonly string[], full: readonly string[], levers: object = { weight: 5 }): object {
  return {
    production: {
      stages: [
        { name: "before", title: "Before", gates: before },
        { name: "some", title: "Some", levers, gates: some },
        { name: "full", title: "All", levers: { weight: 100 }, gates: full },
        { name: "done", title: "Done", gates: ["both"] },
      ],
    },
  };
}

const idle = (stage: string, name: string, side: string, percent: string, index: number) => ({
  message: `Stage "${stage}" asks gate "${name}" of the ${side}, which does nothing there (candidate share ${percent} %)`,
  hint:
    side === "baseline"
      ? "judge the candidate alone there, by a gate of kind limit"
      : "ask the gate from the first stage on that sends something to the candidate",
  file: "rollouts/shop.ts",
  path: ["ladders", "production", "stages", index, "gates", 0],
});

const cases: Readonly<Record<string, readonly [ladders: object, reports: readonly object[]]>> = {
  "each gate has data, and the last stage asks none": [ladder(["asked", "baseline"], ["candidate", "both", "baseline"], ["candidate"]), []],
  "the candidate before there is one": [ladder(["candidate"], [], []), [idle("before", "candidate", "candidate", "0", 0)]],
  "a comparison when all requests have moved": [ladder([], [], ["both"]), [idle("full", "both", "baseline", "100", 2)]],
  "copies are data, too": [ladder([], ["candidate", "both"], [], { mirror: 100 }), []],
};

test.each(Object.entries(cases))("%s", (_, [ladders, reports]) => {
  expect([...definitionGateData.check(contextOf(definition({ ...measured, gates, ladders })))]).toEqual(reports);
});
