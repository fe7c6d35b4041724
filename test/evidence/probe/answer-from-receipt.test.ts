import { describe, expect, test } from "vitest";
import { answerFromReceipt, receiptGate, type ReceiptGate } from "../../../src/evidence/probe/answer-from-receipt.ts";
import { ProbeReceipt, probeReceipt } from "../../../src/evidence/probe/probe-receipt.ts";
import { selectRuns } from "../../../src/evidence/probe/select-runs.ts";
import { ownContext } from "./contexts.ts";

const now = Date.parse("2026-11-20T12:00:00Z") / 1000;
const since = Date.parse("2026-11-20T10:00:00Z") / 1000;
const digest = "a".repeat(64);

const gate: ReceiptGate = {
  gate: "smoke",
  kind: "probe",
  rollout: "shop",
  environment: "production",
  stage: "canary",
  since,
  runs: [
    { probe: "health", instance: undefined, digest },
    { probe: "sse", instance: "one", digest },
  ],
};

type Entry = ProbeReceipt["results"][number];

function entry(more: Partial<Entry> = {}): Entry {
  return { probe: "health", kind: "http", digest, result: "pass", faults: [], at: "2026-11-20T11:00:00.000Z", took: 5, ...more };
}

const sse = entry({ probe: "sse", instance: "one" });

function receipt(results: readonly Entry[], more: Partial<ProbeReceipt> = {}): ProbeReceipt {
  return {
    format: "rampart/probe-receipt/1",
    rampart: "0.1.0",
    rollout: "shop",
    environment: "production",
    stage: "canary",
    definition: { file: "rollouts/shop.ts", digest },
    commit: null,
    at: "2026-11-20T11:00:00.000Z",
    results: [...results],
    ...more,
  };
}

function answer(receipts: readonly ProbeReceipt[], more: Partial<ReceiptGate> = {}): string {
  const { answer: said, reason, sentence, rollback, gate: name, kind } = answerFromReceipt({ ...gate, ...more }, receipts, now);
  expect({ rollback, name, kind }).toEqual({ rollback: false, name: "smoke", kind: "probe" });
  return `${said}${reason === undefined ? "" : ` ${reason}`}: ${sentence}`;
}

