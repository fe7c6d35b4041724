import { expect, test } from "vitest";
import { createRenderer, createStandingContext } from "../../../src/compile/compile.ts";
import { treeEqual } from "../../../src/verify/checks/tree-equal.ts";
import type { Folder } from "../../../src/verify/folder.ts";
import { folderOf } from "../../../src/verify/folder.ts";
import { checkoutFiles, checkoutFolder, checkoutProject } from "../checkout.ts";

const hint = "run `rampart compile` and commit dist/";
const folder = "dist/production/checkout";

const cases: Record<string, readonly [folders: readonly Folder[], reports: readonly object[]]> = {
  "what was compiled is equal": [[checkoutFolder()], []],
  "a folder that was never committed is missing": [
    [],
    [{ message: `"${folder}" is missing: rollouts/checkout.ts renders it`, hint, file: folder }],
  ],
  "a file that is not there is missing": [
    [checkoutFolder("canary-5", { "RUNBOOK.md": undefined })],
    [{ message: `"${folder}/RUNBOOK.md" is missing: rollouts/checkout.ts compiles to it`, hint, file: `${folder}/RUNBOOK.md` }],
  ],
  "a changed file tells its first differing line": [
    [checkoutFolder("canary-5", { "rules.yaml": (text) => text.replace(/^groups:/, "group:") })],
    [
      {
        message: 'Line 1 is not what rollouts/checkout.ts compiles to: has "group:", expected "groups:"',
        hint,
        file: `${folder}/rules.yaml`,
        line: 1,
      },
    ],
  ],
  "a file that ends early tells the line that is missing": [
    [checkoutFolder("canary-5", { "rules.yaml": (text) => text.slice(0, text.indexOf("\n")) })],
    [
      {
        message: expect.stringMatching(/^Line 2 is not what rollouts\/checkout.ts compiles to: has no such line, expected "- name: .*"$/),
        hint,
        file: `${folder}/rules.yaml`,
        line: 1,
      },
    ],
  ],
  "a file that goes on tells the line that is too much": [
    [checkoutFolder("canary-5", { "rampart.lock.json": (text) => `${text}more\n` })],
    [
      {
        message: expect.stringMatching(/^Line \d+ is not what rollouts\/checkout.ts compiles to: has "more", expected ""$/),
        hint,
        file: `${folder}/rampart.lock.json`,
        line: expect.any(Number),
      },
    ],
  ],
  "a file that nothing compiles to is stale": [
    [checkoutFolder("canary-5", { "manifests/extra.yaml": "a: 1\n" })],
    [
      {
        message: `"${folder}/manifests/extra.yaml" is stale: rollouts/checkout.ts does not compile to it`,
        hint,
        file: `${folder}/manifests/extra.yaml`,
      },
    ],
  ],
  "the lock is told only where it alone differs": [
    [checkoutFolder("canary-5", { "RUNBOOK.md": undefined, "rampart.lock.json": (text) => text.replace("1.2.3", "1.2.4") })],
    [{ message: `"${folder}/RUNBOOK.md" is missing: rollouts/checkout.ts compiles to it`, hint, file: `${folder}/RUNBOOK.md` }],
  ],
  "a folder that no ladder renders is stale": [
    [checkoutFolder(), folderOf("production", "basket", checkoutFiles())],
    [
      {
        message: '"dist/production/basket" is stale: no ladder renders it',
        hint: "run `rampart compile`, which removes it, and commit dist/",
        file: "dist/production/basket",
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [folders, reports]) => {
  const project = checkoutProject();
  const render = createRenderer(project, { version: "1.2.3" });
  const compiled = project.standings.flatMap((standing) => {
    const context = createStandingContext(project, standing, standing.stage);
    const folder = folders.find(({ environment, rollout }) => environment === standing.environment && rollout === standing.rollout);
    return [...(treeEqual.compiled?.({ context, tree: render(context), folder }) ?? [])];
  });
  expect([...compiled, ...treeEqual.check({ project, folders, trees: [] })]).toEqual(reports);
});

test("a folder whose definition does not compile is not called stale", () => {
  expect([...treeEqual.check({ project: checkoutProject(), folders: [checkoutFolder()], trees: [] })]).toEqual([]);
});
