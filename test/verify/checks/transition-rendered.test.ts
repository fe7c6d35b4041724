import { expect, test } from "vitest";
import { transitionRendered } from "../../../src/verify/checks/transition-rendered.ts";
import { side, transition } from "../checkout.ts";

const folder = "dist/production/checkout";
const edited = [`${folder}/RUNBOOK.md`, `${folder}/rampart.lock.json`];
const report = (file: string, more: string) => ({
  message: `"${file}" changes${more}, but nothing that it is rendered from does`,
  hint: "generated files are not edited: change the definition and run `rampart compile`; another version of Rampart comes with package.json",
  file,
});

const cases: Record<string, readonly [changedFiles: readonly string[], reports: readonly object[]]> = {
  "a rendered file and its lock alone": [edited, [report(`${folder}/RUNBOOK.md`, ", with 1 more of its folder")]],
  "the lock alone": [[`${folder}/rampart.lock.json`], [report(`${folder}/rampart.lock.json`, "")]],
  "beside prose and a policy": [
    [...edited, "README.md", "policies/limits.yaml"],
    [report(`${folder}/RUNBOOK.md`, ", with 1 more of its folder")],
  ],
  "beside another rollout's step": [
    [...edited, "environments/production/basket.yaml"],
    [report(`${folder}/RUNBOOK.md`, ", with 1 more of its folder")],
  ],
  "beside another environment": [[...edited, "environments/staging.ts"], [report(`${folder}/RUNBOOK.md`, ", with 1 more of its folder")]],
  "with its definition": [[...edited, "rollouts/checkout.ts"], []],
  "with something that its definition may import": [[...edited, "shared/limits.ts"], []],
  "with its environment": [[...edited, "environments/production.ts"], []],
  "with its state": [[...edited, "environments/production/checkout.yaml"], []],
  "with its ledger": [[...edited, "environments/production/checkout.ledger.jsonl"], []],
  "with a template": [[...edited, "templates/runbook/stages.hbs"], []],
  "with another version of Rampart": [[...edited, "package-lock.json"], []],
  "with the workflow that says which version": [[...edited, "../.github/workflows/verify.yml"], []],
  "nothing rendered": [["README.md"], []],
};

test.each(Object.entries(cases))("%s", (_, [changedFiles, reports]) => {
  const transitions = [transition(side("canary-5", []), side("canary-5", []), changedFiles)];
  expect([...transitionRendered.check({ revision: "main", changedFiles, transitions })]).toEqual(reports);
});
