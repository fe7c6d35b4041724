import { describe, expect, test } from "vitest";
import { paint } from "../../src/base/paint.ts";
import { stepExit, stepSummary, stepText } from "../../src/cli/step-text.ts";
import type { Decision } from "../../src/step/decide/decision.ts";
import type { StepReport } from "../../src/step/step-report.ts";

const decisions = {
  advance: { kind: "advance", sentence: "Go on.", move: { from: "a", to: "b" }, remaining: [], overrides: [] },
  wait: { kind: "wait", sentence: "Wait.", until: 0 },
  hold: { kind: "hold", sentence: "Stay.", gates: [], retryAfter: undefined },
  unreachable: { kind: "hold", sentence: "Stay.", gates: [], retryAfter: 60 },
  blocked: { kind: "blocked", sentence: "Blocked.", environment: "staging" },
  frozen: { kind: "frozen", sentence: "Frozen.", reason: "", owner: "", until: undefined },
  held: { kind: "held", sentence: "Held.", since: "2026-03-02T09:00:00Z" },
  person: { kind: "needs-person", sentence: "Ask somebody." },
  back: { kind: "roll-back", sentence: "Go back.", move: { from: "b", to: "a" }, gates: [] },
  done: { kind: "done", sentence: "Done." },
} as const satisfies Readonly<Record<string, Decision>>;

function report(decision: keyof typeof decisions, outcome: StepReport["outcome"] = "settled", more: Partial<StepReport> = {}): StepReport {
  return {
    environment: "production",
    rollout: "checkout",
    stage: "a",
    decision: decisions[decision],
    outcome,
    writes: [],
    findings: [],
    ...more,
  };
}

const exits: Readonly<Record<string, readonly [reports: readonly StepReport[], code: number]>> = {
  "nothing is there to do": [[], 0],
  "everything goes its way": [
    [report("advance"), report("wait"), report("blocked"), report("frozen"), report("held"), report("done"), report("back")],
    0,
  ],
  "a gate fails": [[report("advance"), report("hold")], 1],
  "a person has to decide": [[report("person")], 1],
  "policy refuses": [[report("advance", "refused")], 1],
  "a person has done something that is theirs": [[report("advance", "stopped")], 1],
  "the metrics server does not answer": [[report("advance"), report("unreachable")], 75],
  "the forge does not answer": [[report("advance", "again")], 75],
  "what is stuck is told before what is temporary": [[report("advance", "again"), report("hold")], 1],
  "a dry run of it is fine": [[report("advance", "planned")], 0],
};

test.each(Object.entries(exits))("exit code where %s", (_, [reports, code]) => {
  expect(stepExit(reports)).toBe(code);
});

test("the summary counts what was decided, and what did not go through by what became of it", () => {
  const reports = [report("advance"), report("advance"), report("hold"), report("advance", "refused"), report("wait", "again")];
  expect(stepSummary(reports)).toBe("5 ladders: 2 advance, 1 again, 1 hold, 1 refused");
  expect(stepSummary([report("done")])).toBe("1 ladder: 1 done");
  expect(stepSummary([])).toBe("0 ladders: nothing to do");
});

describe("what became of a rollout, for people", () => {
  const told = (one: StepReport, dryRun = false): string => stepText(one, paint(false), { dryRun });
  const gate = { gate: "errors", kind: "limit", answer: "fail", rollback: false, sentence: "Errors are at 2 %." } as const;

  const texts: Readonly<Record<string, readonly [report: StepReport, lines: readonly string[]]>> = {
    "a hold with its gates": [
      report("hold", "settled", { decision: { ...decisions.hold, gates: [gate] } }),
      ["checkout in production at a", "  hold Stay.", "    errors fail: Errors are at 2 %."],
    ],
    "what remains for people": [
      report("advance", "settled", { decision: { ...decisions.advance, remaining: ["Gate people: Ada."] } }),
      ["checkout in production at a", "  advance Go on.", "    remains: Gate people: Ada."],
    ],
    "why it stopped, and what helps": [
      report("advance", "stopped", { why: "a person has closed it", hint: "--reopen" }),
      ["checkout in production at a", "  advance Go on.", "  stopped a person has closed it", "  hint --reopen"],
    ],
    "from when on it is worth trying again": [
      report("advance", "again", { why: "limited", retryAt: 1_772_442_000 }),
      ["checkout in production at a", "  advance Go on.", "  again limited", "  again from 2026-03-02T09:00:00Z"],
    ],
    "the pull request, and that it was merged": [
      report("advance", "settled", {
        pull: { number: 7, url: "https://x.example/7", title: "", draft: true },
        merged: { commit: "0123456789abcdef" },
      }),
      ["checkout in production at a", "  advance Go on.", "  pull request #7 (draft) https://x.example/7", "  merged as 0123456789ab"],
    ],
    "errors and warnings, and no notices": [
      report("advance", "refused", {
        findings: [
          { code: "policy-tls", severity: "error", message: "No.", file: "dist/x.yaml" },
          { code: "prose", severity: "notice", message: "Hm.", file: "dist/x.yaml" },
        ],
      }),
      ["checkout in production at a", "  advance Go on.", "  error policy-tls: No. (dist/x.yaml)"],
    ],
    "the requests that wrote": [
      report("advance", "settled", { writes: [{ kind: "add-labels", number: 7, labels: ["rampart"] }] }),
      ["checkout in production at a", "  advance Go on.", "", "  Requests that wrote", "    POST /issues/7/labels  add rampart"],
    ],
  };

  test.each(Object.entries(texts))("%s", (_, [one, lines]) => {
    expect(told(one)).toBe(`${lines.join("\n")}\n`);
  });

  test("a dry run tells the files of what is no step, too", () => {
    const change = { files: new Map([["environments/x.yaml", "b\n"]]), old: new Map([["environments/x.yaml", "a\n"]]) };
    expect(told(report("held", "planned", { change }), true)).toContain(
      "\n  Files\n    environments/x.yaml\n    @@ -1,1 +1,1 @@\n    -a\n    +b\n",
    );
    expect(told(report("held", "settled", { change }))).not.toContain("Files");
  });
});
