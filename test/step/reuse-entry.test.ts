import { describe, expect, test } from "vitest";
import type { LedgerEntry } from "../../src/model/ledger-entry.ts";
import { reuseEntry, type EntryQuestion } from "../../src/step/reuse-entry.ts";

const image = { tag: "2.0.0", digest: `sha256:${"2".repeat(64)}` };
const entry: LedgerEntry = {
  environment: "production",
  from: "canary-5",
  to: "canary-10",
  image,
  revision: "0bfc1530393b",
  at: "2026-03-05T09:00:00Z",
  operator: "rampart-bot",
  evidence: [{ gate: "errors", verdict: "pass", value: "0.1 %" }],
};
const at = Date.parse(entry.at) / 1000;
const hour = 3600;
const base = '{"to":"canary-5"}\n';
const line = `${JSON.stringify(entry)}\n`;
const question: EntryQuestion = {
  base,
  branch: base + line,
  move: { from: "canary-5", to: "canary-10" },
  image,
  now: at + hour,
  ages: true,
};
const restarted: LedgerEntry = { ...entry, restart: true };

describe("the entry that stands on a branch", () => {
  const table: Readonly<Record<string, readonly [change: Partial<EntryQuestion>, found: LedgerEntry | undefined]>> = {
    "is kept while it tells of this very step": [{}, entry],
    "is kept until its evidence is twelve hours old": [{ now: at + 12 * hour - 1 }, entry],
    "is not kept from then on": [{ now: at + 12 * hour }, undefined],
    "is kept however old where evidence does not age": [{ now: at + 1000 * hour, ages: false }, entry],
    "is kept where another clock is a little behind": [{ now: at - 60 }, entry],
    "is not kept where it is of the future": [{ now: at - 61, ages: false }, undefined],
    "is kept where the ledger was empty before": [{ base: "", branch: line }, entry],
    "is not kept without a branch": [{ branch: undefined }, undefined],
    "is not kept where the branch has no line more": [{ branch: base }, undefined],
    "is not kept where there are two": [{ branch: base + line + line }, undefined],
    "is not kept where earlier lines were changed": [{ base: '{"to":"before"}\n' }, undefined],
    "is not kept where it comes from elsewhere": [{ move: { from: "before", to: "canary-10" } }, undefined],
    "is not kept where it goes elsewhere": [{ move: { from: "canary-5", to: "canary-25" } }, undefined],
    "is not kept for another image": [{ image: { ...image, digest: `sha256:${"3".repeat(64)}` } }, undefined],
    "is not kept where no image is left": [{ image: undefined }, undefined],
    "is not kept for a new beginning where it is none": [{ restart: true }, undefined],
    "is kept for a new beginning where it is one": [{ restart: true, branch: `${base}${JSON.stringify(restarted)}\n` }, restarted],
    "is not kept where it is a new beginning and none is due": [{ branch: `${base}${JSON.stringify(restarted)}\n` }, undefined],
    "is not kept where it is no JSON": [{ branch: `${base}{"to":\n` }, undefined],
    "is not kept where it is no entry": [{ branch: `${base}{"to":"canary-10"}\n` }, undefined],
    "is not kept where it is written in another way, as it would compile to other bytes": [
      { branch: `${base}${line.replace(":", ": ")}` },
      undefined,
    ],
  };

  test.each(Object.entries(table))("%s", (_, [change, found]) => {
    expect(reuseEntry({ ...question, ...change })).toEqual(found);
  });
});
