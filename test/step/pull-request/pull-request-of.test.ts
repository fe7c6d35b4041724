import { describe, expect, test } from "vitest";
import type { Override } from "../../../src/model/override.ts";
import { aStep, commit, verdictsOf, type StepGiven } from "./a-step.ts";

describe("title, message and labels", () => {
  const cases: Readonly<Record<string, readonly [given: StepGiven, title: string, label: string]>> = {
    "a step up": [{}, "checkout production: canary-5 → canary-10 (weight 5 % → 10 %, 1 setting)", "rampart/advance"],
    "the last step": [
      { kind: "finish", from: "full", to: "done" },
      "checkout production: full → done (primary route to the candidate)",
      "rampart/advance",
    ],
    "a clean-up": [
      { kind: "clean-up", from: "full", to: "done" },
      "checkout production: clean up, full → done (primary route to the candidate)",
      "rampart/cleanup",
    ],
    "a way back": [
      { kind: "roll-back", to: "before", reason: "Callers see errors" },
      "checkout production: roll back canary-5 → before (weight 5 % → 0 %)",
      "rampart/rollback",
    ],
    "a new beginning": [
      { kind: "restart", from: "canary-10", to: "before" },
      "checkout production: begin again, canary-10 → before (weight 10 % → 0 %, 1 setting)",
      "rampart/restart",
    ],
  };

  test.each(Object.entries(cases))("%s", (_, [given, title, label]) => {
    const { request } = aStep(given);
    expect(request.title).toBe(title);
    expect(request.labels).toEqual(["rampart", "rampart/production", label]);
    expect(request.message.split("\n")[0]).toBe(title);
    expect(request.message).toMatch(
      new RegExp(`\n\nRampart-Step: production/checkout ${given.from ?? "canary-5"} -> ${given.to ?? "canary-10"}$`),
    );
  });

  test("a reason of people stands in the message, as far as a message can hold it", () => {
    const messageOf = (reason: string) => aStep({ kind: "roll-back", to: "before", reason }).request.message;
    expect(messageOf("Callers see errors")).toContain("\nThe reason: Callers see errors\n");
    for (const reason of ["see #12", "ask @octo", "since deadbeef1", "https://x.example", "GH-1 again"]) {
      expect(messageOf(reason)).toContain("\nThe reason is told in the ledger.\n");
      expect(messageOf(reason)).not.toContain(reason);
    }
  });

  test("names as long as they may be fit", () => {
    const long = (letter: string) => letter.repeat(63);
    const { request } = aStep({ names: { rollout: long("r"), environment: long("e") } });
    expect(request.title.length).toBeLessThanOrEqual(200);
    expect(request.title).toContain(`${long("r")} ${long("e")}: canary-5 → canary-10`);
    for (const label of request.labels) expect(label.length).toBeLessThanOrEqual(50);
    expect(request.labels[1]).toMatch(/^rampart\/e{33}-[0-9a-f]{8}$/);
  });
});

describe("what a title or a message must not have is refused", () => {
  const refused: Readonly<Record<string, string>> = {
    "[skip ci]": "a word that skips checks",
    "quick [CI skip] please": "a word that skips checks",
    "[no ci]": "a word that skips checks",
    "[skip actions]": "a word that skips checks",
    "[actions skip]": "a word that skips checks",
    "[skip-checks]": "a word that skips checks",
    "***NO_CI***": "a word that skips checks",
    "skip-checks: true": "a trailer that skips checks",
    "Co-authored-by: A <a@b.example>": "a trailer that names an author or reviewer",
    "and signed-off-by: me": "a trailer that names an author or reviewer",
    "Rampart-Tree: 0000": "a trailer",
    "Change-Id: I00": "a trailer",
    "fixes #12": "a word that closes an issue",
    "it resolves acme/shop#3": "a word that closes an issue",
    "Closed: GH-4": "a word that closes an issue",
    "fix https://github.com/acme/shop/issues/1": "a word that closes an issue",
    "/merge": "a command to a bot",
    "  /approve no-issue": "a command to a bot",
    "bors r+": "a command to a bot",
    "@dependabot merge": "a command to a bot",
    "errors \u202eesrever": "a control or bidirectional character",
    "errors \u0007": "a control or bidirectional character",
    "err\u200bors": "a control or bidirectional character",
  };

  test.each(Object.entries(refused))("%j", (reason, what) => {
    expect(() => aStep({ kind: "roll-back", to: "before", reason })).toThrow(
      `Cannot use ${JSON.stringify(reason)} as the reason of a step: it has ${what}`,
    );
  });

  test.each([
    "The fix for errors skips a check",
    "p99 / mean: both are high",
    "Known bug: streams close early",
    "Merged too early; approved by nobody",
    "61\u202f000 requests failed",
    "resolved by hand",
    "Le système répond « non » – à 0,4 %",
  ])("%j is not", (reason) => {
    expect(aStep({ kind: "roll-back", to: "before", reason }).request.message).toContain(reason);
  });

  test("what measurements gave as the reason never keeps a rollout from going back", () => {
    const words = () => "fixes #1 [skip ci]";
    const reason = "It is due: fixes #1 [skip ci]";
    const { request } = aStep({ kind: "roll-back", to: "before", words, reason });
    expect(request.message).not.toContain("fixes");
    expect(request.body(commit)).toContain("fixes `#1`");
  });
});

