import { codeUnitOrder } from "../../base/code-unit-order.ts";
import type { Context } from "../context.ts";
import { headerPattern } from "./header-pattern.ts";
import { nginxPrefix } from "./ingresses.ts";
import { providersOf } from "./provider.ts";
import { routingOf } from "./routing-of.ts";
import type { Warning } from "./warning.ts";

/** What works on the way of this rollout, but not as one might think. The same at every stage of the ladder. */
export function trafficWarnings(context: Context): readonly Warning[] {
  if (routingOf(context) === undefined) return [];
  return [...sticky(context), ...words(context), ...lost(context), ...mirrored(context), ...patterns(context)];
}

function* sticky({ rollout, positions }: Context): Generator<Warning> {
  const cookie = rollout.traffic?.affinityCookie;
  if (cookie === undefined) return;
  if (positions.some(({ weight }) => weight > 0)) {
    yield {
      message: `sessions are bound by cookie "${cookie}", so a new weight moves new sessions only`,
      hint: "expect the candidate's share to trail the weight by the life of a session, both up and down",
    };
  }
  if (positions.some(({ match }) => match !== undefined)) {
    yield {
      message: `a session that cookie "${cookie}" binds to the baseline is not moved by a header or cookie match`,
      hint: `test a match without the cookie "${cookie}"`,
    };
  }
}

function* words({ positions }: Context): Generator<Warning> {
  const stage = positions.find(({ match }) => match?.header?.value === "always");
  const name = stage?.match?.header?.name;
  if (stage === undefined || name === undefined) return;
  yield {
    message: `stage "${stage.stage.name}" sends header ${name} with value "always" to the candidate, but "never" keeps nobody away: words stop working beside a value`,
    hint: "leave out match.header.value to have both always and never",
  };
}

function* lost({ rollout, environment, ladder }: Context): Generator<Warning> {
  if (!providersOf(environment, ladder).includes("http-route")) return;
  const annotations = Object.keys(rollout.traffic?.annotations ?? {}).filter((annotation) => annotation.startsWith(nginxPrefix));
  if (annotations.length === 0) return;
  yield {
    message: `what these annotations do has no counterpart in the HTTPRoute: ${annotations.toSorted(codeUnitOrder).join(", ")}`,
    hint: `set it by a policy of gateway "${environment.traffic.gateway?.name ?? ""}", where it matters there`,
  };
}

function* mirrored({ rollout, positions }: Context): Generator<Warning> {
  const both = positions.find(({ mirrorPercent, weight, canary }) => mirrorPercent > 0 && weight > 0 && canary === "present");
  if (both === undefined || rollout.traffic?.mirrorBy !== "route") return;
  yield {
    message: `stage "${both.stage.name}" mirrors while it sends a weight, so the candidate gets copies of requests that it answers itself`,
    hint: "set mirror: 0 in the stage of the first weight",
  };
}

function* patterns({ environment, ladder, positions }: Context): Generator<Warning> {
  if (providersOf(environment, ladder).includes("http-route")) return;
  const written = positions
    .map(({ match }) => match?.header?.pattern)
    .find((pattern) => pattern !== undefined && headerPattern(pattern).problem !== undefined);
  if (written === undefined) return;
  yield {
    message: `header pattern ${written} cannot move to the Gateway API: it has ${headerPattern(written).problem ?? "no counterpart"}`,
    hint: "write it without, to keep that way open",
  };
}
