import { expect, test } from "vitest";
import { runbookCommands } from "../../../src/verify/checks/runbook-commands.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/RUNBOOK.md";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "what is rendered can be pasted": [{}, []],
  "a quote that is not closed": [
    { "RUNBOOK.md": (text) => text.replace('"app=shop"', '"app=shop') },
    [{ message: 'A command of the runbook opens " and does not close it', hint: "close it where the command is defined", file, line: 281 }],
  ],
  "in a list, two lines down": [
    { "RUNBOOK.md": "# A\n\n- b\n\n  ```sh\n  echo ok\n\n  echo $(date\n  ```\n" },
    [{ message: "A command of the runbook opens $( and does not close it", hint: "close it where the command is defined", file, line: 8 }],
  ],
  "other languages are let be": [{ "RUNBOOK.md": '```promql\nup{a="b}\n```\n' }, []],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...runbookCommands.check(rampFolder(edits))]).toEqual(reports);
});
