import { defineRollout } from "rampart";

/** A canary by weight, from nothing to everything. The file's name is the rollout's name. */
export default defineRollout({
  name: "checkout",
  title: "Checkout, new release",
  summary: "The new release of checkout takes over from the old one.",
  service: "checkout",
  team: "payments",
  contacts: {
    payments: { role: "Payments team", reach: [{ kind: "slack", address: "#payments" }], level: 1 },
  },
  image: {
    repository: "ghcr.io/example/checkout",
    tag: "2.0.0",
    digest: "sha256:0000000000000000000000000000000000000000000000000000000000000002",
    before: { tag: "1.9.0", digest: "sha256:0000000000000000000000000000000000000000000000000000000000000001" },
  },
  traffic: {
    baseline: { service: "checkout", port: 80 },
    candidate: { service: "checkout-canary", port: 80 },
    tls: { secret: "checkout-tls" },
  },

  metrics: {
    http_requests_total: { type: "counter", help: "Requests by status code.", labels: ["code", "track"] },
    http_request_duration_seconds: { type: "histogram", help: "Latency of requests.", unit: "seconds", labels: ["track"] },
  },
  variants: { baseline: { track: "stable" }, candidate: { track: "canary" } },
  signals: {
    errors: {
      kind: "ratio",
      title: "Share of requests that fail",
      numerator: { metric: "http_requests_total", where: { code: { startsWith: "5" } } },
      denominator: { metric: "http_requests_total" },
    },
    latency: { kind: "quantile", title: "Latency (p99)", histogram: { metric: "http_request_duration_seconds" }, quantile: 0.99 },
  },
  gates: {
    errors: {
      kind: "limit",
      title: "Few errors",
      signal: "errors",
      hold: { above: "0.5 %" },
      rollback: { above: "2 %" },
      minimumSamples: 1000,
      noData: "hold",
    },
    latency: {
      kind: "delta",
      title: "As fast as before",
      signal: "latency",
      hold: { above: "1.2x" },
      rollback: { above: "2x" },
      minimumSamples: 1000,
      noData: "hold",
    },
    quiet: {
      kind: "alerts-quiet",
      title: "No critical alert",
      severities: ["critical"],
      quietFor: "24h",
      noData: "hold",
    },
  },
  alerts: {
    CheckoutCanaryErrorsHigh: {
      when: { kind: "gate", gate: "errors", limit: "rollback", minimumSamples: 50 },
      severity: "critical",
      action: "rollback",
      summary: "The new checkout fails too many requests.",
      response: "Roll back, then read its logs.",
      escalation: "payments",
    },
    CheckoutCanarySlow: {
      when: { kind: "gate", gate: "latency", limit: "rollback", minimumSamples: 50 },
      severity: "warning",
      action: "pause",
      summary: "The new checkout is much slower than the old one.",
      response: "Stay at this stage and look for the cause.",
    },
  },

  ladders: {
    production: {
      host: "checkout.shop.example.com",
      window: "working-hours",
      stages: [
        { name: "before", title: "The old release alone" },
        { name: "canary-5", title: "5 % to the new release", levers: { weight: 5 }, hold: "24h", gates: ["errors", "latency", "quiet"] },
        { name: "canary-10", title: "10 % to the new release", levers: { weight: 10 }, hold: "24h", gates: ["errors", "latency", "quiet"] },
        { name: "canary-25", title: "25 % to the new release", levers: { weight: 25 }, hold: "24h", gates: ["errors", "latency", "quiet"] },
        { name: "canary-50", title: "Half to the new release", levers: { weight: 50 }, hold: "24h", gates: ["errors", "latency", "quiet"] },
        { name: "full", title: "All to the new release", levers: { weight: 100 }, hold: "48h", gates: ["errors", "quiet"] },
        { name: "done", title: "The new release is the service", levers: { primary: "candidate", canary: "absent" } },
      ],
    },
  },
  rollback: {
    triggers: [
      { text: "The error rate is beyond its rollback limit.", gate: "errors", alert: "CheckoutCanaryErrorsHigh" },
      { text: "The latency is beyond its rollback limit.", gate: "latency", alert: "CheckoutCanarySlow" },
    ],
    levels: [
      {
        title: "The rollback pull request",
        blastRadius: "stage",
        when: "A trigger is met.",
        steps: [{ text: "Open it and merge it.", command: 'rampart rollback checkout production --reason "…"' }],
      },
    ],
  },
});
