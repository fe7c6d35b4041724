import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gitAs } from "../../src/cli/sandbox/git-as.ts";
import { personOf } from "../../src/cli/sandbox/person.ts";
import { people, tokenOf, type Sandbox } from "../../src/cli/sandbox/start-sandbox.ts";
import { virtualClock } from "../../src/cli/sandbox/virtual-clock.ts";
import { legalSandbox } from "../sandbox/legal-sandbox.ts";
import { rampartOn, type Outcome } from "./scratch.ts";

/** Wednesday in working hours, two days after the rollout came to `canary-5`. */
const now = Date.parse("2026-03-04T09:00:00Z") / 1000;
const day = 86_400;
const where = ["checkout", "production"] as const;
const workflow = `ghs_${"0".repeat(36)}`;
const folder = mkdtempSync(join(tmpdir(), "rampart-steps-"));

let sandbox: Sandbox;
beforeAll(async () => {
  const logins = ["rampart-bot", ...people];
  const clock = virtualClock(now - 2 * day);
  sandbox = await legalSandbox({
    folder,
    from: new URL("../../examples/starter", import.meta.url).pathname,
    beginnings: [{ rollout: "checkout", environment: "production", stage: "canary-5", since: clock.now() }],
    clock,
    forge: { tokens: [...logins.map((login) => ({ token: tokenOf(login), login })), { token: workflow, login: "github-actions[bot]" }] },
  });
  const as = { name: "ada", at: clock.now() };
  mkdirSync(join(sandbox.root, ".github"));
  writeFileSync(join(sandbox.root, ".github/CODEOWNERS"), "* @grace\n");
  await gitAs(as, sandbox.root, ["add", ".github"]);
  await gitAs(as, sandbox.root, ["commit", "--quiet", "--message", "Who owns what"]);
  await gitAs(as, sandbox.root, ["push", "--quiet", sandbox.forge.folder, "HEAD:main"]);
  await sandbox.pull();
  clock.reach(now);
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

function rampart(name: string, ...args: readonly string[]): Promise<Outcome> {
  return rampartAs(sandbox.robot, name, ...args);
}

/** Runs a command with a token, against the Prometheus of the sandbox where it asks one. */
function rampartAs(token: string | undefined, name: string, ...args: readonly string[]): Promise<Outcome> {
  const prometheus = name === "ledger" ? [] : ["--prometheus", sandbox.metrics.urlOf("production", "checkout")];
  return rampartOn(token === undefined ? {} : { RAMPART_TOKEN: token }, sandbox.root, name, ...args, ...prometheus);
}

/** The same, with how many requests it made, and how many of them change something. */
async function counted(
  name: string,
  ...args: readonly string[]
): Promise<Outcome & { readonly requests: number; readonly writes: number }> {
  const before = sandbox.forge.requests.length;
  const outcome = await rampart(name, ...args);
  const made = sandbox.forge.requests.slice(before);
  return { ...outcome, requests: made.length, writes: made.filter(({ writes }) => writes).length };
}

describe("rampart step --dry-run", () => {
  test("prints the decision, the diff and the requests, and writes nothing", async () => {
    const { code, stdout, stderr } = await rampart("step", ...where, "--dry-run");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^checkout in production at canary-5\n {2}advance /);
    expect(stdout).toMatch(/\n {4}environments\/production\/checkout\.yaml\n {4}@@ .*\n {4}-stage: canary-5\n {4}\+stage: canary-10\n/);
    expect(stdout).toContain("Requests that would write");
    expect(stdout).toMatch(/POST \/pulls +open "[^"]*canary-10[^"]*" from rampart\/production\/checkout\/[a-z0-9-]+ into main/);
    expect(sandbox.forge.state.pulls).toEqual([]);
  });

  test("tells the same as JSON", async () => {
    const { code, stdout } = await rampart("step", ...where, "--dry-run", "--json");
    const told: unknown = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(told).toMatchObject({
      repository: expect.stringContaining("/acme/gitops"),
      requests: expect.any(Number),
      steps: [
        {
          environment: "production",
          rollout: "checkout",
          stage: "canary-5",
          decision: { kind: "advance", move: { from: "canary-5", to: "canary-10" } },
          outcome: "planned",
          pull: { number: 0, draft: false },
          entry: { from: "canary-5", to: "canary-10", operator: "rampart-bot", evidence: [{ gate: "errors", verdict: "pass" }, {}, {}] },
          files: expect.arrayContaining(["environments/production/checkout.ledger.jsonl", "dist/production/checkout/rules.yaml"]),
          requests: expect.arrayContaining([{ request: "POST /pulls", words: expect.any(String) }]),
        },
      ],
    });
  });

  test("sums all up in a line, and warns once of a token whose pull requests start no workflows", async () => {
    const { code, stdout, stderr } = await rampartAs(workflow, "step", "--all", "--dry-run");
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n1 ladder: 1 advance\n\d+ requests to http:\/\/127\.0\.0\.1:\d+\/acme\/gitops\n$/);
    expect(stderr).toMatch(/^warning The token of GitHub Actions opens pull requests that start no workflows.*\n$/);
  });
});

