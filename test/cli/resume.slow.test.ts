import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { gitAs } from "../../src/cli/sandbox/git-as.ts";
import { personOf } from "../../src/cli/sandbox/person.ts";
import { tokenOf, type Sandbox } from "../../src/cli/sandbox/start-sandbox.ts";
import { virtualClock } from "../../src/cli/sandbox/virtual-clock.ts";
import { verify } from "../../src/verify/verify.ts";
import { legalSandbox } from "../sandbox/legal-sandbox.ts";
import { rampartOn, type Outcome } from "./scratch.ts";

/** Wednesday in working hours. */
const now = Date.parse("2026-03-04T09:00:00Z") / 1000;
const where = ["checkout", "production"] as const;
const branch = "rampart-resume/production/checkout";
const reason = ["--reason", "2.0.1 closes streams as it should", "--owner", "Ada"] as const;

let folder: string;
let sandbox: Sandbox;
/** How the forge stands right after the step back was merged. */
let begin: { readonly refs: string; readonly state: Sandbox["forge"]["state"] };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "rampart-resume-"));
  sandbox = await legalSandbox({
    folder,
    from: new URL("../../examples/starter", import.meta.url).pathname,
    beginnings: [{ rollout: "checkout", environment: "production", stage: "canary-5" }],
    clock: virtualClock(now),
  });
  sandbox.clock.pass(3600);
  await rampart("rollback", ...where, "--reason", "Users report errors");
  await personOf(sandbox, "ada").merge(1);
  await sandbox.pull();
  sandbox.clock.pass(60);
  begin = { refs: await refs(), state: structuredClone(sandbox.forge.state) };
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(back);

function git(...words: readonly string[]): Promise<string> {
  return gitAs({ name: "ada", at: sandbox.clock.now() }, sandbox.forge.folder, words);
}

async function refs(): Promise<string> {
  return git("for-each-ref", "--format=%(refname) %(objectname)");
}

/** Puts the forge and the clone back to right after the step back. */
async function back(): Promise<void> {
  sandbox.forge.faults.reset();
  for (const line of (await refs()).trim().split("\n")) await git("update-ref", "-d", line.split(" ")[0] ?? "");
  for (const line of begin.refs.trim().split("\n")) await git("update-ref", ...line.split(" "));
  Object.assign(sandbox.forge.state, structuredClone(begin.state));
  await sandbox.pull();
}

function rampart(name: string, ...args: readonly string[]): Promise<Outcome> {
  const prometheus = name === "resume" ? [] : ["--prometheus", sandbox.metrics.urlOf("production", "checkout")];
  return rampartOn({ RAMPART_TOKEN: sandbox.robot }, sandbox.root, name, ...args, ...prometheus);
}

/** Grace commits to a branch, by Git. */
async function pushed(to: string, change: (clone: string) => Promise<void>): Promise<void> {
  const clone = join(folder, "theirs");
  await git("clone", "--quiet", "--branch", to, sandbox.forge.gitUrlWith(tokenOf("grace")), clone);
  const as = { name: "grace", at: sandbox.clock.now() };
  await change(clone);
  await gitAs(as, clone, ["add", "--all"]);
  await gitAs(as, clone, ["commit", "--quiet", "--allow-empty", "--message", "Mine"]);
  await gitAs(as, clone, ["push", "--quiet", "origin", to]);
  rmSync(clone, { recursive: true });
}

const open = () => sandbox.forge.state.pulls.filter(({ state }) => state === "open");

