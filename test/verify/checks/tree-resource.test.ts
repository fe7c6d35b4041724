import { expect, test } from "vitest";
import { treeResource } from "../../../src/verify/checks/tree-resource.ts";
import { folderOf } from "../../../src/verify/folder.ts";
import { checkoutFiles, checkoutFolder } from "../checkout.ts";

const file = "dist/production/checkout/rollout.yaml";
const hint = "run `rampart compile`";
type Edit = string | undefined | ((text: string) => string);

const cases: Record<string, readonly [edit: Edit, reports: readonly object[]]> = {
  "what was rendered is sound": [(text) => text, []],
  "the file is missing": [undefined, [{ message: `The rollout's data cannot be read: "${file}" is missing`, hint, file }]],
  "the file is no YAML": ["{", [{ message: expect.stringMatching(/^The rollout's data cannot be read: /), hint, file }]],
  "an alias, by which a file can grow without end": [
    "a: &a [1]\nb: *a\n",
    [{ message: "The rollout's data cannot be read: aliases are not allowed at line 2, column 5", hint, file }],
  ],
  "a reserved key": [
    (text) => `${text}__proto__:\n  polluted: true\n`,
    [{ message: 'The rollout\'s data cannot be read: the key "__proto__" is reserved', hint, file }],
  ],
  "a second document": [(text) => `${text}---\na: 1\n`, [{ message: "Expected one document, found more", hint, file, path: [] }]],
  "an empty file": [
    "",
    [{ message: expect.stringMatching(/^The rollout's data is not what Rampart writes: the whole: /), hint, file, path: [] }],
  ],
  "a weight that is a text": [
    (text) => text.replace(/^( {2}weight: )\d+$/m, '$1"5"'),
    [
      {
        message: expect.stringMatching(/^The rollout's data is not what Rampart writes: status\.weight: /),
        hint,
        file,
        path: ["status", "weight"],
      },
    ],
  ],
  "another rollout's data": [
    (text) => text.replace("name: checkout\n", "name: basket\n"),
    [{ message: 'metadata.name is "basket": expected "checkout"', hint, file, path: ["metadata", "name"] }],
  ],
  "a weight that is not the stage's": [
    (text) => text.replace(/^( {2}weight: )\d+$/m, "$150"),
    [{ message: "status.weight is 50: expected 5", hint, file, path: ["status", "weight"] }],
  ],
  "an index beyond the ladder": [
    (text) => text.replace(/^( {2}index: )\d+$/m, "$19"),
    [{ message: "status.index is 9: expected 1", hint, file, path: ["status", "index"] }],
  ],
  "another stage, with all else left as it was": [
    (text) => text.replace("  stage: canary-5\n", "  stage: canary-50\n"),
    [{ message: "status.index is 1: expected 2", hint, file, path: ["status", "index"] }],
  ],
  "a stage the ladder does not have": [
    (text) => text.replace("  stage: canary-5\n", "  stage: canary-6\n"),
    [{ message: 'status.stage is "canary-6": expected ["before","canary-5","canary-50","full"]', hint, file, path: ["status", "stage"] }],
  ],
  "a definition that leads out of the project": [
    (text) => text.replace("rollouts/checkout.ts", "rollouts/../../secrets.ts"),
    [
      {
        message: 'spec.definition is "rollouts/../../secrets.ts": expected a path such as rollouts/checkout.ts',
        hint,
        file,
        path: ["spec", "definition"],
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edit, reports]) => {
  expect([...treeResource.check(checkoutFolder("canary-5", { "rollout.yaml": edit }))]).toEqual(reports);
});

test("a folder that was copied to another environment", () => {
  expect([...treeResource.check(folderOf("staging", "checkout", checkoutFiles()))]).toEqual([
    {
      message: 'spec.environment.name is "production": expected "staging"',
      hint,
      file: "dist/staging/checkout/rollout.yaml",
      path: ["spec", "environment", "name"],
    },
  ]);
});
