import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { UserError } from "../../src/base/user-error.ts";
import type { StageJudgement } from "../../src/evidence/judge/judge-stage.ts";
import { ForgeFault } from "../../src/forge/forge-fault.ts";
import type { Forge } from "../../src/forge/forge.ts";
import { readProject } from "../../src/project/read-project.ts";
import { runSteps } from "../../src/step/run-steps.ts";
import type { StepRun } from "../../src/step/step-run.ts";
import { readCommitted } from "../../src/verify/read-committed.ts";
import { forgeWith } from "./apply/forge-with.ts";

const root = new URL("../..", import.meta.url).pathname;
const project = await readProject(root);
/** Every rollout that stands where gates are asked; none of them is judged here, so each stays. */
const standings = project.standings.filter(({ environment, rollout, stage }) => {
  const stages = project.rollouts.get(rollout)?.value.ladders[environment]?.stages ?? [];
  const index = stages.findIndex(({ name }) => name === stage);
  return index > 0 && index < stages.length - 1 && (stages[index]?.gates.length ?? 0) > 0;
});
const [broken, ...others] = standings;

const nothingKnown: StageJudgement = {
  stay: { kind: "unknown", reason: "unreachable", sentence: "Nothing is known.", end: 1, problem: undefined },
  at: 1,
  server: undefined,
  verdicts: [],
  answer: "unknown",
  rollback: false,
  retryAfter: undefined,
};

function runWith(judge: StepRun["judge"], forge: Partial<Forge> = {}): StepRun {
  return {
    forge: forgeWith({
      repository: async () => ({
        fullName: "acme/gitops",
        defaultBranch: "main",
        mayPush: true,
        allowsAutoMerge: true,
        mergeMethods: ["merge"],
      }),
      identity: async () => ({ login: "rampart-bot", token: "app" }),
      branchHead: async () => "base",
      openPulls: async () => [],
      serverTime: () => Date.parse("2026-03-04T09:00:00Z") / 1000,
      deployments: async () => [],
      ...forge,
    }),
    project,
    committed: readCommitted(root, new Date(0)),
    checkout: { commit: "base", prefix: "" },
    compiler: { version: "0.1.0" },
    judge,
    wait: () => Promise.resolve(),
    codeowners: undefined,
    operator: undefined,
    base: undefined,
    dryRun: true,
    reopen: false,
  };
}

test("four at a time are judged, and told in their order", async () => {
  let [now, most] = [0, 0];
  const run = runWith(async () => {
    now += 1;
    most = Math.max(most, now);
    await sleep(5);
    now -= 1;
    return nothingKnown;
  });
  const reports = await runSteps(run, standings);
  expect(reports.map(({ environment, rollout }) => `${environment}/${rollout}`)).toEqual(
    standings.map(({ environment, rollout }) => `${environment}/${rollout}`),
  );
  expect([standings.length > 4, most]).toEqual([true, 4]);
});

const isBroken: StepRun["judge"] = async ({ rollout, environment }) => {
  if (rollout.name === broken?.rollout && environment.name === broken.environment) {
    throw new UserError("Cannot read its confirmations", { hint: "correct line 3" });
  }
  return nothingKnown;
};

test("what is to be put right about one is told, and the others go on", async () => {
  const [first, ...rest] = await runSteps(runWith(isBroken), standings);
  expect(first).toMatchObject({
    rollout: broken?.rollout,
    outcome: "stopped",
    why: "Cannot read its confirmations",
    hint: "correct line 3",
    decision: { kind: "needs-person" },
  });
  expect(rest.map(({ outcome }) => outcome)).toEqual(others.map(() => "planned"));
});

test("of one alone it is the answer", async () => {
  await expect(runSteps(runWith(isBroken), standings.slice(0, 1))).rejects.toThrow("Cannot read its confirmations");
});

test("a forge that does not answer for one is told of that one", async () => {
  const deployments: Forge["deployments"] = async (environment) => {
    if (environment === `${broken?.environment}/${broken?.rollout}`) {
      throw new ForgeFault("The forge limits requests", { kind: "limited", retryAt: 60 });
    }
    return [];
  };
  const [first, ...rest] = await runSteps(
    runWith(async () => nothingKnown, { deployments }),
    standings,
  );
  expect(first).toMatchObject({ outcome: "again", why: "The forge limits requests", retryAt: 60 });
  expect(rest.map(({ outcome }) => outcome)).toEqual(others.map(() => "planned"));
});
