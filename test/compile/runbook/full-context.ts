import { readFileSync } from "node:fs";
import { runbook } from "../../../src/compile/generators/runbook.ts";
import { createContext, type Context } from "../../../src/compile/context.ts";
import { checkRollout } from "../../../src/model/check-rollout.ts";
import { Environment } from "../../../src/model/environment.ts";
import type { LedgerEntry } from "../../../src/model/ledger-entry.ts";
import type { Rollout } from "../../../src/model/rollout.ts";
import { fullDefinition } from "./full-definition.ts";

export const environment = Environment.parse({
  name: "staging",
  title: "Staging title",
  cluster: "cluster-name",
  namespace: "environment-namespace",
  kubernetesVersion: "1.33",
  hostSuffixes: ["staging.example.com"],
  traffic: { ingress: { class: "ingress-class" }, gateway: { name: "gateway-name", namespace: "gateway-namespace" } },
  prometheus: { url: "https://prometheus.example.com" },
  grafana: { url: "https://grafana.example.com", delivery: "sidecar", folder: "Rollouts", labels: {} },
  tree: "https://github.com/example/rollouts/blob/main/dist",
  expectedTraffic: { "service-name": { requests: "40/s", usersPerDay: 1200, errors: "0.02 %" } },
  calendar: {
    timeZone: "Europe/Paris",
    workingHours: { days: ["mon", "fri"], from: "09:00", to: "17:00" },
    freezes: [{ name: "freeze-name", from: "2026-12-19", to: "2027-01-04", reason: "Reason of the freeze", owner: "Owner of the freeze" }],
  },
  approvals: { advance: 2, rollback: 1, teams: ["approving-team"] },
});

export const ledger: readonly LedgerEntry[] = [
  {
    environment: "staging",
    from: "before",
    to: "moved",
    image: { tag: "v2.0.0", digest: `sha256:${"c3".repeat(32)}` },
    revision: "revision-17",
    at: "2026-11-16T09:20:00Z",
    operator: "j.martin",
    evidence: [{ gate: "limit", verdict: "pass", value: "0.02 %" }],
    reason: "Reason of the step",
  },
];

/** A definition as it is read from disk. */
export function parsed(definition: unknown): Rollout {
  const { value, problems } = checkRollout(definition);
  if (value === undefined) throw new Error(problems.map(({ path, message }) => `${path} ${message}`).join("\n"));
  return value;
}

export const full = parsed(fullDefinition);

/** The context of a rollout in staging. */
export function contextOf(rollout: Rollout, stage: string, entries: readonly LedgerEntry[] = ledger): Context {
  const ladder = rollout.ladders["staging"];
  if (ladder === undefined) throw new Error("expected a ladder for staging");
  return createContext({
    rollout,
    environment,
    ladder,
    stage,
    ledger: entries,
    definition: `rollouts/${rollout.name}.ts`,
    template: (name) => readFileSync(new URL(`../../../templates/${name}.hbs`, import.meta.url), "utf8"),
  });
}

/** The runbook of a rollout in staging. */
export function runbookOf(rollout: Rollout, stage: string, entries?: readonly LedgerEntry[]): string {
  const [artifact, ...others] = runbook.generate(contextOf(rollout, stage, entries));
  if (artifact?.path !== "RUNBOOK.md" || others.length > 0) throw new Error("expected RUNBOOK.md alone");
  return artifact.content;
}
