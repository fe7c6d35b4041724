import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createStandingContext } from "../../src/compile/compile.ts";
import { judgeStage, type StageJudgement } from "../../src/evidence/judge/judge-stage.ts";
import { readProject, type Project } from "../../src/project/read-project.ts";
import { scenarioSource, scenarioTimeline } from "../../src/sandbox/metrics/scenario-source.ts";
import { scenarioNamed } from "../../src/sandbox/metrics/scenarios.ts";
import { serveMetrics, type MetricsServer } from "../../src/sandbox/metrics/serve-metrics.ts";
import { buildProposal } from "../../src/step/build-proposal.ts";
import { evidenceOf } from "../../src/step/pull-request/evidence-of.ts";
import { pullRequestOf } from "../../src/step/pull-request/pull-request-of.ts";
import { stepEntry } from "../../src/step/step-entry.ts";
import { readCommitted } from "../../src/verify/read-committed.ts";
import { rampart, rampartOn } from "./scratch.ts";
import { ledgerLine, scratchRepository, type ScratchRepository } from "./scratch-repository.ts";

const definition = `import { defineRollout } from "rampart";

export default defineRollout({
  name: "checkout",
  title: "Checkout",
  summary: "The new checkout.",
  service: "checkout",
  team: "shop-team",
  contacts: { "shop-team": { role: "Shop team" } },
  metrics: { http_requests_total: { type: "counter", help: "Requests by status code.", labels: ["code", "version"] } },
  variants: { baseline: { version: "old" }, candidate: { version: "new" } },
  traffic: { baseline: { service: "old", port: 80 }, candidate: { service: "new", port: 80 } },
  signals: {
    errors: {
      kind: "ratio",
      title: "Error rate",
      numerator: { metric: "http_requests_total", where: { code: { startsWith: "5" } } },
      denominator: { metric: "http_requests_total" },
    },
  },
  gates: { errors: { kind: "limit", title: "Few errors", signal: "errors", hold: { above: "0.1 %" }, noData: "hold" } },
  ladders: {
    production: {
      host: "pay.shop.example.com",
      stages: [
        { name: "before", title: "Old" },
        { name: "first", title: "A tenth", levers: { weight: 10 }, hold: "6h", gates: ["errors"] },
        { name: "second", title: "All", levers: { weight: 100 } },
      ],
    },
  },
  rollback: { levels: [{ title: "Back", blastRadius: "stage", when: "Errors", steps: [{ text: "Go back a stage." }] }] },
});
`;

let repository: ScratchRepository;
let project: Project;
let server: MetricsServer;
let judgement: StageJudgement;
const outside = mkdtempSync(join(tmpdir(), "rampart-event-"));

beforeAll(async () => {
  repository = await scratchRepository();
  repository.edit("environments/production.ts", (text) =>
    text
      .replace('cluster: "prod"', 'hostSuffixes: ["shop.example.com"], traffic: { ingress: { class: "nginx" } },\n  cluster: "prod"')
      .replace('cluster: "prod",', 'cluster: "prod",\n  expectedTraffic: { checkout: { requests: "40/s", errors: "0.02 %" } },'),
  );
  repository.edit("rollouts/checkout.ts", definition);
  repository.edit(
    "environments/production/checkout.ledger.jsonl",
    ledgerLine(null, "before", "2026-01-04T09:00:00Z") + ledgerLine("before", "first", "2026-01-05T09:00:00Z"),
  );
  await rampart(repository.root, "compile");
  repository.commit();
  git("tag", "--force", "start");
  project = await readProject(repository.root);
  const { context } = standing();
  const timeline = scenarioTimeline(context);
  if (timeline === undefined) throw new Error("the scenario cannot be played");
  const source = scenarioSource(context, "healthy", scenarioNamed("healthy"), timeline);
  server = await serveMetrics(source);
  judgement = await judgeStage(source, context, {
    at: undefined,
    landed: () => undefined,
    receipts: [],
    confirmations: [],
    clock: timeline.now,
  });
});
afterEach(() => repository.reset());
afterAll(async () => {
  repository.remove();
  rmSync(outside, { recursive: true, force: true });
  await server.stop();
});

function git(...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: repository.root, encoding: "utf8" }).trim();
}

function standing() {
  const [found] = project.standings;
  if (found === undefined) throw new Error("the project has no ladder");
  return { found, context: createStandingContext(project, found, "first") };
}

interface Step {
  readonly judged?: (judgement: StageJudgement) => StageJudgement;
  readonly body?: (body: string) => string;
  readonly beside?: readonly string[];
}

