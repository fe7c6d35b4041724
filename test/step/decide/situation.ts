import { createContext } from "../../../src/compile/context.ts";
import type { StageJudgement } from "../../../src/evidence/judge/judge-stage.ts";
import type { Verdict } from "../../../src/evidence/verdict.ts";
import type { LedgerEntry } from "../../../src/model/ledger-entry.ts";
import { Override } from "../../../src/model/override.ts";
import { Stop } from "../../../src/model/stop.ts";
import type { Facts } from "../../../src/step/decide/facts.ts";
import { example } from "../../cases/example.ts";
import { metrics } from "../../cases/metrics.ts";

const requests = { metric: "http_requests_total" } as const;

/** A ladder with a stage of everything: copies, shares, all, cleaning up. */
export const stages = [
  { name: "before", title: "Before", gates: ["ready"] },
  { name: "shadow", title: "Copies", levers: { mirror: 100 }, hold: "24h", gates: ["errors"] },
  { name: "canary-5", title: "A twentieth", levers: { mirror: 0, weight: 5 }, hold: "48h", gates: ["errors", "quiet", "people"] },
  { name: "canary-50", title: "Half", levers: { weight: 50 }, hold: "48h", gates: ["errors", "smoke"] },
  { name: "full", title: "All", levers: { weight: 100 }, gates: ["errors"] },
  { name: "repointed", title: "Repointed", levers: { primary: "candidate", canary: "absent" } },
  { name: "finished", title: "Finished" },
] as const;

/** Names of the stages. */
export type StageName = (typeof stages)[number]["name"];

const parts = {
  metrics,
  image: { repository: "ghcr.io/acme/shop", tag: "2.0.0", digest: digest("2"), before: { tag: "1.0.0", digest: digest("1") } },
  traffic: {
    paths: [{ path: "/" }],
    baseline: { service: "shop", port: 80 },
    candidate: { service: "shop-next", port: 80 },
    tls: { secret: "shop-tls" },
  },
  signals: { errors: { kind: "ratio", title: "Errors", numerator: { ...requests, where: { code: "500" } }, denominator: requests } },
  gates: {
    ready: { kind: "checklist", title: "Ready", items: [{ text: "Ask around." }] },
    errors: { kind: "limit", title: "Errors", signal: "errors", noData: "hold", hold: { above: "1 %" }, rollback: { above: "5 %" } },
    quiet: { kind: "alerts-quiet", title: "Quiet", severities: ["critical"], quietFor: "1h", noData: "hold" },
    people: { kind: "approval", title: "Yes", by: ["shop-team"] },
    smoke: { kind: "probe", title: "Smoke", probes: ["smoke"] },
  },
  probes: {
    smoke: { kind: "http", title: "Smoke", url: "https://shop.example.com/health", proves: "It answers.", expect: { status: [200] } },
  },
};

const kinds: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(parts.gates).map(([name, { kind }]) => [name, kind]));

/** What differs from: on canary-5 since three days, everything passes, Tuesday noon in Paris, nothing else said. */
export interface Situation {
  readonly at?: StageName;
  /** By gate; `undefined` means that nobody judged it. The others pass. */
  readonly verdicts?: Readonly<Record<string, Partial<Verdict> | undefined>>;
  readonly judged?: boolean;
  readonly since?: string | undefined;
  readonly ledger?: readonly Partial<LedgerEntry>[];
  readonly ladder?: object;
  readonly rollout?: object;
  readonly environment?: object;
  readonly elsewhere?: Facts["elsewhere"];
  readonly overrides?: readonly object[];
  readonly stops?: readonly object[];
  readonly now?: string;
  readonly retryAfter?: number;
}

/** Tuesday noon in Paris. */
export const tuesday = "2026-11-17T11:00:00Z";

/** Most situations are of one and the same rollout, which is made once. */
const made = new Map<string, ReturnType<typeof example>>();

function exampleOf({ ladder, rollout, environment }: Situation): ReturnType<typeof example> {
  const key = JSON.stringify([ladder, rollout, environment]);
  const known = made.get(key);
  if (known !== undefined) return known;
  const one = example(
    "situation",
    { ...parts, ladders: { production: { host: "shop.example.com", stages, ...ladder } }, ...rollout },
    {
      hostSuffixes: ["example.com"],
      traffic: { ingress: { class: "nginx" } },
      calendar: {
        timeZone: "Europe/Paris",
        workingHours: { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" },
        freezes: [{ name: "year-end", from: "2026-12-19", to: "2027-01-04", reason: "The rota is away", owner: "Director" }],
      },
      ...environment,
    },
  );
  made.set(key, one);
  return one;
}

/** The facts of a situation. */
export function situation(given: Situation = {}): Facts {
  const { at = "canary-5", now = tuesday } = given;
  const { rollout, environment } = exampleOf(given);
  const ladder = rollout.ladders["production"];
  if (ladder === undefined) throw new Error("expected a ladder");
  const names = ladder.stages.map(({ name }) => name);
  const climbed = names
    .slice(0, names.indexOf(at) + 1)
    .map((to, index, all): Partial<LedgerEntry> => ({ from: all[index - 1] ?? null, to }));
  const lines = (given.ledger ?? climbed).map((entry, index): LedgerEntry => ({
    environment: "production",
    from: null,
    to: "before",
    image: { tag: index === 0 ? "1.0.0" : "2.0.0", digest: digest(index === 0 ? "1" : "2") },
    at: `2026-11-${String(5 + index).padStart(2, "0")}T10:00:00Z`,
    operator: "a.leroy",
    evidence: [],
    ...entry,
  }));
  const context = createContext({
    rollout,
    environment,
    ladder,
    stage: at,
    ledger: lines,
    definition: "rollouts/situation.ts",
    template: () => "",
  });
  const overrides = (given.overrides ?? []).map((one) => Override.parse({ ...answered, ...one }));
  const stops = (given.stops ?? []).map((one) => Stop.parse({ environments: "all", ...answered, ...one }));
  const time = Date.parse(now) / 1000;
  return {
    context,
    judgement: given.judged === false ? undefined : judgementOf(given, context.position.stage.gates, time),
    elsewhere: given.elsewhere ?? [],
    overrides,
    stops,
    now: time,
  };
}

const answered = { reason: "Agreed in the incident", owner: "J. Martin", expires: "2026-11-18T12:00:00Z" };

function judgementOf(given: Situation, gates: readonly string[], now: number): StageJudgement {
  const { verdicts = {}, retryAfter } = given;
  const since = "since" in given ? given.since : "2026-11-14T11:00:00Z";
  const all = gates.flatMap((gate): readonly Verdict[] => {
    const told = Object.hasOwn(verdicts, gate) ? verdicts[gate] : {};
    const kind = kinds[gate] ?? "limit";
    return told === undefined ? [] : [{ gate, kind, answer: "pass", rollback: false, sentence: `${gate} is as told.`, ...told }];
  });
  return {
    stay:
      since === undefined
        ? { kind: "unknown", reason: "unreachable", sentence: "Nothing is known.", end: now, problem: undefined }
        : { kind: "stay", since: Date.parse(since) / 1000, end: now, origin: "stage-series", sentence: "Since then." },
    at: now,
    server: undefined,
    verdicts: all,
    answer: "pass",
    rollback: all.some(({ rollback }) => rollback),
    retryAfter,
  };
}

/** A digest that shows which image it is of. */
export function digest(figure: string): string {
  return `sha256:${figure.repeat(64)}`;
}
