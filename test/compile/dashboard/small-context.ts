import { createContext, type Context } from "../../../src/compile/context.ts";
import { checkRollout } from "../../../src/model/check-rollout.ts";
import { defineRollout } from "../../../src/model/define-rollout.ts";
import { Environment } from "../../../src/model/environment.ts";

/** A rollout with a signal, gate and alert of several kinds, a probe, and a ladder that mirrors. */
const definition = defineRollout({
  name: "checkout-v2",
  title: "Checkout 2",
  summary: "Replaces the checkout.",
  service: "checkout",
  team: "shop",
  contacts: { shop: { role: "Shop team" } },
  rollback: { levels: [{ title: "Back", blastRadius: "stage", when: "Any trigger is met.", steps: [{ text: "Go back." }] }] },
  traffic: { baseline: { service: "checkout-v1", port: 80 }, candidate: { service: "checkout-v2", port: 80 } },
  ladders: {
    prod: {
      host: "shop.example.com",
      stages: [
        { name: "before", title: "Before" },
        { name: "shadow", title: "Shadow", levers: { mirror: 100 }, hold: "7d" },
        { name: "canary", title: "Canary", levers: { weight: 5, mirror: 0 }, hold: "48h" },
        { name: "full", title: "Full", levers: { weight: 100 } },
      ],
    },
  },
  metrics: {
    http_requests_total: { type: "counter", help: "Requests.", labels: ["app", "status", "path"] },
    http_request_duration_seconds: { type: "histogram", help: "Latency.", unit: "seconds", labels: ["app", "path"] },
    process_resident_memory_bytes: { type: "gauge", help: "Memory.", unit: "bytes", labels: ["app"] },
    comparisons_total: { type: "counter", help: "Comparisons.", labels: ["result"] },
  },
  variants: { baseline: { app: "v1" }, candidate: { app: "v2" } },
  signals: {
    "error-rate": {
      kind: "ratio",
      title: "Errors of `checkout`",
      description: "Share of *all* answers; [not](javascript:alert(1)) $datasource.",
      numerator: { metric: "http_requests_total", where: { status: { startsWith: "5" } } },
      denominator: { metric: "http_requests_total" },
      drillDown: ["path"],
    },
    "p99-latency": {
      kind: "quantile",
      title: "Latency",
      histogram: { metric: "http_request_duration_seconds" },
      quantile: 0.99,
      drillDown: ["path"],
    },
    memory: { kind: "level", title: "Memory", gauge: { metric: "process_resident_memory_bytes" } },
    "match-rate": {
      kind: "ratio",
      title: "Matches",
      variants: "none",
      worse: "lower",
      numerator: { metric: "comparisons_total", where: { result: "match" } },
      denominator: { metric: "comparisons_total" },
    },
  },
  gates: {
    "error-rate": {
      kind: "limit",
      title: "Errors",
      signal: "error-rate",
      hold: { above: "0.1 %" },
      rollback: { above: "1 %" },
      noData: "hold",
    },
    "error-change": { kind: "delta", title: "More errors", signal: "error-rate", hold: { above: "+0.5 pp" }, noData: "hold" },
    latency: { kind: "delta", title: "Slower", signal: "p99-latency", hold: { above: "+10 %" }, rollback: { above: "2x" }, noData: "hold" },
    matches: { kind: "limit", title: "Matches", signal: "match-rate", hold: { below: "99.9 %" }, noData: "fail" },
    people: { kind: "checklist", title: "People", items: [{ text: "Ask around." }] },
  },
  alerts: {
    CheckoutErrorRateHigh: {
      when: { kind: "gate", gate: "error-rate", limit: "rollback" },
      severity: "critical",
      action: "rollback",
      summary: "Too many errors.",
      response: "Go back.",
    },
    CheckoutMemoryHigh: {
      when: { kind: "limit", signal: "memory", bound: { above: "500 MB" } },
      severity: "warning",
      action: "pause",
      summary: "Memory | grows.",
      response: "Look for a leak.",
    },
  },
  readiness: { gates: ["error-rate", "latency"] },
  probes: {
    health: {
      kind: "http",
      title: "Health",
      proves: "It answers | # really",
      url: "https://{host}/healthz",
      expect: { status: [200] },
    },
  },
});

/** Signals of the small rollout, to add to. */
export const smallSignals = definition.signals;

const environment = Environment.parse({
  name: "prod",
  title: "Production",
  cluster: "prod-1",
  namespace: "shop",
  kubernetesVersion: "1.33",
  prometheus: { url: "https://prometheus.example.com" },
  grafana: { url: "https://grafana.example.com", delivery: "sidecar", folder: "Rollouts", labels: { grafana_dashboard: "1" } },
  tree: "https://git.example.com/tree/dist",
  calendar: { timeZone: "Europe/Paris", workingHours: { days: ["mon"], from: "09:00", to: "17:00" } },
});

/** The small rollout's context before its first step, with these parts of the definition and of Grafana's settings replaced. */
export function smallContext(parts: Readonly<Record<string, unknown>> = {}, grafana: Partial<Environment["grafana"]> = {}): Context {
  const { value: rollout, problems } = checkRollout({ ...definition, ...parts });
  if (rollout === undefined) throw new Error(problems.map(({ path, message }) => `${path} ${message}`).join("\n"));
  const ladder = rollout.ladders["prod"];
  if (ladder === undefined) throw new RangeError("The small rollout has no ladder for prod");
  return createContext({
    rollout,
    environment: { ...environment, grafana: { ...environment.grafana, ...grafana } },
    ladder,
    stage: "before",
    ledger: [],
    definition: "rollouts/checkout-v2.ts",
    template: (name) => name,
  });
}