describe("rampart resume", () => {
  test("tells what it would write, and writes nothing", async () => {
    const { code, stdout, stderr } = await rampart("resume", ...where, ...reason, "--dry-run");
    expect([code, stderr, open()]).toEqual([0, "", []]);
    expect(stdout).toMatch(
      /\n {4}environments\/production\/checkout\.overrides\.yaml\n.*\n {4}\+overrides:\n {4}\+ {2}- kind: hold\n {4}\+ {4}after: "2026-03-04T10:00:00Z"\n/,
    );
    expect(stdout).toContain("POST /pulls");
    expect(stdout).not.toContain("rampart.lock.json");
  });

  test("opens one pull request, and the second time has nothing to do", async () => {
    const first = await rampart("resume", ...where, ...reason);
    expect([first.code, first.stderr]).toEqual([0, ""]);
    const [pull, ...more] = open();
    expect(more).toEqual([]);
    expect(pull).toMatchObject({ headRef: branch, draft: false, title: "checkout production: go on from before after the step back" });
    expect(await git("diff", "--name-only", `main...${branch}`)).toBe("environments/production/checkout.overrides.yaml\n");
    const before = sandbox.forge.requests.length;
    const second = await rampart("resume", ...where, ...reason);
    expect(second.stdout).toContain("pull request #2 ");
    const made = sandbox.forge.requests.slice(before);
    expect(made.filter(({ writes }) => writes)).toEqual([]);
    expect(made.length).toBeLessThanOrEqual(10);
  });

  test("is found right by verify, and lets the next step be taken once it is merged", async () => {
    await rampart("resume", ...where, ...reason);
    const clone = join(folder, "verify");
    await git("clone", "--quiet", "--branch", branch, sandbox.forge.folder, clone);
    const judged = await verify(clone, { base: "origin/main", now: new Date(sandbox.clock.now() * 1000) });
    rmSync(clone, { recursive: true });
    expect(judged.findings.filter(({ severity }) => severity === "error")).toEqual([]);

    expect((await rampart("status")).stdout).toMatch(/ #2 +Taken back; it goes on once #2 is merged\.\n$/);
    const waiting = await rampart("step", ...where);
    expect([waiting.code, waiting.stdout]).toEqual([0, expect.stringMatching(/ held Taken back .*\n {2}pull request #2 /)]);
    await personOf(sandbox, "grace").approve(2);
    await personOf(sandbox, "ada").merge(2);
    expect((await rampart("resume", ...where, ...reason)).code).toBe(75);
    await sandbox.pull();
    expect(await rampart("resume", ...where, ...reason)).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(
        /^error Cannot resume .*: Ada has decided already that it may go on, until .*\nhint {2}rampart step checkout production\n$/,
      ),
    });
    const step = await rampart("step", ...where);
    expect([step.code, step.stdout]).toEqual([0, expect.stringContaining("advance Go from before to canary-5")]);
    expect(open().map(({ body }) => body?.includes("it goes on after the step down of 2026-03-04T10:00:00Z"))).toEqual([true]);
  });

  test("says anew what it is asked for with other words", async () => {
    await rampart("resume", ...where, ...reason);
    await rampart("resume", ...where, "--reason", "It was the load test", "--owner", "Ada");
    expect(open().map(({ body }) => body?.includes("It was the load test"))).toEqual([true]);
    expect(await git("show", `${branch}:environments/production/checkout.overrides.yaml`)).toContain("reason: It was the load test\n");
  });

  test("is opened again where somebody has closed it: who asks is a person", async () => {
    await rampart("resume", ...where, ...reason);
    await personOf(sandbox, "grace").close(2);
    const { code, stdout } = await rampart("resume", ...where, ...reason);
    expect([code, stdout]).toEqual([0, expect.stringContaining("pull request #3 ")]);
  });

  test("is closed with a pointer where people have let it go on by themselves", async () => {
    await rampart("resume", ...where, ...reason);
    await pushed("main", async (clone) => {
      writeFileSync(
        join(clone, "environments/production/checkout.overrides.yaml"),
        "overrides:\n  - { kind: hold, after: 2026-03-04T10:00:00Z, reason: Fixed, owner: Grace, expires: 2026-03-06T09:00:00Z }\n",
      );
    });
    await sandbox.pull();
    expect((await rampart("step", ...where)).code).toBe(0);
    expect(open().map(({ headRef }) => headRef)).toEqual(["rampart/production/checkout/canary-5"]);
    expect(sandbox.forge.state.pulls.find(({ number }) => number === 2)?.body).toMatch(
      /^<!-- rampart:superseded -->\n\*\*Closed:\*\* Superseded by the step to canary-5 \(branch `rampart\/production\/checkout\/canary-5`\)\.\n/,
    );
  });

  test("leaves a person's commit on its branch alone, and says so once", async () => {
    await rampart("resume", ...where, ...reason);
    await pushed(branch, async () => {});
    const theirs = (await git("rev-parse", branch)).trim();
    for (let round = 0; round < 2; round += 1) {
      const { code, stdout } = await rampart("resume", ...where, "--reason", "Other words");
      expect([code, stdout]).toEqual([1, expect.stringContaining("on the branch is not ours: nothing of it is touched")]);
    }
    expect((await git("rev-parse", branch)).trim()).toBe(theirs);
    expect(sandbox.forge.state.comments.filter(({ body }) => body.startsWith("<!-- rampart:stopped -->"))).toHaveLength(1);
  });

  const wrong: Readonly<Record<string, readonly [args: readonly string[], stderr: RegExp]>> = {
    "no reason": [where, /^error Cannot resume: expected a rollout, an environment and --reason\nhint {2}usage: rampart resume /],
    "no environment": [["checkout", ...reason], /^error Cannot resume: expected a rollout/],
    "a time that is none": [
      [...where, ...reason, "--for", "long"],
      /^error Cannot resume for "long": expected a duration\nhint {2}for example --for 7d\n/,
    ],
    "words that skip checks": [
      [...where, "--reason", "[skip ci]"],
      /^error Cannot use "\[skip ci\]" as the reason of a step: it has a word that skips checks\n/,
    ],
    "an incident that is no address": [
      [...where, ...reason, "--incident", "javascript:1"],
      /^error Cannot resume with this incident: expected an http or https address\n/,
    ],
  };
  test.each(Object.entries(wrong))("2 for %s", async (_, [args, stderr]) => {
    expect(await rampart("resume", ...args)).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(stderr) });
    expect(open()).toEqual([]);
  });
});

