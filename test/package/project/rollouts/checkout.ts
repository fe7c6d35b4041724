import { defineRollout } from "rampart";

export default defineRollout({
  name: "checkout",
  title: "Checkout in Go",
  summary: "The checkout moves from its Ruby to its Go implementation.",
  service: "checkout",
  team: "platform",
  contacts: { platform: { role: "Platform team", reach: [{ kind: "slack", address: "#platform" }], level: 1 } },
  traffic: { baseline: { service: "checkout-ruby", port: 80 }, candidate: { service: "checkout-go", port: 80 } },
  metrics: { http_requests_total: { type: "counter", help: "Requests by status code.", labels: ["code", "version"] } },
  variants: { baseline: { version: "ruby" }, candidate: { version: "go" } },
  signals: {
    errors: {
      kind: "ratio",
      title: "Share of requests that fail",
      numerator: { metric: "http_requests_total", where: { code: { startsWith: "5" } } },
      denominator: { metric: "http_requests_total" },
    },
  },
  gates: {
    errors: { kind: "limit", title: "Few errors", signal: "errors", hold: { above: "0.1 %" }, rollback: { above: "1 %" }, noData: "hold" },
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
  },
  ladders: {
    production: {
      host: "pay.shop.example.com",
      stages: [
        { name: "before", title: "Ruby alone" },
        { name: "canary-5", title: "5 % to Go", levers: { weight: 5 }, hold: "48h", gates: ["errors"] },
        { name: "full", title: "All to Go", levers: { weight: 100 } },
      ],
    },
  },
  rollback: {
    levels: [
      {
        title: "Weight to zero",
        blastRadius: "stage",
        when: "Errors or a report of a user.",
        steps: [{ text: "Open and merge the rollback pull request." }],
      },
    ],
  },
});
