import { createContext, type Context } from "../../../src/compile/context.ts";
import type { StageJudgement } from "../../../src/evidence/judge/judge-stage.ts";
import type { Verdict } from "../../../src/evidence/verdict.ts";
import type { Override } from "../../../src/model/override.ts";
import type { Stop } from "../../../src/model/stop.ts";
import { readTemplates } from "../../../src/project/read-templates.ts";
import type { MovingDecision } from "../../../src/step/decide/decision.ts";
import type { Proposal } from "../../../src/step/proposal.ts";
import { evidenceOf } from "../../../src/step/pull-request/evidence-of.ts";
import { pullRequestOf, type PullRequest, type PullRequestInput } from "../../../src/step/pull-request/pull-request-of.ts";
import { stepEntry } from "../../../src/step/step-entry.ts";
import { example } from "../../cases/example.ts";

/** 2026-11-20T09:00:00Z */
export const now = 1_795_165_200;
export const commit = "0123456789abcdef0123456789abcdef01234567";
const templates = readTemplates(new URL("../../..", import.meta.url).pathname);

/** A text of people, by the place it stands in: in definitions, in what was measured, in findings. */
export type Words = (place: string) => string;
const plain: Words = (place) => `words of ${place}`;

/** What a step is about. */
export interface StepGiven {
  readonly kind?: MovingDecision["kind"];
  readonly from?: string;
  readonly to?: string;
  readonly words?: Words;
  readonly remaining?: readonly string[];
  readonly overrides?: readonly Override[];
  readonly stops?: readonly Stop[];
  readonly verdicts?: readonly Verdict[];
  readonly reason?: string;
  /** Texts by path, before and after. */
  readonly files?: Readonly<Record<string, readonly [before: string | undefined, after: string | null]>>;
  readonly input?: Partial<PullRequestInput>;
  readonly contacts?: object;
  readonly environment?: object;
  readonly names?: { readonly rollout?: string; readonly environment?: string };
}

const window = { start: now - 172_800, end: now, origin: "stage-series" } as const;

/** A verdict of each kind, told in somebody's words. */
export function verdictsOf(words: Words = plain): readonly Verdict[] {
  return [
    {
      gate: "errors",
      kind: "limit",
      answer: "pass",
      rollback: false,
      sentence: `${words("signal")} is 0.021 %, within the limit of 0.1 %.`,
      query: `up{team=${JSON.stringify(words("label"))}}`,
      window,
      value: "0.00021",
      threshold: "0.001",
      samples: 1_730_163,
      coverage: 0.9996,
      longestBreach: 240,
      trace: [0.0002, null, 0.0009, 0.0014, 0.0002],
    },
    {
      gate: "quiet",
      kind: "alerts-quiet",
      answer: "fail",
      rollback: false,
      reason: "alert-fired",
      sentence: `Alert ${words("alert")} fired for about 4m.`,
      query: 'ALERTS{alertstate="firing"}',
      window,
      value: "1",
      threshold: "0",
      coverage: 1,
    },
    {
      gate: "reviewed",
      kind: "checklist",
      answer: "unknown",
      rollback: false,
      reason: "waits-for-people",
      sentence: `Waits for ${words("item")}.`,
    },
  ];
}

