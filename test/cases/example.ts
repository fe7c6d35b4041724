import { Environment } from "../../src/model/environment.ts";
import { checkRollout } from "../../src/model/check-rollout.ts";
import type { Rollout } from "../../src/model/rollout.ts";

/** A rollout in an environment, small enough to show one thing. */
export interface Example {
  readonly rollout: Rollout;
  readonly environment: Environment;
}

/** Fills in what every rollout must say; `parts` say what the example is about. */
export function example(name: string, parts: object, environment: object = {}): Example {
  const { value, problems } = checkRollout({
    name,
    title: `Example ${name}`,
    summary: "Shows one thing.",
    service: "shop",
    team: "shop-team",
    contacts: { "shop-team": { role: "Shop team" } },
    rollback: { levels: [{ title: "Back", blastRadius: "stage", when: "Any limit is crossed", steps: [{ text: "Go back a stage." }] }] },
    variants: { baseline: { version: "old" }, candidate: { version: "new" } },
    ladders: { production: { stages: ramp } },
    ...parts,
  });
  if (value === undefined) throw new Error(problems.map(({ path, message }) => `${name}: ${path} ${message}`).join("\n"));
  return { rollout: value, environment: Environment.parse({ ...production, ...environment }) };
}

const ramp = [
  { name: "before", title: "Before" },
  { name: "canary-33", title: "A third", levers: { weight: 33 }, hold: "48h" },
  { name: "full", title: "All", levers: { weight: 100 } },
];

const production = {
  name: "production",
  title: "Production",
  cluster: "prod",
  namespace: "shop",
  kubernetesVersion: "1.33",
  prometheus: { url: "https://prometheus.example.com", ruleLabels: { release: "kube-prometheus-stack" } },
  grafana: { url: "https://grafana.example.com", delivery: "sidecar", folder: "Rollouts", labels: { grafana_dashboard: "1" } },
  tree: "https://git.example.com/rollouts/dist",
  calendar: { timeZone: "Europe/Paris", workingHours: { days: ["mon"], from: "09:00", to: "17:00" } },
};
