import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { rampart } from "./scratch.ts";
import { ledgerLine, scratchRepository, type ScratchRepository } from "./scratch-repository.ts";

const folder = "dist/production/checkout";
const state = "environments/production/checkout.yaml";
const ledger = "environments/production/checkout.ledger.jsonl";
const definition = "rollouts/checkout.ts";
/** Body of a pull request; outside of the project, where it would be part of the change. */
const body = join(tmpdir(), `rampart-body-${process.pid}.md`);

let project: ScratchRepository;
beforeAll(async () => {
  project = await scratchRepository();
});
afterEach(() => project.reset());
afterAll(() => {
  project.remove();
  rmSync(body, { force: true });
});

const evidence = ["reviewed", "counted"].map((gate) => ({ gate, verdict: "pass" }));
const line = (to: string, parts: object = {}) => ledgerLine("first", to, "2026-11-20T11:00:00Z", { evidence, ...parts });
const compile = () => rampart(project.root, "compile");
const inRunbook = () => project.edit(`${folder}/RUNBOOK.md`, (text) => text.replace("Sales drop", "Sales rise"));

async function step(to: string, added: string): Promise<void> {
  project.edit(state, `stage: ${to}\n`);
  project.edit(ledger, (text) => text + added);
  await compile();
}

async function silence(check: string, until: string): Promise<void> {
  const entry = `{ check: "${check}", reason: "the clock of the first machine was wrong", owner: "shop-team", until: "${until}" }`;
  project.edit(definition, (text) => text.replace("defineRollout({", `defineRollout({\n  silences: [${entry}],`));
  await compile();
}

/** How to come by the finding that a page shows. */
const faults: Readonly<Record<string, readonly [act: () => unknown, args: readonly string[]]>> = {
  "definition-invalid": [() => project.edit(definition, (text) => text.replace('gates: ["counted"]', 'gates: ["conted"]')), []],
  "tree-equal": [inRunbook, []],
  "tree-lock": [inRunbook, ["--data-only"]],
  "tree-regular": [
    () => {
      rmSync(join(project.root, folder, "RUNBOOK.md"));
      symlinkSync("/etc/passwd", join(project.root, folder, "RUNBOOK.md"));
    },
    ["--data-only"],
  ],
  "tree-resource": [() => project.edit(`${folder}/rollout.yaml`, (text) => text.replace("  index: 1", "  index: 3")), ["--data-only"]],
  "tree-stray": [() => project.edit(`${folder}/manifests/hotfix.yaml`, "a: 1\n"), ["--data-only"]],
  "state-stage": [() => project.edit(state, "stage: frist\n"), ["--data-only"]],
  "ledger-form": [() => project.edit(ledger, (text) => text + ledgerLine("first", "second", "yesterday")), ["--data-only"]],
  "ledger-environment": [
    () => project.edit(ledger, (text) => text.replace('production","from":"before"', 'staging","from":"before"')),
    ["--data-only"],
  ],
  "ledger-continuous": [() => project.edit(ledger, (text) => text + ledgerLine("second", "done", "2026-11-20T09:00:00Z")), ["--data-only"]],
  "ledger-order": [() => project.edit(ledger, (text) => text.replace("2026-11-18T09:00:00Z", "2026-11-16T08:00:00Z")), ["--data-only"]],
  "ledger-state": [
    () => {
      project.edit(state, "stage: second\n");
      return compile();
    },
    ["--data-only"],
  ],
  "transition-files": [
    () => {
      project.edit(definition, (text) => text.replace("Sales drop", "Sales fall"));
      return step("second", line("second"));
    },
    ["--base", "main"],
  ],
  "transition-stage": [() => step("done", line("done")), ["--base", "main"]],
  "transition-ledger": [
    () => project.edit(ledger, (text) => text.replace('"operator":"j.martin"', '"operator":"s.okafor"')),
    ["--base", "main", "--data-only"],
  ],
  "transition-evidence": [() => step("second", line("second", { evidence: evidence.slice(1) })), ["--base", "main"]],
  "transition-proof": [
    async () => {
      await step("second", line("second"));
      writeFileSync(body, "Takes the second till along.\n");
    },
    ["--base", "main", "--pull-request", body],
  ],
  "transition-limits": [
    () => {
      project.edit(definition, (text) =>
        text.replace('hold: "24h", gates: ["reviewed", "counted"]', 'hold: "1h", gates: ["reviewed", "counted"]'),
      );
      return compile();
    },
    ["--base", "main"],
  ],
  "transition-policy-edit": [() => project.edit("CODEOWNERS", "* @nobody\n"), ["--base", "main"]],
  "silence-expired": [() => silence("ledger-order", "2026-11-01"), []],
  "silence-unknown": [() => silence("ledger-odrer", "2026-12-01"), []],
  "silence-unused": [() => silence("ledger-order", "2026-12-01"), []],
};

test.each(Object.entries(faults))("the example on the page of %s is what verify prints", async (code, [act, args]) => {
  await act();
  const { stdout } = await rampart(project.root, "verify", "--now", "2026-11-20T12:00:00Z", ...args);
  const page = readFileSync(new URL(`../../docs/checks/${code}.md`, import.meta.url), "utf8");
  const example = /## Example\n\n```text\n([\s\S]*?)\n```/.exec(page)?.[1];
  expect(stdout.trimEnd().split("\n\n")).toContain(example);
});