describe("exit codes of rampart step", () => {
  test("75 where the metrics server does not answer", async () => {
    const { code, stdout } = await rampartOn(
      { RAMPART_TOKEN: sandbox.robot },
      sandbox.root,
      "step",
      ...where,
      "--dry-run",
      "--prometheus",
      "http://127.0.0.1:9",
    );
    expect([code, stdout]).toEqual([75, expect.stringContaining("\n  hold ")]);
  });

  const wrong: Readonly<Record<string, readonly [args: readonly string[], stderr: RegExp]>> = {
    "a rollout that is not there": [
      ["checkuot", "production"],
      /^error Cannot find "checkuot" in "production"\nhint {2}use one of: checkout production\n$/,
    ],
    "neither a rollout nor --all": [[], /^error Cannot take a step: expected a rollout and an environment, or --all\n/],
    "a rollout beside --all": [["checkout", "production", "--all"], /^error Cannot take a step: expected a rollout/],
    "a base that is not there": [[...where, "--base", "trunk"], /^error Cannot find branch "trunk" at /],
  };
  test.each(Object.entries(wrong))("2 for %s", async (_, [args, stderr]) => {
    expect(await rampart("step", ...args)).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(stderr) });
  });

  test("2 without a token", async () => {
    expect(await rampartAs(undefined, "step", ...where)).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/^error Cannot ask 127\.0\.0\.1:\d+: there is no token\nhint {2}set RAMPART_TOKEN/),
    });
  });

  test("2 where the checkout is not what was reviewed", async () => {
    const stray = join(sandbox.root, "rollouts/other.ts");
    writeFileSync(stray, "export default 1;\n");
    const outcome = await rampart("step", ...where);
    rmSync(stray);
    expect(outcome).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(
        /^error Cannot take a step: the checkout differs from its commit in 1 file \("rollouts\/other\.ts"\)\nhint/,
      ),
    });
  });
});

describe("rampart rollback", () => {
  test.each([[where], [[...where, "--reason", " "]], [["checkout", "--reason", "Slow"]]])("%j is wrong use", async (args) => {
    const { code, stderr } = await rampart("rollback", ...args);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^error Cannot roll back: expected a rollout, an environment and --reason\n/),
    ]);
  });

  test.each([
    ["canary-10", '"canary-10" is no earlier stage'],
    ["canary-5", '"canary-5" is no earlier stage'],
    ["befor", 'its ladder has no such stage\nhint  did you mean "before"?'],
  ])("does not go to %s", async (to, words) => {
    const { code, stderr } = await rampart("rollback", ...where, "--to", to, "--reason", "Slow");
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });

  test("tells what it would do, with the reason in the ledger", async () => {
    const { code, stdout, stderr } = await rampart("rollback", ...where, "--reason", "Customers wait too long", "--dry-run", "--json");
    const told: unknown = JSON.parse(stdout);
    expect([code, stderr]).toEqual([0, ""]);
    expect(told).toMatchObject({
      outcome: "planned",
      decision: { kind: "roll-back", move: { from: "canary-5", to: "before" } },
      entry: { to: "before", reason: "Customers wait too long" },
    });
  });

  test("warns of a token whose pull requests start no workflows", async () => {
    const { stderr } = await rampartAs(workflow, "rollback", ...where, "--reason", "Slow", "--dry-run");
    expect(stderr).toMatch(/^warning The token of GitHub Actions /);
  });
});