describe("statuses", () => {
  const [passed, failed, open] = verdictsOf();
  const override: Override = {
    kind: "gate",
    gate: "quiet",
    stage: "canary-5",
    reason: "Known",
    owner: "Ada",
    expires: "2026-12-01T00:00:00Z",
  };
  const verdicts = (...all: readonly (typeof passed)[]) => all.flatMap((one) => (one === undefined ? [] : [one]));
  const cases: Readonly<Record<string, readonly [given: StepGiven, state: string, description: string]>> = {
    "every gate passes": [{ verdicts: verdicts(passed) }, "success", "1 of 1 gates pass"],
    "one waits": [{ verdicts: verdicts(passed, open) }, "pending", "1 of 2 gates pass; open: reviewed"],
    "one fails": [{ verdicts: verdicts(passed, failed, open) }, "failure", "1 of 3 gates pass; open: quiet, reviewed"],
    "one fails, and people have decided": [
      { verdicts: verdicts(passed, failed), overrides: [override] },
      "success",
      "1 of 2 gates pass, 1 overridden",
    ],
    "people have decided of another stage": [
      { verdicts: verdicts(passed, failed), overrides: [{ ...override, stage: "before" }] },
      "failure",
      "1 of 2 gates pass; open: quiet",
    ],
    "nothing is asked": [{ verdicts: [] }, "success", "No gate has to pass"],
    "it goes back": [{ kind: "roll-back", to: "before" }, "success", "Going back needs no gate"],
  };

  test.each(Object.entries(cases))("of gates: %s", (_, [given, state, description]) => {
    const { statuses, draft } = aStep(given).request;
    expect(statuses[0]).toEqual({
      context: "rampart/gates",
      state,
      description,
      url: "https://grafana.example.com/d/checkout-production/checkout",
    });
    expect(draft).toBe(false);
  });

  const finding = (code: string, severity: "error" | "warning") => ({ code, severity, message: "no", file: "dist/x.yaml" });

  test.each([
    [[], "success", "Nothing forbids it"],
    [[finding("rules-unused", "warning")], "success", "Nothing forbids it, 1 warning"],
    [[finding("policy-tls", "error"), finding("policy-tls", "error")], "failure", "2 findings: policy-tls"],
  ] as const)("of policies: %j", (findings, state, description) => {
    expect(aStep({ input: { findings } }).request.statuses[1]).toEqual({ context: "rampart/policy", state, description });
  });

  test("are no longer than the forge takes", () => {
    const findings = Array.from({ length: 20 }, (_, index) => finding(`policy-number-${index}`, "error"));
    for (const { description } of aStep({ input: { findings } }).request.statuses) expect(description.length).toBeLessThanOrEqual(140);
  });
});

describe("reviewers", () => {
  const contacts = {
    "shop-team": { role: "Team", reach: [{ kind: "github", address: "@acme/shop" }] },
    ada: {
      role: "Ada",
      reach: [
        { kind: "email", address: "ada@example.com" },
        { kind: "github", address: "@Ada" },
      ],
    },
    foreign: { role: "Others", reach: [{ kind: "github", address: "@other-org/them" }] },
  };

  test("are the team, the owners of the paths, the environment's teams and the contacts, each once", () => {
    const { request } = aStep({
      contacts,
      environment: { approvals: { advance: 1, rollback: 0, teams: ["@acme/platform", "release managers"] } },
      input: { codeowners: "* @ada @nobody\n/apps/environments/ @grace mail@example.com\n", prefix: "apps/" },
    });
    expect(request.reviewers).toEqual({ people: ["ada", "nobody", "grace"], teams: ["shop", "platform"] });
  });

  test("are no more than can be asked", () => {
    const owners = Array.from({ length: 40 }, (_, index) => `@user-${index}`).join(" ");
    const { people, teams } = aStep({ contacts, input: { codeowners: `* ${owners}\n` } }).request.reviewers;
    expect([people.length, teams]).toEqual([14, ["shop"]]);
  });

  test("a contact's handle must be one", () => {
    expect(() => aStep({ contacts: { "shop-team": { role: "Team", reach: [{ kind: "github", address: "@a/b/c" }] } } })).toThrow(
      /expected a handle/,
    );
  });
});

test("it is a draft while something must be done by people", () => {
  const { request } = aStep({ remaining: ["Read the logs"] });
  expect(request.draft).toBe(true);
  expect(request.body(commit)).toMatch(
    /People confirm by a line in `environments\/production\/[\w-]+\.confirmations\.jsonl`; `rampart probe [\w-]+ production` runs/,
  );
  expect(request.body(commit)).toContain("- [ ] Read the logs");
});

test("a body is never written of other evidence than the ledger's line names", () => {
  const { proposal, input } = aStep();
  const [first] = proposal.judgement?.verdicts ?? [];
  expect(first).toBeDefined();
  const { request } = aStep({
    input: { proposal: { ...proposal, entry: { ...proposal.entry, evidenceDigest: `sha256:${"0".repeat(64)}` } } },
  });
  expect(() => request.body(commit)).toThrow(RangeError);
  expect(input.proposal.entry.evidenceDigest).toMatch(/^sha256:/);
});
