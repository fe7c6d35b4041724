import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import type { Reporter, TestModule } from "vitest/node";
import { codeUnitOrder } from "../../../src/base/code-unit-order.ts";
import { table } from "../../../src/cli/table.ts";
import { broken } from "./broken.ts";
import type { PartRecord } from "./part.ts";

/** What the runner reads when the tests are over. */
interface Outcome {
  readonly table: string;
  /** Whether broken output turned each part red. */
  readonly red: boolean;
}

/** Tells of each part what was run, what failed and in which real system, into the file that the runner names. */
export const partTable: Reporter = {
  onTestRunEnd(modules, unhandled) {
    // Told by the default reporter where output is sound.
    if (broken) for (const { message, stack } of unhandled) process.stderr.write(`${stack ?? message}\n`);
    const parts = modules
      .map((module) => ({ name: basename(module.moduleId, ".test.ts"), ...resultOf(module) }))
      .toSorted((left, right) => codeUnitOrder(left.name, right.name));
    const outcome: Outcome = {
      table: broken ? faultTable(parts) : resultTable(parts),
      red: parts.length > 0 && parts.every(isRed),
    };
    const file = process.env["RAMPART_REAL_OUTCOME"];
    if (file === undefined) process.stdout.write(`\n${outcome.table}\n`);
    else writeFileSync(file, JSON.stringify(outcome));
  },
};

interface Result {
  readonly name: string;
  readonly run: number;
  readonly failed: number;
  readonly systems: readonly string[];
  readonly faults: readonly string[];
}

function resultOf(module: TestModule): Omit<Result, "name"> {
  const tests = [...module.children.allTests()];
  // Nothing is skipped on purpose: a test that did not come to its end is none that passed.
  const unproven = tests.filter((test) => test.result().state !== "passed").length;
  const record: PartRecord | undefined = module.meta().part;
  const own = { run: record?.cases ?? 0, failed: record?.failed ?? 0 };
  // A part that counts its cases counts them itself; what fails outside of them still has to show.
  const failed = Math.max(own.failed, unproven + module.errors().length);
  return { run: Math.max(own.run, tests.length), failed, systems: record?.systems ?? [], faults: record?.faults ?? [] };
}

function isRed({ failed, faults }: Result): boolean {
  return failed > 0 && faults.length > 0;
}

function resultTable(parts: readonly Result[]): string {
  const rows = parts.map(({ name, run, failed, systems }) => [name, String(run), String(failed), systems.join(", ")]);
  return table([["part", "cases", "failed", "real system"], ...rows]);
}

function faultTable(parts: readonly Result[]): string {
  const rows = parts.map((part) => [part.name, isRed(part) ? "red" : "NOT RED", part.faults.join("; ") || "no fault was put in"]);
  return table([["part", "turned", "fault"], ...rows]);
}
