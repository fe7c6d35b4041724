import { createContext } from "../../lib/compile/context.js";
import { candidateWeightRecord } from "../../lib/compile/conventions.js";
import { judgeStage } from "../../lib/evidence/judge/judge-stage.js";
import { checkRollout } from "../../lib/model/check-rollout.js";
import { Environment } from "../../lib/model/environment.js";
import { simulatedSource } from "../../lib/sandbox/metrics/scenario-source.js";
import { stayTimeline } from "../../lib/sandbox/metrics/timeline.js";
import { bounds, deadline } from "./corpus.js";

const requests = { metric: "http_requests_total" };
const evidence = { noData: "hold", minimumSamples: 500 };
const { value: rollout, problems } = checkRollout({
  name: "canary",
  title: "A simulated canary",
  summary: "Judged by two gates.",
  service: "canary",
  team: "team",
  contacts: { team: { role: "Team" } },
  rollback: { levels: [{ title: "Back", blastRadius: "stage", when: "A limit is crossed", steps: [{ text: "Go back." }] }] },
  variants: { baseline: { version: "old" }, candidate: { version: "new" } },
  metrics: {
    http_requests_total: { type: "counter", help: "Requests.", labels: ["version", "code"] },
    http_request_duration_seconds: { type: "histogram", help: "Time to answer.", unit: "seconds", labels: ["version"] },
  },
  signals: {
    errors: { kind: "ratio", title: "Error rate", numerator: { ...requests, where: { code: "500" } }, denominator: requests },
    latency: { kind: "quantile", title: "Latency", histogram: { metric: "http_request_duration_seconds" }, quantile: 0.95 },
  },
  gates: {
    errors: { kind: "limit", title: "Errors", ...evidence, signal: "errors", hold: { above: "1 %" }, rollback: { above: "1 %" } },
    latency: {
      kind: "delta",
      title: "Latency",
      ...evidence,
      signal: "latency",
      hold: { above: "1.25x" },
      rollback: { above: "1.25x" },
      badStreak: "15m",
    },
  },
  ladders: {
    production: {
      stages: [
        { name: "before", title: "Before" },
        { name: "canary", title: "Canary", levers: { weight: 10 }, hold: "6h", gates: ["errors", "latency"] },
        { name: "full", title: "All", levers: { weight: 100 } },
      ],
    },
  },
});
if (rollout === undefined) throw new Error(JSON.stringify(problems));
const environment = Environment.parse({
  name: "production",
  title: "Production",
  cluster: "prod",
  namespace: "shop",
  kubernetesVersion: "1.33",
  prometheus: { url: "https://prometheus.example.com", ruleLabels: {} },
  grafana: { url: "https://grafana.example.com", delivery: "sidecar", folder: "Rollouts", labels: { grafana_dashboard: "1" } },
  tree: "https://git.example.com/rollouts/dist",
  calendar: { timeZone: "UTC", workingHours: { days: ["mon"], from: "09:00", to: "17:00" } },
});
const ladder = rollout.ladders.production;
const context = createContext({ rollout, environment, ladder, stage: "canary", ledger: [], definition: "canary.ts", template: () => "" });

const began = 1_767_603_600;
/** Minutes between two looks. */
const every = 15;

/** Looks every quarter of an hour until a gate proposes to go back or all pass. */
export async function rampart({ sides }) {
  const timeline = stayTimeline(context, began, began + deadline * 60);
  const world = { series: (signal, variant) => series(sides[variant], signal), isUp: () => true };
  const source = simulatedSource(context, "canary", timeline, world);
  const quick = { ...source, queryRange: (expression, span) => source.queryRange(expression, recent(expression, span)) };
  let failedAt;
  let everFailed = false;
  const gates = {};
  for (let minute = every; minute <= deadline; minute += every) {
    const known = { at: began + minute * 60, landed: () => undefined, receipts: [], confirmations: [], clock: () => 0 };
    const { answer, rollback, verdicts } = await judgeStage(quick, context, known);
    for (const verdict of verdicts) if (verdict.answer !== "pass") gates[`${verdict.gate} ${verdict.reason}`] = verdict.sentence;
    everFailed ||= answer === "fail";
    if (rollback) return { outcome: "rolled back", at: failedAt ?? minute, everFailed, gates };
    if (answer === "pass") return { outcome: "promoted", at: minute, everFailed, gates };
    failedAt = answer === "fail" ? (failedAt ?? minute) : undefined;
  }
  return { outcome: failedAt === undefined ? "undecided" : "stopped", at: failedAt ?? deadline, everFailed, gates };
}

/** Of the stage series only the stay is asked, since nothing was before. */
function recent(expression, span) {
  if (!expression.startsWith(candidateWeightRecord)) return span;
  return { ...span, start: span.end - Math.floor((span.end - began + 600) / span.step) * span.step };
}

function series(side, signal) {
  const minuteOf = (time) => Math.floor((time - began) / 60);
  const windowOf = (length) => (length === undefined ? undefined : Math.round(length / 60));
  const value = signal === "errors" ? side.share : side.p95;
  return {
    value: (time, length) => value(minuteOf(time), windowOf(length)),
    events: (time, length) => side.events(minuteOf(time), windowOf(length)),
    part: (time, length) => side.part(minuteOf(time), windowOf(length)),
    born: (time, length) => side.born(minuteOf(time), windowOf(length)),
    buckets: { bounds, counts: (time, length) => side.counts(minuteOf(time), windowOf(length)) },
  };
}
