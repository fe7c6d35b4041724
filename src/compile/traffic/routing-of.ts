import { rememberingFor } from "../../base/remembering.ts";
import { UserError } from "../../base/user-error.ts";
import type { Context } from "../context.ts";
import type { Position } from "../position.ts";
import { disagreements } from "./disagreements.ts";
import { providersOf, type Provider } from "./provider.ts";
import { routing, sameBackend, type Routing } from "./routing.ts";
import { inexpressible, translatable } from "./translatable.ts";

/**
 * The routing of a rollout at its stage, or `undefined` where it has no
 * traffic. Every stage of the ladder is looked at, so that a stage that cannot
 * be reached soundly is refused before the first step.
 * @throws {UserError} where a stage sends requests nowhere, or to a route that cannot say what is asked.
 */
export const routingOf = rememberingFor((context: Context): Routing | undefined => {
  const { rollout, ladder, environment } = context;
  const { traffic } = rollout;
  if (traffic === undefined || ladder.host === undefined) return undefined;
  const providers = providersOf(environment, ladder);
  if (providers.length === 0) {
    const wanted = ladder.routedBy?.join(" or ") ?? "ingress or gateway";
    throw new UserError(`Cannot route "${rollout.name}" in "${environment.name}": the environment has no ${wanted}`, {
      hint: `add traffic.${ladder.routedBy?.[0] ?? "ingress"} to environment "${environment.name}", or change routedBy of the ladder`,
    });
  }
  const { host } = ladder;
  for (const position of context.positions) {
    const route = routing(traffic, host, position);
    const [problem] = [...contradictions(route, position), ...unsaid(route, providers)];
    if (problem !== undefined) {
      throw new UserError(`Cannot route "${rollout.name}" in "${environment.name}" at stage "${position.stage.name}": ${problem.message}`, {
        hint: problem.hint,
      });
    }
    const [difference] = providers.length > 1 ? disagreements(route) : [];
    if (difference !== undefined)
      throw new Error(`Ingress and HTTPRoute of "${rollout.name}" differ at stage "${position.stage.name}": ${difference}`);
  }
  return routing(traffic, host, context.position);
});

/** What the providers have no words for; with several, what they would not say alike. */
function unsaid(route: Routing, providers: readonly Provider[]): readonly Problem[] {
  const [only, ...more] = providers;
  const all = only === undefined || more.length > 0 ? translatable(route) : inexpressible(route, only);
  return all.map(({ reason, hint }) => ({ message: reason, hint }));
}

interface Problem {
  readonly message: string;
  readonly hint: string;
}

/** Levers that do not go together; ingress-nginx would drop the canary, or the weight, without a word. */
function* contradictions(route: Routing, { weight, weightTotal, match }: Position): Generator<Problem> {
  const { canary, primary, backends, mirrorPercent } = route;
  if (weight > weightTotal) {
    yield {
      message: `weight ${weight} is more than the ${weightTotal} parts there are`,
      hint: "lower the weight, or set traffic.weightTotal",
    };
  }
  if (canary !== undefined && sameBackend(backends[primary], backends.candidate)) {
    yield {
      message: "the primary already points to the candidate, so ingress-nginx drops the canary silently",
      hint: 'set canary: "absent" in the stage that sets primary: "candidate"',
    };
  }
  if (canary === undefined && primary === "baseline" && weight > 0) {
    yield {
      message: `weight ${weight} has no canary to go to`,
      hint: 'set weight: 0 in the stage that sets canary: "absent", or point the primary to the candidate with primary: "candidate"',
    };
  }
  if (canary === undefined && primary === "baseline" && match !== undefined) {
    yield { message: "its match has no canary to go to", hint: 'set match: null in the stage that sets canary: "absent"' };
  }
  if (mirrorPercent > 0 && primary === "candidate") {
    yield {
      message: `mirrors ${mirrorPercent} % of requests to the backend that answers them`,
      hint: 'set mirror: 0 in the stage that sets primary: "candidate"',
    };
  }
}
