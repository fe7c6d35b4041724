import { describe, expect, test } from "vitest";
import { ForgeFault, type ForgeFaultKind } from "../../../src/forge/forge-fault.ts";
import type { CheckResult, Forge, Pull, Review } from "../../../src/forge/forge.ts";
import { mergeDue } from "../../../src/step/apply/merge-due.ts";
import type { WantedPull } from "../../../src/step/apply/wanted.ts";
import { aPull } from "./a-pull.ts";
import { forgeWith } from "./forge-with.ts";

const wanted: WantedPull = {
  branch: "branch",
  base: "main",
  baseCommit: "base",
  files: new Map(),
  title: "canary-5 → canary-10",
  message: "Message",
  body: () => "",
  labels: [],
  reviewers: { people: [], teams: [] },
  draft: false,
  statuses: [],
  merge: { by: "rampart", method: "squash", approvals: 1 },
};
const yes: Review = { author: "ada", state: "approved", commit: "head" };
const no: Review = { author: "ada", state: "changes-requested", commit: "head" };
const green: CheckResult = { state: "success", description: "" };
const red: CheckResult = { state: "failure", description: "" };

interface Case {
  readonly pull?: Partial<Pull>;
  readonly wanted?: Partial<WantedPull>;
  /** Whether nobody but people merges it. */
  readonly byPeople?: true;
  readonly reviews?: readonly Review[];
  readonly checks?: Readonly<Record<string, CheckResult>>;
  readonly forge?: Partial<Forge>;
}

/** What became of the merge, and what the forge was asked to merge. */
async function merged(given: Case): Promise<{ readonly outcome: object; readonly asked: readonly unknown[] }> {
  const asked: unknown[] = [];
  const forge = forgeWith({
    reviews: async () => given.reviews ?? [yes],
    checks: async () => new Map(Object.entries(given.checks ?? { "rampart/gates": green })),
    isQueued: async () => false,
    merge: async (number, merge) => {
      asked.push({ number, ...merge });
      return { kind: "merged", commit: "merge" };
    },
    mergeWhenReady: async (_, head, method) => {
      asked.push({ head, method });
      return "armed";
    },
    ...given.forge,
  });
  const { merge, ...unmerged } = { ...wanted, ...given.wanted };
  const pull = given.byPeople || merge === undefined ? unmerged : { ...unmerged, merge };
  return { outcome: await mergeDue(forge, aPull(given.pull), pull, "head"), asked };
}

const byForge = { wanted: { merge: { by: "forge", method: "merge", approvals: 1 } } } as const;
const itself = { number: 1, head: "head", method: "squash", title: wanted.title, message: "Message" };

const waiting: Readonly<Record<string, readonly [given: Case, why: string]>> = {
  "where people merge": [{ byPeople: true }, "people merge it"],
  "while it is a draft": [{ pull: { draft: true } }, "it is a draft: something remains for a person to do"],
  "while something remains, though somebody made it ready": [
    { wanted: { draft: true } },
    "it is a draft: something remains for a person to do",
  ],
  "without an approval": [{ reviews: [] }, "0 of 1 approval of its newest commit"],
  "with fewer approvals than are asked": [
    { wanted: { merge: { by: "rampart", method: "squash", approvals: 2 } } },
    "1 of 2 approvals of its newest commit",
  ],
  "with an approval of an older commit": [{ reviews: [{ ...yes, commit: "old" }] }, "0 of 1 approval of its newest commit"],
  "with an approval of its own author": [{ reviews: [{ ...yes, author: "rampart-bot" }] }, "0 of 1 approval of its newest commit"],
  "with an approval that was dismissed": [{ reviews: [{ ...yes, state: "dismissed" }] }, "0 of 1 approval of its newest commit"],
  "where somebody asks for changes": [{ reviews: [yes, { ...no, author: "grace" }] }, "@grace asks for changes"],
  "where the last word asks for changes": [{ reviews: [yes, no] }, "@ada asks for changes"],
  "while a check has not succeeded": [
    { checks: { "rampart/gates": green, build: red, e2e: { state: "pending", description: "" } } },
    "checks are not green: build, e2e",
  ],
  "while the forge does not know": [
    { forge: { merge: async () => ({ kind: "waiting" }) } },
    "the forge does not know yet whether it can be merged",
  ],
  "where the forge refuses": [{ forge: { merge: async () => ({ kind: "refused", words: "At least 2 reviews" }) } }, "At least 2 reviews"],
  "where auto-merge was armed before": [{ ...byForge, pull: { autoMerge: true } }, "the forge merges it when its rules are met"],
  "where it is in the queue": [{ ...byForge, forge: { isQueued: async () => true } }, "the forge merges it when its rules are met"],
  "where auto-merge is armed now": [byForge, "the forge merges it when its rules are met"],
};

describe("a merge that is not left to people", () => {
  test.each(Object.entries(waiting))("waits %s", async (_, [given, why]) => {
    expect((await merged(given)).outcome).toEqual({ kind: "waiting", why });
  });

  test("is made with the head that was looked at, and words of ours", async () => {
    expect(await merged({})).toEqual({ outcome: { kind: "merged", commit: "merge" }, asked: [itself] });
  });

  test("counts a person's last word, and no comment", async () => {
    const reviews: readonly Review[] = [no, yes, { ...yes, state: "commented" }, { ...yes, state: "pending" }];
    expect((await merged({ reviews })).outcome).toEqual({ kind: "merged", commit: "merge" });
  });

  test("asks for no approval where none is needed", async () => {
    const given: Case = { reviews: [], wanted: { merge: { by: "rampart", method: "squash", approvals: 0 } } };
    expect((await merged(given)).outcome).toEqual({ kind: "merged", commit: "merge" });
  });

  test("arms the forge's own merge with that head, and merges nothing by itself", async () => {
    expect((await merged(byForge)).asked).toEqual([{ head: "head", method: "merge" }]);
  });

  test("is made at once where the forge has nothing to wait for, by the same rules", async () => {
    const ready: Case = { ...byForge, forge: { mergeWhenReady: async () => "ready-now" } };
    expect(await merged(ready)).toEqual({ outcome: { kind: "merged", commit: "merge" }, asked: [{ ...itself, method: "merge" }] });
    expect((await merged({ ...ready, reviews: [] })).outcome).toMatchObject({ kind: "waiting" });
  });

  test("looks again where a newer commit has come", async () => {
    expect((await merged({ forge: { merge: async () => ({ kind: "moved" }) } })).outcome).toEqual({ kind: "look-again", fault: undefined });
  });

  test("stops at a conflict, and resolves none", async () => {
    const { outcome } = await merged({ forge: { merge: async () => ({ kind: "conflict", words: "dist/x.yaml" }) } });
    expect(outcome).toEqual({ kind: "refused", why: "it conflicts with main: dist/x.yaml" });
  });

  const faultOf = (kind: ForgeFaultKind): ForgeFault => new ForgeFault("no answer", { kind });

  test.each(["unclear", "garbled"] as const)("looks again after a fault that is %s: nobody knows whether it was made", async (kind) => {
    const fault = faultOf(kind);
    const { outcome } = await merged({ forge: { merge: () => Promise.reject(fault) } });
    expect(outcome).toEqual({ kind: "look-again", fault });
  });

  test.each(["temporary", "limited", "unauthorized", "missing", "invalid"] as const)(
    "leaves a fault that is %s to the run",
    async (kind) => {
      const fault = faultOf(kind);
      await expect(merged({ forge: { merge: () => Promise.reject(fault) } })).rejects.toBe(fault);
    },
  );
});
