import { createStandingContext, stagesOf } from "../../../src/compile/compile.ts";
import type { Context } from "../../../src/compile/context.ts";
import { httpRoute } from "../../../src/compile/generators/http-route.ts";
import { ingressNginx } from "../../../src/compile/generators/ingress-nginx.ts";
import { providersOf, type Provider } from "../../../src/compile/traffic/provider.ts";
import { routingOf } from "../../../src/compile/traffic/routing-of.ts";
import type { Routing } from "../../../src/compile/traffic/routing.ts";
import type { Project } from "../../../src/project/read-project.ts";
import { contextsOf } from "../../cases/contexts.ts";
import { example } from "../../cases/example.ts";
import type { Manifest } from "./client.ts";
import { documentsOf } from "./install-definitions.ts";

/** A stage as a proxy sees it. */
export interface RoutedStage {
  readonly stage: string;
  readonly routing: Routing;
  readonly objects: readonly Manifest[];
}

/** A ladder for one provider: its stages in order, without those that route as the one before. */
export interface RoutedLadder {
  readonly name: string;
  readonly namespace: string;
  readonly provider: Provider;
  readonly stages: readonly RoutedStage[];
}

/** Every way to tell requests apart that a stage has: what the rollouts of this project don't use. */
const everyMatch = example(
  "every-match",
  {
    traffic: {
      baseline: { service: "shop-old", port: 8080 },
      candidate: { service: "shop-new", port: 9090 },
      paths: [{ path: "/" }, { path: "/api" }, { path: "/exact", type: "Exact" }],
      weightTotal: 1000,
    },
    ladders: {
      production: {
        host: "shop.example.com",
        stages: [
          { name: "before", title: "Before", levers: { canary: "absent" } },
          { name: "header", title: "Header", levers: { canary: "present", weight: 5, match: { header: { name: "X-Side" } } } },
          { name: "value", title: "Value of a header", levers: { weight: 35, match: { header: { name: "X-Side", value: "next" } } } },
          {
            name: "pattern",
            title: "Pattern of a header",
            levers: { match: { header: { name: "X-Side", pattern: "^(beta|canary)-\\d+$" } } },
          },
          { name: "cookie", title: "Cookie", levers: { weight: 333, match: { cookie: "side" } } },
          { name: "both", title: "Header and cookie", levers: { match: { header: { name: "X-Side" }, cookie: "side" } } },
          {
            name: "value-cookie",
            title: "Value and cookie",
            levers: { match: { header: { name: "X-Side", value: "next" }, cookie: "side" } },
          },
          { name: "whole", title: "All by weight", levers: { weight: 1000, match: null } },
          { name: "moved", title: "The primary is the candidate", levers: { primary: "candidate", canary: "absent" } },
        ],
      },
    },
  },
  { traffic: { ingress: { class: "nginx" }, gateway: { name: "public", namespace: "gateway-system", section: "https" } } },
);

/** A ladder whose HTTPRoute copies requests: some, all, and beside a rule that decides by a header. */
const mirroring = example(
  "mirroring",
  {
    traffic: {
      baseline: { service: "copied-old", port: 8080 },
      candidate: { service: "copied-new", port: 8080 },
      paths: [{ path: "/" }],
      mirrorBy: "route",
    },
    ladders: {
      production: {
        host: "copied.example.com",
        routedBy: ["gateway"],
        stages: [
          { name: "before", title: "Before" },
          { name: "some", title: "Copies of some", levers: { mirror: 20 } },
          { name: "shadow", title: "Copies of all", levers: { mirror: 100 } },
          { name: "testers", title: "Testers", levers: { canary: "present", match: { header: { name: "X-Side" } } } },
          { name: "canary", title: "No copies", levers: { mirror: 0, weight: 25, match: null } },
        ],
      },
    },
  },
  { traffic: { gateway: { name: "public", namespace: "gateway-system", section: "https" } } },
);

/** The ladder whose route copies requests. */
export const mirroringLadder: readonly RoutedLadder[] = laddersOf(contextsOf(mirroring));

/** The ladders of a project and of the example, for each provider that they have. */
export function routedLadders(project: Project): readonly RoutedLadder[] {
  const own = project.standings.map((standing) =>
    stagesOf(project, standing).map((stage) => createStandingContext(project, standing, stage)),
  );
  return [...own, contextsOf(everyMatch)].flatMap(laddersOf);
}

function laddersOf(contexts: readonly Context[]): readonly RoutedLadder[] {
  const [first] = contexts;
  if (first === undefined || routingOf(first) === undefined) return [];
  return providersOf(first.environment, first.ladder).map((provider) => ({
    name: `${first.environment.name} ${first.rollout.name}`,
    namespace: first.namespace,
    provider,
    stages: contexts
      .flatMap((context): readonly RoutedStage[] => {
        const routing = routingOf(context);
        const generator = provider === "http-route" ? httpRoute : ingressNginx;
        const objects = generator.generate(context).flatMap(({ content }) => documentsOf(content));
        return routing === undefined ? [] : [{ stage: context.position.stage.name, routing, objects }];
      })
      .filter(({ objects }, index, all) => JSON.stringify(objects) !== JSON.stringify(all[index - 1]?.objects)),
  }));
}
