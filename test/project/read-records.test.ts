import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readRecords } from "../../src/project/read-records.ts";
import { scratchFolder, writeFiles } from "./scratch-folder.ts";

const state = "environments/production/checkout.yaml";
const ledger = "environments/production/checkout.ledger.jsonl";
const sound = { environment: "production", rollout: "checkout", state: { file: state, text: "stage: before\n" }, ledger: undefined };

test("pairs the state and the ledger of each rollout", () => {
  const root = scratchFolder({
    [state]: "stage: before\n",
    [ledger]: "{}\n",
    "environments/production/basket.ledger.jsonl": "",
    "environments/production.ts": "",
  });
  expect(readRecords(root)).toEqual({
    records: [
      {
        environment: "production",
        rollout: "basket",
        state: undefined,
        ledger: { file: "environments/production/basket.ledger.jsonl", text: "" },
      },
      { ...sound, ledger: { file: ledger, text: "{}\n" } },
    ],
    stop: undefined,
    environments: ["production"],
    oddities: [],
  });
});

test("reads what people decided and what they confirmed", () => {
  const overrides = { file: "environments/production/checkout.overrides.yaml", text: "overrides: []\n" };
  const confirmations = { file: "environments/production/checkout.confirmations.jsonl", text: "{}\n" };
  const stop = { file: "environments/stop.yaml", text: "stops: []\n" };
  const root = scratchFolder({
    [state]: "stage: before\n",
    [overrides.file]: overrides.text,
    [stop.file]: stop.text,
    [confirmations.file]: confirmations.text,
    "environments/staging.d.ts": "",
  });
  expect(readRecords(root)).toEqual({ records: [{ ...sound, overrides, confirmations }], stop, environments: [], oddities: [] });
});

test("what was meant for a record and would not be read is told; notes beside records are left alone", () => {
  const root = scratchFolder({
    [state]: "stage: before\n",
    "environments/production/basket.yml": "stage: full\n",
    "environments/production/checkout.ledger.json": "[]\n",
    "environments/production/checkout.jsonl": "{}\n",
    "environments/production/README.md": "Notes.\n",
    "environments/stop.yml": "stops: []\n",
  });
  const problem = "is not read: records end in .yaml, .ledger.jsonl, .overrides.yaml, .confirmations.jsonl";
  expect(readRecords(root)).toEqual({
    records: [sound],
    stop: undefined,
    environments: [],
    oddities: [
      ...["basket.yml", "checkout.jsonl", "checkout.ledger.json"].map((name) => ({
        path: `environments/production/${name}`,
        kind: "stray",
        problem,
      })),
      {
        path: "environments/stop.yml",
        kind: "stray",
        problem: "is not read, and stops nothing: that stands in environments/stop.yaml",
      },
    ],
  });
});

const tries: Record<string, readonly [attempt: (root: string) => void, oddities: readonly object[]]> = {
  "a state leads elsewhere": [
    (root) => symlinkSync("checkout.yaml", join(root, "environments/production/basket.yaml")),
    [{ path: "environments/production/basket.yaml", kind: "irregular", problem: "is a symbolic link" }],
  ],
  "an environment leads elsewhere": [
    (root) => symlinkSync("production", join(root, "environments/staging")),
    [{ path: "environments/staging", kind: "irregular", problem: "is a symbolic link" }],
  ],
  "a ledger without end": [
    (root) => writeFiles(root, { [ledger]: new Uint8Array(4_194_305).fill(0x0a) }),
    [{ path: ledger, kind: "irregular", problem: "has 4194305 bytes, more than 4 MiB" }],
  ],
  "a name that is no DNS label": [
    (root) =>
      writeFiles(root, { "environments/production/Check Out.yaml": "stage: a\n", "environments/production/__proto__.yaml": "stage: a\n" }),
    ["Check Out", "__proto__"].map((name) => ({
      path: `environments/production/${name}.yaml`,
      kind: "stray",
      problem: "is not named as a rollout can be",
    })),
  ],
  "overrides lead elsewhere": [
    (root) => symlinkSync("checkout.yaml", join(root, "environments/production/checkout.overrides.yaml")),
    [{ path: "environments/production/checkout.overrides.yaml", kind: "irregular", problem: "is a symbolic link" }],
  ],
  "a stop leads elsewhere": [
    (root) => symlinkSync("production/checkout.yaml", join(root, "environments/stop.yaml")),
    [{ path: "environments/stop.yaml", kind: "irregular", problem: "is a symbolic link" }],
  ],
  "a stop is a folder": [
    (root) => mkdirSync(join(root, "environments/stop.yaml")),
    [{ path: "environments/stop.yaml", kind: "irregular", problem: "is not a regular file" }],
  ],
  "a folder named like a state": [(root) => mkdirSync(join(root, "environments/production/basket.yaml")), []],
};

test.each(Object.entries(tries))("%s", (_, [attempt, oddities]) => {
  const root = scratchFolder({ [state]: "stage: before\n" });
  attempt(root);
  expect(readRecords(root)).toEqual({ records: [sound], stop: undefined, environments: [], oddities });
});