describe("answerFromReceipt()", () => {
  const cases: Record<string, readonly [readonly ProbeReceipt[], Partial<ReceiptGate>, string]> = {
    "passes when every run has a good answer": [
      [receipt([entry(), sse])],
      {},
      "pass: All 2 probes have answered well since the stage started.",
    ],
    "puts receipts together": [[receipt([entry()]), receipt([sse])], {}, "pass: All 2 probes have answered well since the stage started."],
    "takes the newest answer, wherever it is": [
      [
        receipt([entry({ at: "2026-11-20T11:30:00.000Z" }), sse]),
        receipt([entry({ result: "fail", faults: ["status is 500, expected 200"] })]),
      ],
      {},
      "pass: All 2 probes have answered well since the stage started.",
    ],
    "fails when the newest answer is bad": [
      [
        receipt([entry(), sse]),
        receipt([entry({ at: "2026-11-20T11:30:00.000Z", result: "fail", faults: ["status is 500, expected 200"] })]),
      ],
      {},
      "fail probe-failed: Probe `health` failed: status is 500, expected 200.",
    ],
    "fails rather than waits for the rest": [
      [receipt([entry({ result: "fail", faults: ["status is 500, expected 200"] })])],
      {},
      "fail probe-failed: Probe `health` failed: status is 500, expected 200 (and 1 more).",
    ],
    "does not know without receipts": [[], {}, "unknown no-data: Probe `health` has not been run at this stage (and 1 more)."],
    "does not know when a run is missing": [
      [receipt([entry()])],
      {},
      "unknown no-data: Probe `sse` of `one` has not been run at this stage.",
    ],
    "does not take one instance for another": [
      [receipt([entry(), { ...sse, instance: "two" }])],
      {},
      "unknown no-data: Probe `sse` of `one` has not been run at this stage.",
    ],
    "does not know when nobody answered": [
      [receipt([entry({ result: "unreachable", faults: ["no answer: ECONNREFUSED"] }), sse])],
      {},
      "unknown unreachable: Probe `health` got no answer: no answer: ECONNREFUSED.",
    ],
    "does not know when the receipt is older than the stage": [
      [receipt([entry({ at: "2026-11-20T09:59:59.000Z" }), sse])],
      {},
      "unknown stale: Probe `health` was last run at 2026-11-20T09:59:59.000Z, before the stage started.",
    ],
    "does not know when the receipt is older than it may be": [
      [receipt([entry(), sse])],
      { maximumAge: 3599 },
      "unknown stale: Probe `health` was last run at 2026-11-20T11:00:00.000Z, which is too long ago (and 1 more).",
    ],
    "does not know when nobody knows when the stage started": [
      [receipt([entry(), sse])],
      { since: undefined },
      "unknown no-window: Probe `health` cannot be dated: nobody knows when the stage started (and 1 more).",
    ],
    "does not believe a receipt from the future": [
      [receipt([entry({ at: "2026-11-20T12:05:01.000Z" }), sse])],
      {},
      "unknown clock-skew: Probe `health` has a receipt from the future (2026-11-20T12:05:01.000Z).",
    ],
    "does not take the answer to another question": [
      [receipt([entry({ digest: "b".repeat(64) }), sse])],
      {},
      "unknown other-definition: Probe `health` was run as an earlier definition had it.",
    ],
    "does not take what has grown too old since": [
      [receipt([entry({ holdsUntil: "2026-11-20T11:59:59.000Z" }), sse])],
      {},
      "unknown stale: Probe `health` was good at 2026-11-20T11:00:00.000Z, but what it rests on has grown too old since.",
    ],
    "takes what is still fresh": [
      [receipt([entry({ holdsUntil: "2026-11-20T12:00:00.000Z" }), sse])],
      {},
      "pass: All 2 probes have answered well since the stage started.",
    ],
    "does not take the receipt of another rollout": [
      [receipt([entry(), sse], { rollout: "other" })],
      {},
      "unknown no-data: Probe `health` has not been run at this stage (and 1 more).",
    ],
    "does not take the receipt of another environment": [
      [receipt([entry(), sse], { environment: "staging" })],
      {},
      "unknown no-data: Probe `health` has not been run at this stage (and 1 more).",
    ],
    "does not take the receipt of another stage": [
      [receipt([entry(), sse], { stage: "half" })],
      {},
      "unknown no-data: Probe `health` has not been run at this stage (and 1 more).",
    ],
    "does not know when no instance was reached": [
      [receipt([entry()])],
      { runs: [] },
      "unknown no-data: No instance has been reached that could be probed.",
    ],
  };
  test.each(Object.entries(cases))("%s", (_, [receipts, more, wanted]) => {
    expect(answer(receipts, more)).toBe(wanted);
  });
});

describe("receiptGate()", () => {
  test("asks every instance that the stage has reached", async () => {
    const runs = async (stage: string) =>
      receiptGate(await ownContext("butlers-streamable-http", "production", stage), "endpoints", 0)?.runs.map(
        ({ probe, instance }) => `${probe} ${instance}`,
      );
    expect(await runs("canary")).toEqual(["mcp-endpoint general", "sse-endpoint general"]);
    expect(await runs("full")).toHaveLength(10);
  });

  test("is no gate of a signal or of people", async () => {
    const context = await ownContext("operator-mcp", "production");
    expect(receiptGate(context, "packet-filed", 0)).toBeUndefined();
    expect(receiptGate(context, "no-such-gate", 0)).toBeUndefined();
    expect(receiptGate(context, "rotation", 0)).toMatchObject({
      kind: "receipt",
      runs: [{ probe: "rotation-ledger", instance: undefined }],
    });
  });

  test("is answered by the receipt of the runs that the stage needs", async () => {
    const context = await ownContext("operator-mcp", "production", "enabled");
    const outcomes = selectRuns(context).map((run) => ({ run, result: "pass" as const, faults: [], at: (now - 60) * 1000, took: 1 }));
    const made = probeReceipt(context, { rampart: "0.1.0", commit: null, at: (now - 60) * 1000 }, outcomes);
    expect(ProbeReceipt.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
    for (const name of ["smoke", "doctrine", "rotation"]) {
      const asked = receiptGate(context, name, since);
      expect(asked && answerFromReceipt(asked, [made], now).answer).toBe("pass");
    }
  });
});