/** Everything that is to be the same, whatever happened on the way. */
async function ends(): Promise<object> {
  return {
    files: await git("diff", `main...${branch}`),
    commits: (await git("rev-list", "--count", `main..${branch}`)).trim(),
    pulls: sandbox.forge.state.pulls.map(({ title, state, headRef, labels, body }) => ({
      title,
      state,
      headRef,
      labels: [...labels].toSorted(),
      body: body?.replaceAll(/[0-9a-f]{40}/g, "sha"),
    })),
    statuses: sandbox.forge.state.statuses.map(({ context, state, description }) => ({ context, state, description })),
  };
}

describe("one fault at any request, and one clean run after it, end where no fault would have ended", () => {
  // The fault matrix tries every kind on the same requests of a step; here are those after which nobody knows what was done.
  test.each(["drop-before", "drop-after", "cut-json"] as const)("%s", { timeout: 300_000 }, async (kind) => {
    sandbox.forge.faults.reset();
    await rampart("resume", ...where, ...reason);
    const calls = sandbox.forge.faults.count();
    const wanted = await ends();
    expect(calls).toBeGreaterThan(10);
    for (let number = 1; number <= calls; number += 1) {
      await back();
      sandbox.forge.faults.at(number, kind);
      const faulty = await rampart("resume", ...where, ...reason);
      expect([0, 75], faulty.stderr).toContain(faulty.code);
      sandbox.forge.faults.reset();
      expect((await rampart("resume", ...where, ...reason)).code).toBe(0);
      expect(await ends(), `${kind} at ${number}`).toEqual(wanted);
    }
  });
});
