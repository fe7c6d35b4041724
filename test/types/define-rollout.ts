// Compiled by `npm run typecheck`: each marked line must be refused by the compiler.
import { defineEnvironment, defineRollout } from "rampart";

const base = {
  name: "checkout",
  title: "Checkout",
  summary: "Replaces the old checkout.",
  service: "checkout",
  rollback: { levels: [{ title: "Weight", blastRadius: "stage", when: "At once", steps: [{ text: "Go back" }] }] },
} as const;

/** A sound definition compiles. */
export const sound = defineRollout({
  ...base,
  team: "platform",
  contacts: { platform: { role: "Platform" } },
  metrics: { http_requests_total: { type: "counter", help: "Requests", labels: ["code"] } },
  signals: {
    errors: {
      kind: "ratio",
      title: "Errors",
      variants: "none",
      numerator: { metric: "http_requests_total", where: { code: "500" } },
      denominator: { metric: "http_requests_total" },
    },
  },
  gates: { errors: { kind: "limit", title: "Errors", signal: "errors", hold: { above: "0.1 %" }, noData: "hold" } },
  ladders: {
    production: {
      stages: [
        { name: "before", title: "Before" },
        { name: "canary-5", title: "5 %", levers: { weight: 5 }, hold: "48h", gates: ["errors"] },
      ],
    },
  },
});

const stages = [{ name: "before", title: "Before" }] as const;
const contacts = { platform: { role: "Platform" } } as const;
const errors = { kind: "checklist", title: "Errors", items: [{ text: "Looked" }] } as const;

export const danglingTeam = defineRollout({
  ...base,
  // @ts-expect-error: no such contact
  team: "plattform",
  contacts,
  ladders: { production: { stages } },
});

export const danglingGate = defineRollout({
  ...base,
  team: "platform",
  contacts,
  gates: { errors },
  // @ts-expect-error: no such gate
  ladders: { production: { stages: [...stages, { name: "canary", title: "Canary", gates: ["erors"] }] } },
});

export const danglingValue = defineRollout({
  ...base,
  team: "platform",
  contacts,
  helm: { release: "checkout", chart: "charts/checkout", values: { "canary.weight": { type: "integer", description: "Share" } } },
  // @ts-expect-error: no such Helm value
  ladders: { production: { stages: [...stages, { name: "canary", title: "Canary", levers: { values: { "canary.wait": 5 } } }] } },
});

export const unknownField = defineRollout({
  ...base,
  team: "platform",
  contacts,
  // @ts-expect-error: "wieght" is no lever
  ladders: { production: { stages: [...stages, { name: "canary", title: "Canary", levers: { wieght: 5 } }] } },
});

export const badDuration = defineRollout({
  ...base,
  team: "platform",
  contacts,
  // @ts-expect-error: not a duration
  ladders: { production: { stages: [...stages, { name: "canary", title: "Canary", hold: "two days" }] } },
});

export const unansweredNoData = defineRollout({
  ...base,
  team: "platform",
  contacts,
  metrics: { up: { type: "gauge", help: "Up" } },
  signals: { up: { kind: "level", title: "Up", variants: "none", gauge: { metric: "up" } } },
  // @ts-expect-error: a gate must say what no data means
  gates: { up: { kind: "limit", title: "Up", signal: "up", hold: { below: 1 } } },
  ladders: { production: { stages } },
});

export const badEnvironment = defineEnvironment({
  name: "production",
  title: "Production",
  cluster: "c",
  namespace: "n",
  kubernetesVersion: "1.33",
  prometheus: { url: "https://prometheus.example.com" },
  // @ts-expect-error: dashboards arrive by sidecar or operator
  grafana: { url: "https://grafana.example.com", delivery: "email", folder: "f", labels: {} },
  tree: "https://example.com",
  calendar: { timeZone: "Europe/Paris", workingHours: { days: ["mon"], from: "09:00", to: "17:00" } },
});
