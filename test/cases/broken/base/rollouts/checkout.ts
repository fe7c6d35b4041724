import { defineRollout } from "rampart";

const requests = { metric: "http_requests_total" } as const;

export default defineRollout({
  name: "checkout",
  title: "Checkout in Go",
  summary: "The checkout moves from its Ruby to its Go implementation.",
  service: "checkout",
  team: "shop",
  contacts: {
    shop: { role: "Shop team", level: 1, reach: [{ kind: "slack", address: "#shop" }] },
    platform: { role: "Platform team", level: 2, reach: [{ kind: "slack", address: "#platform" }] },
  },
  image: {
    repository: "ghcr.io/example/checkout",
    tag: "2.0.0",
    digest: "sha256:7d4c8f0a5b2e9163c7f8d0a4b6e21593c8f7a0d4e6b13592c8a7f0d4b6e19352",
  },
  traffic: {
    baseline: { service: "checkout-ruby", port: 80 },
    candidate: { service: "checkout-go", port: 80 },
    tls: { secret: "checkout-tls" },
  },
  helm: {
    release: "checkout",
    chart: "charts/checkout",
    image: { tag: "image.tag", digest: "image.digest" },
    values: { replicas: { type: "integer", description: "Pods of the Go checkout", default: 2, minimum: 1, maximum: 20 } },
  },
  metrics: {
    http_requests_total: { type: "counter", help: "Requests by status code.", labels: ["code", "version"] },
    http_request_duration_seconds: { type: "histogram", help: "Time to answer.", unit: "seconds", labels: ["version"] },
  },
  variants: { baseline: { version: "ruby" }, candidate: { version: "go" } },
  signals: {
    errors: {
      kind: "ratio",
      title: "Share of requests that fail",
      numerator: { ...requests, where: { code: { startsWith: "5" } } },
      denominator: requests,
    },
    latency: { kind: "quantile", title: "Latency (p99)", histogram: { metric: "http_request_duration_seconds" }, quantile: 0.99 },
  },
  gates: {
    errors: {
      kind: "limit",
      title: "Few errors",
      signal: "errors",
      hold: { above: "0.1 %" },
      rollback: { above: "1 %" },
      minimumSamples: 10_000,
      noData: "hold",
    },
    latency: { kind: "delta", title: "No slower than before", signal: "latency", hold: { above: "+10 %" }, noData: "hold" },
    quiet: { kind: "alerts-quiet", title: "No alert", severities: ["critical", "warning"], quietFor: "24h", noData: "hold" },
  },
  alerts: {
    CheckoutErrorsHigh: {
      when: { kind: "gate", gate: "errors", limit: "rollback" },
      severity: "critical",
      action: "rollback",
      summary: "The Go checkout fails more than 1 % of its requests.",
      response: "Roll back, then look at its logs.",
      escalation: "platform",
    },
    CheckoutSlow: {
      when: { kind: "gate", gate: "latency", limit: "hold" },
      severity: "warning",
      action: "pause",
      summary: "The Go checkout is more than 10 % slower than the Ruby one.",
      response: "Compare the traces of both.",
    },
  },
  ladders: {
    staging: {
      host: "pay.staging.example.com",
      stages: [
        { name: "before", title: "Ruby alone", gates: ["quiet"] },
        { name: "half", title: "Half to Go", levers: { weight: 50 }, hold: "24h", gates: ["errors", "quiet"] },
        { name: "full", title: "All to Go", levers: { weight: 100 } },
      ],
    },
    production: {
      host: "pay.shop.example.com",
      entry: [{ environment: "staging", stage: "full" }],
      stages: [
        { name: "before", title: "Ruby alone", gates: ["quiet"] },
        { name: "canary-5", title: "5 % to Go", levers: { weight: 5 }, hold: "48h", gates: ["errors", "latency", "quiet"] },
        { name: "canary-10", title: "10 % to Go", levers: { weight: 10 }, hold: "48h", gates: ["errors", "latency", "quiet"] },
        { name: "canary-25", title: "25 % to Go", levers: { weight: 25 }, hold: "24h", gates: ["errors", "latency", "quiet"] },
        { name: "half", title: "Half to Go", levers: { weight: 50 }, hold: "24h", gates: ["errors", "latency", "quiet"] },
        { name: "full", title: "All to Go", levers: { weight: 100 }, hold: "24h", gates: ["errors"] },
        { name: "done", title: "Ruby is gone", levers: { canary: "absent", primary: "candidate" } },
      ],
    },
  },
  invariants: [{ text: "The price of a basket is the same on both sides." }],
  rollback: {
    levels: [
      {
        title: "Weight to zero",
        blastRadius: "stage",
        when: "Errors or a report of a customer.",
        steps: [{ text: "Merge the rollback pull request." }],
      },
    ],
  },
});
