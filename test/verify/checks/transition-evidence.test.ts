import { expect, test } from "vitest";
import { Override } from "../../../src/model/override.ts";
import { transitionEvidence } from "../../../src/verify/checks/transition-evidence.ts";
import type { Transition } from "../../../src/verify/transition/transition.ts";
import { entry, ledger, side, transition } from "../checkout.ts";

const place = { file: "environments/production/checkout.ledger.jsonl", line: 3 };
const pass = (gate: string) => ({ gate, verdict: "pass" });
const up = (parts: object): Transition =>
  transition(side("canary-5", ledger), side("canary-50", [...ledger, entry(2, "canary-5", "canary-50", parts)]));

function overridden(decision: object, verdict = "fail", line: object = { overridden: true }): Transition {
  const said = { kind: "gate", gate: "quiet", stage: "canary-5", reason: "Agreed", owner: "J. Martin", expires: "2026-11-20T13:00:00Z" };
  const { kind, gate, stage, ...rest } = { ...said, ...decision };
  return {
    ...up({ evidence: [pass("reviewed"), { gate: "quiet", verdict, ...line }] }),
    decided: {
      overrides: [Override.parse(kind === "gate" ? { kind, gate, stage, ...rest } : { kind, ...rest })],
      stops: { value: [] },
    },
  };
}

const withoutOverride = [
  {
    message:
      'The ledger\'s line says that gate "quiet" was overridden, but no override of it at "canary-5" is in force on the base revision',
    hint: "have the override merged in a change of its own before the step, with an end that is still to come",
    ...place,
  },
];

const cases: Record<string, readonly [change: Transition, reports: readonly object[]]> = {
  "every gate of the stage that is left has passed": [up({ evidence: [pass("reviewed"), pass("quiet")] }), []],
  "a gate without a verdict": [
    up({ evidence: [pass("quiet")] }),
    [
      {
        message: 'Leaving "canary-5" needs gate "reviewed", of which the ledger\'s line has no verdict',
        hint: "judge the gate, and record its verdict",
        ...place,
      },
    ],
  ],
  "no evidence at all": [
    up({ evidence: [] }),
    [
      {
        message: 'Leaving "canary-5" needs gate "reviewed", of which the ledger\'s line has no verdict',
        hint: "judge the gate, and record its verdict",
        ...place,
      },
      {
        message: 'Leaving "canary-5" needs gate "quiet", of which the ledger\'s line has no verdict',
        hint: "judge the gate, and record its verdict",
        ...place,
      },
    ],
  ],
  "a gate that failed": [
    up({ evidence: [pass("reviewed"), { gate: "quiet", verdict: "fail", value: "2 alerts" }] }),
    [
      {
        message: 'Leaving "canary-5" needs gate "quiet" to pass, but its verdict is fail (2 alerts)',
        hint: "stay, or go back to an earlier stage",
        ...place,
      },
    ],
  ],
  "a gate that could not be judged": [
    up({ evidence: [pass("reviewed"), { gate: "quiet", verdict: "unknown" }] }),
    [
      {
        message: 'Leaving "canary-5" needs gate "quiet" to pass, but its verdict is unknown',
        hint: "wait until the gate can be judged: unknown is not yes",
        ...place,
      },
    ],
  ],
  "a gate that people decided to go on without": [overridden({}), []],
  "a gate that could not be judged, and that people decided to go on without": [overridden({}, "unknown"), []],
  "a decision of another gate": [overridden({ gate: "reviewed" }), withoutOverride],
  "a decision of another stage": [overridden({ stage: "canary-50" }), withoutOverride],
  "a decision that is over": [overridden({ expires: "2026-11-20T12:00:00Z" }), withoutOverride],
  "a decision of something else": [overridden({ kind: "freeze" }), withoutOverride],
  "a decision that the line does not tell of": [
    overridden({}, "fail", {}),
    [
      {
        message: 'Leaving "canary-5" needs gate "quiet" to pass, but its verdict is fail',
        hint: "stay, or go back to an earlier stage",
        ...place,
      },
    ],
  ],
  "a pass beside a fail of the same gate": [
    up({ evidence: [pass("reviewed"), pass("quiet"), { gate: "quiet", verdict: "fail" }] }),
    [
      {
        message: 'Leaving "canary-5" needs gate "quiet" to pass, but its verdict is fail',
        hint: "stay, or go back to an earlier stage",
        ...place,
      },
    ],
  ],
  "evidence of a day ago": [
    up({ evidence: [pass("reviewed"), pass("quiet")], at: "2026-11-19T11:59:00Z" }),
    [
      {
        message: "The evidence of the step is of 2026-11-19T11:59:00Z, 24 hours ago: expected less than 24",
        hint: "judge the gates again, and record the new verdicts and their time",
        ...place,
      },
    ],
  ],
  "the gates of the base revision are asked, not those this change brings": [
    transition(
      side("canary-5", ledger),
      side("canary-50", [...ledger, entry(2, "canary-5", "canary-50")], (resource) => ({
        ...resource,
        spec: { ...resource.spec, stages: resource.spec.stages.map((stage) => ({ ...stage, gates: [] })) },
      })),
    ),
    [
      {
        message: 'Leaving "canary-5" needs gate "reviewed", of which the ledger\'s line has no verdict',
        hint: "judge the gate, and record its verdict",
        ...place,
      },
      {
        message: 'Leaving "canary-5" needs gate "quiet", of which the ledger\'s line has no verdict',
        hint: "judge the gate, and record its verdict",
        ...place,
      },
    ],
  ],
  "going down needs no evidence, however old its line": [
    transition(side("canary-5", ledger), side("before", [...ledger, entry(2, "canary-5", "before", { at: "2026-11-18T10:00:00Z" })])),
    [],
  ],
  "a missing line is another check's": [transition(side("canary-5", ledger), side("canary-50", ledger)), []],
};

test.each(Object.entries(cases))("%s", (_, [change, reports]) => {
  expect([...transitionEvidence.check(change)]).toEqual(reports);
});
