import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runbook } from "../../../src/compile/generators/runbook.ts";
import { rampOf, type RampInput } from "./ramp.ts";

function pageOf(input: RampInput): string {
  const template = (name: string) => readFileSync(new URL(`../../../templates/${name}.hbs`, import.meta.url), "utf8");
  return runbook.generate({ ...rampOf(input), template })[0]?.content ?? "";
}

const input: RampInput = { gates: ["errors", "errors-many", "memory", "people"], hold: "6h" };

test("a stage tells what is expected and what each of its gates can tell from it", () => {
  expect(pageOf(input)).toContain(
    [
      "- **Expected within the hold:** 8640 requests to the candidate, 855k to the baseline, 2835 users who meet the candidate",
      "",
      "| Gate | Rests on requests | Tells a regression from | Its limit needs |",
      "|---|---|---|---|",
      "| [errors](#gate-errors) | 8640 | 0.13 % (+0.11 pp, 6.6x) | 11.5k requests; **not enough**, 2829 missing: hold 8h or weight 2 % |",
      "| [errors-many](#gate-errors-many) | 8640 | 0.13 % (+0.11 pp, 6.6x) | 100k requests; **not enough**, 91.4k missing: hold 2d22h or weight 12 % |",
      "| [memory](#gate-memory) | – | – | a level does not rest on requests |",
      "",
    ].join("\n"),
  );
});

test("a gate tells what was assumed of its signal", () => {
  expect(pageOf(input)).toContain("- **Assumed beforehand:** 0.02 % of its requests are bad ones");
});

test("without expected traffic nothing of it is told", () => {
  const page = pageOf({ ...input, expected: {} });
  expect(page).toContain("[errors](#gate-errors)");
  expect(page).not.toMatch(/Expected within|Tells a regression|Assumed beforehand|reckoned/);
});
