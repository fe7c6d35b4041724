import type { z } from "zod";
import { createContext, type Context } from "../../../src/compile/context.ts";
import { Environment } from "../../../src/model/environment.ts";
import type { NameKind } from "../../../src/model/name.ts";
import type { Named } from "../../../src/model/named.ts";
import { Rollout } from "../../../src/model/rollout.ts";

/** A rollout as it is written, any text being a name. */
type RolloutInput = Named<z.input<typeof Rollout>, Record<NameKind, string>>;
type EnvironmentInput = z.input<typeof Environment>;
type LadderInput = RolloutInput["ladders"][string];

/** What a test says of a rollout; the rest is a plain rollout of service `checkout` in environment `prod`. */
export interface Fixture {
  readonly rollout?: Partial<RolloutInput> | undefined;
  readonly ladder?: Partial<LadderInput> | undefined;
  readonly stages?: LadderInput["stages"] | undefined;
  readonly routes?: EnvironmentInput["traffic"] | undefined;
  /** Stage to stand at; the last when left out. */
  readonly at?: string | undefined;
}

export const both: EnvironmentInput["traffic"] = {
  ingress: { class: "nginx" },
  gateway: { name: "public", namespace: "gateways", section: "https" },
};

export const traffic: NonNullable<RolloutInput["traffic"]> = {
  baseline: { service: "checkout-v1", port: 8080 },
  candidate: { service: "checkout-v2", port: 9090 },
};

/** A stage of one lever or more. */
export function stage(name: string, levers: LadderInput["stages"][number]["levers"] = {}): LadderInput["stages"][number] {
  return { name, title: name, levers };
}

/** The context that generators get. */
export function contextOf({
  rollout = {},
  ladder = {},
  stages = [stage("before"), stage("after")],
  routes = both,
  at,
}: Fixture = {}): Context {
  const parsed = Rollout.parse({
    name: "checkout-v2",
    title: "Checkout 2",
    summary: "Replaces the checkout.",
    service: "checkout",
    team: "shop",
    contacts: { shop: { role: "Shop team" } },
    rollback: { levels: [{ title: "Back", blastRadius: "stage", when: "Any trigger is met.", steps: [{ text: "Go back." }] }] },
    traffic,
    ladders: { prod: { host: "shop.example.com", stages, ...ladder } },
    ...rollout,
  });
  const environment = Environment.parse({
    name: "prod",
    title: "Production",
    cluster: "prod-1",
    namespace: "shop",
    kubernetesVersion: "1.33",
    traffic: routes,
    prometheus: { url: "https://prometheus.example.com" },
    grafana: { url: "https://grafana.example.com", delivery: "sidecar", folder: "Rollouts", labels: {} },
    tree: "https://git.example.com/tree/dist",
    calendar: { timeZone: "Europe/Paris", workingHours: { days: ["mon"], from: "09:00", to: "17:00" } },
  });
  const own = parsed.ladders["prod"];
  if (own === undefined) throw new RangeError("The fixture has no ladder for prod");
  return createContext({
    rollout: parsed,
    environment,
    ladder: own,
    stage: at ?? own.stages.at(-1)?.name ?? "",
    ledger: [],
    definition: "rollouts/checkout-v2.ts",
    template: (name) => name,
  });
}