/** The contexts of a rollout that has a bit of everything, by stage. */
function contextsFor({ words = plain, contacts, environment, names }: StepGiven): (stage: string) => Context {
  const rolloutName = names?.rollout ?? "checkout";
  const environmentName = names?.environment ?? "production";
  const given = example(
    rolloutName,
    {
      title: words("title"),
      service: "shop",
      contacts: contacts ?? { "shop-team": { role: words("role") } },
      traffic: { baseline: { service: "old", port: 80 }, candidate: { service: "new", port: 80 } },
      image: {
        repository: "ghcr.io/acme/shop",
        tag: "2.0.0",
        digest: `sha256:${"b".repeat(64)}`,
        before: { tag: "1.9.0", digest: `sha256:${"a".repeat(64)}` },
      },
      metrics: { http_requests_total: { type: "counter", help: "Requests.", labels: ["code", "version"] } },
      signals: {
        errors: {
          kind: "ratio",
          title: words("signal"),
          numerator: { metric: "http_requests_total", where: { code: { startsWith: "5" } } },
          denominator: { metric: "http_requests_total" },
        },
      },
      gates: {
        errors: { kind: "limit", title: words("gate"), signal: "errors", hold: { above: "0.1 %" }, noData: "hold" },
        quiet: { kind: "alerts-quiet", title: words("gate"), severities: ["critical"], quietFor: "1h", noData: "hold" },
        reviewed: { kind: "checklist", title: words("gate"), items: [{ text: words("item") }] },
      },
      variables: { MODE: { purpose: words("purpose"), required: false } },
      ladders: {
        [environmentName]: {
          host: "shop.example.com",
          stages: [
            { name: "before", title: words("stage") },
            { name: "canary-5", title: words("stage"), levers: { weight: 5 }, hold: "48h", gates: ["errors", "quiet", "reviewed"] },
            {
              name: "canary-10",
              title: words("stage"),
              levers: { weight: 10, variables: { MODE: words("value") } },
              hold: "48h",
              gates: ["errors"],
            },
            { name: "full", title: words("stage"), levers: { weight: 100, variables: { MODE: null } } },
            { name: "done", title: words("stage"), levers: { canary: "absent", primary: "candidate" } },
          ],
        },
      },
    },
    {
      name: environmentName,
      title: words("environment"),
      expectedTraffic: { shop: { requests: "40/s", usersPerDay: 1000, errors: "0.02 %" } },
      approvals: { advance: 2, rollback: 1, teams: [words("team")] },
      calendar: {
        timeZone: "Europe/Paris",
        workingHours: { days: ["mon"], from: "09:00", to: "17:00" },
        freezes: [{ name: "year-end", from: "2026-12-19", to: "2027-01-04", reason: words("freeze"), owner: words("owner") }],
      },
      ...environment,
    },
  );
  const ladder = given.rollout.ladders[environmentName];
  if (ladder === undefined) throw new Error("the example has no ladder");
  return (stage) =>
    createContext({
      ...given,
      ladder,
      stage,
      ledger: [],
      definition: `rollouts/${rolloutName}.ts`,
      template: (name) => templates.get(name) ?? "",
    });
}

/** A step, and the pull request it becomes. */
export function aStep(given: StepGiven = {}): {
  readonly proposal: Proposal;
  readonly request: PullRequest;
  readonly input: PullRequestInput;
} {
  const { kind = "advance", from = "canary-5", to = "canary-10", words = plain, overrides = [], remaining = [] } = given;
  const verdicts = given.verdicts ?? verdictsOf(words);
  const contexts = contextsFor(given);
  const before = contexts(from);
  const judgement: StageJudgement = {
    stay: { kind: "stay", since: window.start, end: now, origin: "stage-series", sentence: `At ${from}, as ${words("series")} tells.` },
    at: now,
    server: "2.53.0",
    verdicts,
    answer: "pass",
    rollback: false,
    retryAfter: undefined,
  };
  const told = { move: { from, to }, sentence: `It is due: ${words("sentence")}` };
  const decision: MovingDecision =
    kind === "roll-back"
      ? { ...told, kind, gates: verdicts.filter(({ answer }) => answer === "fail") }
      : kind === "restart"
        ? { ...told, kind }
        : { ...told, kind, remaining, overrides };
  const evidence = evidenceOf({ context: before, move: decision.move, judgement, overrides, now });
  const entry = stepEntry(before, {
    move: decision.move,
    at: now,
    operator: "rampart[bot]",
    revision: commit,
    evidence: evidence.entryEvidence,
    evidenceDigest: evidence.digest,
    reason: given.reason,
  });
  const files = Object.entries(
    given.files ?? {
      "dist/production/checkout/values.yaml": [`weight: 5\nnote: ${words("file")}\n`, `weight: 10\nnote: ${words("file")}\n`],
      "environments/production/checkout.yaml": [`stage: ${from}\n`, `stage: ${to}\n`],
    },
  );
  const proposal: Proposal = {
    decision,
    before,
    after: contexts(to),
    judgement,
    stops: given.stops ?? [],
    entry,
    files: new Map(files.map(([path, [, text]]) => [path, text])),
    old: new Map(files.map(([path, [text]]) => [path, text])),
  };
  const input: PullRequestInput = {
    proposal,
    findings: [],
    codeowners: undefined,
    address: "https://github.com/acme/rollouts",
    base: "main",
    now,
    ...given.input,
  };
  return { proposal, request: pullRequestOf(input), input };
}
