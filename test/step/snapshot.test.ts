import { describe, expect, test } from "vitest";
import type { Pull } from "../../src/forge/forge.ts";
import type { Standing } from "../../src/project/read-project.ts";
import { laneOf, resumesOf } from "../../src/step/lane-of.ts";
import { takeSnapshot, type Snapshot } from "../../src/step/snapshot.ts";
import { aPull } from "./apply/a-pull.ts";
import { forgeWith } from "./apply/forge-with.ts";

const standing: Standing = {
  environment: "production",
  rollout: "checkout",
  stage: "canary-5",
  ledger: [],
  overrides: [],
  state: undefined,
};
const branch = (name: string, repository: string | undefined = "acme/gitops"): Pull["head"] => ({
  branch: name,
  commit: "head",
  repository,
});
const step = "rampart/production/checkout/canary-10";

/** How a forge stands that has just this one pull request. */
async function snapshot(pull: Partial<Pull>): Promise<Snapshot> {
  const forge = forgeWith({
    repository: async () => ({
      fullName: "acme/gitops",
      defaultBranch: "main",
      mayPush: true,
      allowsAutoMerge: true,
      mergeMethods: ["merge"],
    }),
    identity: async () => ({ login: "rampart-bot", token: "app" }),
    branchHead: async (name) => (name === "main" ? "base" : undefined),
    openPulls: async () => [aPull(pull)],
    serverTime: () => 1,
  });
  const taken = await takeSnapshot(forge, undefined);
  if ("missing" in taken) throw new Error("expected the branch");
  return taken;
}

/** Whether a pull request is ours, only in the way, or neither. */
const pulls: Readonly<Record<string, readonly [pull: Partial<Pull>, what: "ours" | "in the way" | "none"]>> = {
  "one that we opened from our branch": [{ head: branch(step) }, "ours"],
  "the same where the repository is written in other letters": [{ head: branch(step, "Acme/GitOps") }, "ours"],
  "a person's from a branch of that name": [{ head: branch(step), author: "ada" }, "in the way"],
  "a fork's of the same name, by whoever": [{ head: branch(step, "mallory/gitops") }, "none"],
  "a fork's that copies author and body too": [
    { head: branch(step, "rampart-bot/gitops"), body: "<!-- rampart:begin -->\n<!-- rampart:end -->" },
    "none",
  ],
  "one of a fork that is gone": [{ head: { branch: step, commit: "head", repository: undefined } }, "none"],
  "one of another rollout": [{ head: branch("rampart/production/search/canary-10") }, "none"],
  "one of another environment": [{ head: branch("rampart/staging/checkout/canary-10") }, "none"],
  "one of any other branch, whatever its body says": [{ head: branch("feature"), body: "<!-- rampart:begin -->" }, "none"],
};

describe("which pull requests are a rollout's", () => {
  test.each(Object.entries(pulls))("%s", async (_, [pull, what]) => {
    const [found] = laneOf(await snapshot(pull), standing);
    expect(found === undefined ? "none" : found.ours ? "ours" : "in the way").toBe(what);
  });

  test("the one that lets it go on is no step of it, and judged alike", async () => {
    const taken = await snapshot({ head: branch("rampart-resume/production/checkout") });
    expect([laneOf(taken, standing).length, resumesOf(taken, standing).length]).toEqual([0, 1]);
    const others = [{ author: "ada" }, { head: branch("rampart-resume/production/checkout", "mallory/gitops") }];
    const found = await Promise.all(
      others.map(async (other) => resumesOf(await snapshot({ head: branch("rampart-resume/production/checkout"), ...other }), standing)),
    );
    expect(found.map((lane) => lane.map(({ ours }) => ours))).toEqual([[false], []]);
  });
});

test("a base branch that is not there is told by its name", async () => {
  const forge = forgeWith({
    repository: async () => ({
      fullName: "acme/gitops",
      defaultBranch: "main",
      mayPush: true,
      allowsAutoMerge: true,
      mergeMethods: ["merge"],
    }),
    identity: async () => ({ login: "rampart-bot", token: "app" }),
    branchHead: async () => undefined,
  });
  expect(await takeSnapshot(forge, "trunk")).toEqual({ missing: "trunk" });
});