/** Commits the step that is due as `rampart step` would, and writes the event of its pull request. */
function step({ judged = (same) => same, body = (same) => same, beside = [] }: Step = {}): string {
  const { found, context } = standing();
  const now = judgement.at;
  const move = { from: "first", to: "second" };
  const shown = judged(judgement);
  const evidence = evidenceOf({ context, move, judgement: shown, overrides: [], now });
  const entry = stepEntry(context, {
    move,
    at: now,
    operator: "rampart",
    revision: git("rev-parse", "start"),
    evidence: evidence.entryEvidence,
    evidenceDigest: evidence.digest,
    reason: undefined,
  });
  const committed = readCommitted(repository.root, new Date(now * 1000));
  const decision = { kind: "advance", move, sentence: "It is due.", remaining: [], overrides: [] } as const;
  const folder = committed.folders[0];
  const proposal = buildProposal({
    project,
    compiler: { version: "0.1.0" },
    standing: found,
    before: context,
    decision,
    judgement: shown,
    entry,
    text: committed.text,
    folder: [...(folder?.files.keys() ?? [])].map((path) => `${folder?.path ?? ""}/${path}`),
  });
  for (const [path, text] of proposal.files) if (text !== null) repository.edit(path, text);
  for (const path of beside) repository.edit(path, (text) => `${text}\n`);
  repository.commit();
  const head = git("rev-parse", "HEAD");
  const request = pullRequestOf({
    proposal,
    findings: [],
    codeowners: undefined,
    address: "https://github.com/acme/rollouts",
    base: "main",
    now,
  });
  const event = join(outside, "event.json");
  writeFileSync(event, JSON.stringify({ pull_request: { body: body(request.body(head)), head: { sha: head } } }));
  return event;
}

const later = (seconds: number) => new Date((judgement.at + seconds) * 1000).toISOString().replace(".000Z", "Z");
/** What is found of the pull request, in the time that the scenario plays. */
const verify = async (event: string, ...args: readonly string[]) => {
  const { code, stdout, stderr } = await rampartOn(
    {},
    repository.root,
    "verify",
    "--base",
    "start",
    "--pull-request",
    event,
    "--format",
    "json",
    "--now",
    later(3600),
    ...args,
  );
  if (stdout === "") return { code, told: [stderr] };
  const { findings }: { findings: readonly { code: string; severity: string; message: string }[] } = JSON.parse(stdout);
  const graver = findings.filter(({ code: found, severity }) => severity === "error" || found === "evidence-live");
  return { code, told: graver.map((finding) => `${finding.code} ${finding.severity}: ${finding.message}`) };
};

describe("the body of a pull request", () => {
  test("proves the step it was written for", async () => {
    expect(await verify(step())).toEqual({ code: 0, told: [] });
  });

  test("proves nothing once a day has gone by", async () => {
    const { told } = await verify(step(), "--now", later(86_400));
    expect(told).toEqual([
      expect.stringMatching(/^transition-evidence error: The evidence of the step is of /),
      expect.stringMatching(/^transition-proof error: The evidence is of /),
    ]);
  });

  test("is of no use with another commit", async () => {
    const event = step();
    const { pull_request: pull }: { pull_request: { body: string } } = JSON.parse(readFileSync(event, "utf8"));
    writeFileSync(event, JSON.stringify({ pull_request: { ...pull, head: { sha: "0".repeat(40) } } }));
    expect((await verify(event)).told).toEqual([
      expect.stringMatching(/^transition-proof error: The evidence is for commit [0-9a-f]{40}, the head is 0{40}$/),
    ]);
  });

  test("is read as Markdown, too, for what is checked out", async () => {
    const { pull_request: pull }: { pull_request: { body: string } } = JSON.parse(readFileSync(step(), "utf8"));
    const file = join(outside, "body.md");
    writeFileSync(file, pull.body);
    expect((await verify(file)).told).toEqual([]);
  });

  test("is missing where an event has none", async () => {
    expect((await verify(step({ body: () => "" }))).told).toEqual([
      "transition-proof error: The pull request's body carries no evidence of this step",
    ]);
  });
});

describe("wrong use", () => {
  test.each([
    [["verify", "--pull-request", "x.json"], "Cannot judge a pull request without --base"],
    [["verify", "--base", "start", "--pull-request", "absent.json"], 'Cannot read the pull request: "'],
    [["verify", "--base", "start", "--live"], "Cannot ask again with --live alone"],
  ])("%j", async (args, message) => {
    const { code, stderr } = await rampart(repository.root, ...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test("an event of something else", async () => {
    const event = join(outside, "push.json");
    writeFileSync(event, JSON.stringify({ ref: "refs/heads/main" }));
    expect((await verify(event)).told[0]).toContain("is no event of a pull request");
  });
});

describe("asked again with --live", () => {
  const live = (event: string, url = server.url) => verify(event, "--live", "--prometheus", url);

  test("the server says the same", async () => {
    expect(await live(step())).toEqual({ code: 0, told: [] });
  });

  test("a better value, with a ledger line and a digest that agree, is found out", async () => {
    const better = ({ verdicts, ...rest }: StageJudgement): StageJudgement => ({
      ...rest,
      verdicts: verdicts.map((verdict) => ({ ...verdict, value: "0.00001" })),
    });
    expect((await live(step({ judged: better }))).told).toEqual([
      expect.stringMatching(/^evidence-live error: Gate "errors" is 0\.000\d+ when it is asked again, and 0\.00001 in the evidence$/),
    ]);
  });

  test("a server that does not answer leaves it open", async () => {
    const { code, told } = await live(step(), "http://127.0.0.1:9");
    expect(told).toEqual([expect.stringMatching(/^evidence-live warning: Gate "errors" could not be asked again: /)]);
    expect([code, told.length]).toEqual([75, 1]);
  });

  test("nothing is run of a change that is more than a step", async () => {
    const { code, told } = await live(step({ beside: ["rollouts/checkout.ts"] }));
    expect([code, told]).toEqual([2, [expect.stringContaining('Cannot ask again with --live: the change touches "rollouts/checkout.ts"')]]);
  });
});
