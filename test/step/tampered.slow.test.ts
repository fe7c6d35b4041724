import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gitAs } from "../../src/cli/sandbox/git-as.ts";
import { verify } from "../../src/verify/verify.ts";
import { dropProject, prepareOnce, start, type PreparedProject } from "./matrix/prepared-project.ts";
import { openWorld, type World } from "./matrix/world.ts";

const ledger = "environments/production/checkout.ledger.jsonl";
const state = "environments/production/checkout.yaml";
const dist = "dist/production/checkout";

let project: PreparedProject;
let world: World;
beforeAll(async () => {
  project = await prepareOnce({ merge: "person" });
  world = await openWorld(project);
  await world.step();
});
afterAll(async () => {
  await world.close();
  dropProject(project);
});

interface Opened {
  readonly clone: string;
  body: string;
}

/** Changes a file of the clone; what is to be replaced must be there. */
function edit({ clone }: Opened, file: string, change: (text: string) => string): void {
  const path = join(clone, file);
  const text = readFileSync(path, "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`nothing to tamper with in ${file}`);
  writeFileSync(path, changed);
}

/** The last line of the ledger, changed as data. */
function editEntry(opened: Opened, change: (entry: Record<string, unknown>) => Record<string, unknown>): void {
  edit(opened, ledger, (text) => {
    const lines = text.trim().split("\n");
    const last: Record<string, unknown> = JSON.parse(lines.at(-1) ?? "");
    return `${[...lines.slice(0, -1), JSON.stringify(change(last))].join("\n")}\n`;
  });
}

/** What somebody might do to a step's pull request, and the check that must tell of it. */
const tampered: Readonly<Record<string, readonly [(opened: Opened) => void, code: string]>> = {
  "a higher weight in the canary Ingress": [
    (opened) => edit(opened, `${dist}/manifests/ingress-canary.yaml`, (text) => text.replace('canary-weight: "10"', 'canary-weight: "50"')),
    "tree-equal",
  ],
  "a stage left out": [(opened) => edit(opened, state, (text) => text.replace("canary-10", "canary-25")), "transition-stage"],
  "the old state kept": [(opened) => edit(opened, state, (text) => text.replace("canary-10", "canary-5")), "transition-ledger"],
  "no line in the ledger": [
    (opened) => edit(opened, ledger, (text) => `${text.trim().split("\n").slice(0, -1).join("\n")}\n`),
    "transition-ledger",
  ],
  "two lines in the ledger": [
    (opened) => edit(opened, ledger, (text) => `${text}${text.trim().split("\n").at(-1)}\n`),
    "transition-ledger",
  ],
  "an older line of the ledger rewritten": [
    (opened) => edit(opened, ledger, (text) => text.replace('"operator":"sandbox"', '"operator":"mallory"')),
    "transition-ledger",
  ],
  "a verdict turned to pass in the ledger alone": [
    (opened) => editEntry(opened, (entry) => ({ ...entry, evidence: [{ gate: "errors", verdict: "pass", value: "0 %" }] })),
    "transition-evidence",
  ],
  "a value made better in the ledger": [
    (opened) => edit(opened, ledger, (text) => text.replace('"value":"0.1 %"', '"value":"0.01 %"')),
    "transition-proof",
  ],
  "evidence of last week": [(opened) => editEntry(opened, (entry) => ({ ...entry, at: "2026-02-26T09:00:00Z" })), "transition-evidence"],
  "an overridden gate without an override": [
    (opened) =>
      editEntry(opened, (entry) => ({
        ...entry,
        evidence: [
          { gate: "errors", verdict: "fail", overridden: true },
          { gate: "latency", verdict: "pass" },
          { gate: "quiet", verdict: "pass" },
        ],
      })),
    "transition-evidence",
  ],
  "another image in the ledger": [
    (opened) => edit(opened, ledger, (text) => text.replace(/(.*)0{63}2/s, `$1${"f".repeat(64)}`)),
    "tree-equal",
  ],
  "a looser limit in the rules": [(opened) => edit(opened, `${dist}/rules.yaml`, (text) => text.replace("> 0.02", "> 0.5")), "tree-equal"],
  "a dropped alert label": [
    (opened) => edit(opened, `${dist}/manifests/prometheusrule.yaml`, (text) => text.replace(/^ *severity: critical\n/m, "")),
    "tree-equal",
  ],
  "the definition edited along": [
    (opened) => edit(opened, "rollouts/checkout.ts", (text) => text.replace('rollback: { above: "2 %" }', 'rollback: { above: "20 %" }')),
    "transition-files",
  ],
  "a policy edited along": [
    (opened) => edit(opened, "policies/limits.yaml", (text) => text.replace('weightFactor: "2.5"', 'weightFactor: "25"')),
    "transition-files",
  ],
  "an override brought along": [
    ({ clone }) =>
      writeFileSync(
        join(clone, "environments/production/checkout.overrides.yaml"),
        'overrides:\n  - kind: gate\n    gate: errors\n    stage: canary-5\n    reason: Because\n    owner: Mallory\n    expires: "2026-03-12T00:00:00Z"\n',
      ),
    "transition-files",
  ],
  "a file beside the step": [({ clone }) => writeFileSync(join(clone, "deploy.sh"), "true\n"), "transition-files"],
  "a verdict made better in the body": [
    (opened) => {
      opened.body = opened.body.replace('"samples": 100000', '"samples": 900000');
    },
    "transition-proof",
  ],
  "evidence of another commit in the body": [
    (opened) => {
      opened.body = opened.body.replace(/"commit": "[0-9a-f]{40}"/, `"commit": "${"a".repeat(40)}"`);
    },
    "transition-proof",
  ],
  "no evidence in the body": [
    (opened) => {
      opened.body = "LGTM";
    },
    "transition-proof",
  ],
  "the lock made to agree with an edited manifest": [
    (opened) => {
      edit(opened, `${dist}/rollout.yaml`, (text) => text.replace("weight: 10\n", "weight: 12\n"));
      edit(opened, `${dist}/rampart.lock.json`, (text) =>
        text.replace(/("rollout.yaml": \{[^}]*"sha256": ")[0-9a-f]{64}/, `$1${"0".repeat(64)}`),
      );
    },
    "tree-equal",
  ],
};

/** Judges the pull request as CI would, after somebody has had their way with it. */
async function judged(tamper: (opened: Opened) => void): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "rampart-tampered-"));
  const as = { name: "mallory", at: start };
  try {
    const clone = join(folder, "clone");
    const [pull] = world.server.state.pulls;
    await gitAs(as, folder, ["clone", "--quiet", "--branch", pull?.headRef ?? "", world.server.gitUrl, clone]);
    const opened: Opened = { clone, body: pull?.body ?? "" };
    const [body, before] = [opened.body, (await gitAs(as, clone, ["rev-parse", "HEAD"])).trim()];
    tamper(opened);
    await gitAs(as, clone, ["add", "--all"]);
    const isClean = (await gitAs(as, clone, ["status", "--porcelain"])) === "";
    if (!isClean) await gitAs(as, clone, ["commit", "--quiet", "--message", "Tampered"]);
    const head = (await gitAs(as, clone, ["rev-parse", "HEAD"])).trim();
    // The body names its commit: whoever tampers with files lets it name theirs.
    const told = opened.body === body ? body.replaceAll(before, head) : opened.body;
    const { findings } = await verify(clone, {
      base: "origin/main",
      now: new Date(start * 1000),
      pullRequest: { body: told, head },
    });
    return findings.filter(({ severity, silenced }) => severity === "error" && silenced === undefined).map(({ code }) => code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("nothing is found in a pull request that nobody has touched", async () => {
  expect(await judged(() => {})).toEqual([]);
});

test.each(Object.entries(tampered))("%s is found", async (_, [tamper, code]) => {
  expect(await judged(tamper)).toContain(code);
});

test("there are twenty of them and more", () => {
  expect(Object.keys(tampered).length).toBeGreaterThanOrEqual(20);
});
