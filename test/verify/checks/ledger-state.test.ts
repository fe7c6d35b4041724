import { expect, test } from "vitest";
import { ledgerState } from "../../../src/verify/checks/ledger-state.ts";
import { checkoutCourse, checkoutFolder, entry, ledger, ledgerText } from "../checkout.ts";

const files = { state: "environments/production/checkout.yaml", ledger: "environments/production/checkout.ledger.jsonl" };

const cases: Record<string, readonly [course: Parameters<typeof checkoutCourse>[0], reports: readonly object[]]> = {
  "the ledger ends where the rollout stands": [{}, []],
  "nothing has moved, and nothing is recorded": [{ state: undefined, ledger: undefined, folder: checkoutFolder("before") }, []],
  "the state was moved, but not rendered, which another check tells": [{ state: "stage: canary-50\n" }, []],
  "the state was moved and rendered by hand": [
    { state: "stage: canary-50\n", folder: checkoutFolder("canary-50") },
    [
      {
        message: 'The ledger ends at "canary-5", but the state is "canary-50"',
        hint: "a step changes both: record the step that is missing, or set the state back",
        file: files.ledger,
        line: 2,
      },
    ],
  ],
  "the state was removed": [
    { state: undefined, folder: checkoutFolder("before") },
    [
      {
        message: 'The ledger ends at "canary-5", but the state is "before", the first stage, as there is no state file',
        hint: "a step changes both: record the step that is missing, or set the state back",
        file: files.ledger,
        line: 2,
      },
    ],
  ],
  "a rollout on its way without a ledger": [
    { ledger: undefined },
    [
      {
        message: 'The state is "canary-5", but the ledger records no step',
        hint: `record in ${files.ledger} how it got there`,
        file: files.state,
        path: ["stage"],
      },
    ],
  ],
  "a last line that cannot be read is another check's": [{ ledger: ledgerText([...ledger, "{"]) }, []],
  "a state that cannot be read is another check's": [{ state: "stage: [", ledger: ledgerText([entry(0, null, "full")]) }, []],
};

test.each(Object.entries(cases))("%s", (_, [course, reports]) => {
  expect([...ledgerState.check(checkoutCourse(course))]).toEqual(reports);
});