describe("rampart status and ledger", () => {
  test("status is Markdown for a page", async () => {
    const { stdout } = await rampart("status", "checkout", "--format", "markdown");
    const [head, rule, row, ...more] = stdout.trimEnd().split("\n");
    expect([head, rule, more]).toEqual([expect.stringMatching(/^\| Rollout \|/), expect.stringMatching(/^(\| --- )+\|$/), []]);
    expect(row).toMatch(/^\| checkout \| production \| canary-5 \(2\/7\) \| 5 % \| 2d \| now \| good \| – \| .+ \|$/);
  });

  test("status is JSON for programs, and asks no forge with --offline", async () => {
    const { code, stdout, stderr } = await rampartAs(undefined, "status", "--offline", "--format", "json");
    const told: unknown = JSON.parse(stdout);
    expect([code, stderr]).toEqual([0, ""]);
    expect(told).toMatchObject([
      { rollout: "checkout", environment: "production", stage: "canary-5", position: [2, 7], since: "2026-03-02T09:00:00Z" },
    ]);
  });

  test.each([
    ["no token", undefined, /^note open pull requests are not shown: Cannot ask 127\.0\.0\.1:\d+: there is no token\n$/],
    ["a token that the forge does not take", "ghp_expired", /^note open pull requests are not shown: .*401.*\n$/],
  ])("status is a table for people, with %s too, and says what is not in it", async (_, token, words) => {
    const { code, stdout, stderr } = await rampartAs(token, "status");
    expect([code, stderr]).toEqual([0, expect.stringMatching(words)]);
    expect(stdout).toMatch(/^Rollout +Environment +Stage +Candidate +Since +Due +Health +Pull request +What it waits for\n/);
    expect(stdout).toMatch(/\ncheckout +production +canary-5 \(2\/7\) +5 % +[0-9].* +good +– +/);
  });

  test("status tells in its row what is to be put right about a rollout", async () => {
    const file = join(sandbox.root, "environments/production/checkout.confirmations.jsonl");
    writeFileSync(file, "nonsense\n");
    const { code, stdout } = await rampart("status");
    rmSync(file);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(
        /\ncheckout +production +canary-5 .* none +– +Cannot read environments\/production\/checkout\.confirmations\.jsonl/,
      ),
    ]);
  });

  const formats: Readonly<Record<string, RegExp>> = {
    text: /^Rollout +Environment +From +To .*\ncheckout +production +– +before .*\ncheckout +production +before +canary-5 .*2026-03-02T09:00:00Z +sandbox/,
    markdown:
      /^\| Rollout \|.*\n(\| --- )+\|\n\| checkout \| production \| – \| before \|.*\n\| checkout \| production \| before \| canary-5 \|/,
    json: /^\[\n {2}\{\n {4}"rollout": "checkout",\n {4}"environment": "production",\n {4}"from": null,\n {4}"to": "before",/,
  };
  test.each(Object.entries(formats))("ledger as %s", async (format, words) => {
    const { code, stdout, stderr } = await rampart("ledger", "--format", format);
    expect([code, stderr, stdout]).toEqual([0, "", expect.stringMatching(words)]);
  });

  test.each(["status", "ledger"])("%s knows no other format", async (name) => {
    const { code, stderr } = await rampart(name, "--format", "xml");
    expect([code, stderr]).toEqual([2, 'error Cannot report as "xml"\nhint  use one of text, markdown, json\n']);
  });
});

/** What changes the forge comes last. */
describe("rampart step", () => {
  test("opens the pull request once, and then has nothing to do", async () => {
    const first = await counted("step", ...where);
    expect([first.code, first.stderr]).toEqual([0, ""]);
    expect(first.stdout).toMatch(/\n {2}pull request #1 http:\/\/127\.0\.0\.1:\d+\/acme\/gitops\/pull\/1\n/);
    expect(first.stdout).toContain("Requests that wrote");
    expect(first.stdout).toContain("ask grace for a review");
    expect(first.requests).toBeLessThanOrEqual(25);
    const second = await counted("step", ...where);
    expect(second.stdout).toContain("pull request #1 ");
    expect(second.stdout).not.toContain("Requests that wrote");
    expect([second.requests <= 10, second.writes]).toEqual([true, 0]);
    expect(sandbox.forge.state.pulls).toHaveLength(1);
    expect((await rampart("status", "--format", "markdown")).stdout).toContain("| [`#1`](http:");
  });

  test("asks nobody again who has answered, within the same few requests", async () => {
    await personOf(sandbox, "grace").approve(1);
    const after = await counted("step", ...where);
    expect([after.code, after.requests <= 10, after.writes]).toEqual([0, true, 0]);
  });

  test("ends with 75 where the base branch has gone on, and goes on after a pull", async () => {
    await personOf(sandbox, "ada").confirm("checkout", "production", [
      { gate: "quiet", stage: "canary-5", by: "payments", at: "2026-03-04T08:00:00Z" },
    ]);
    const behind = await rampart("step", ...where);
    expect([behind.code, behind.stdout]).toEqual([75, expect.stringContaining('branch "main" has changed what it depends on since')]);
    await sandbox.pull();
    expect((await rampart("step", ...where)).code).toBe(0);
  });

  test("ends with 1 where gates have nothing to judge by, and warns of no token as it opens nothing", async () => {
    sandbox.metrics.play("checkout", "production", "no-traffic");
    sandbox.clock.pass(day);
    const { code, stdout, stderr } = await rampartAs(workflow, "step", ...where, "--dry-run");
    expect([code, stderr, stdout]).toEqual([1, "", expect.stringMatching(/\n {2}hold .*\n {4}errors unknown: /)]);
  });
});
