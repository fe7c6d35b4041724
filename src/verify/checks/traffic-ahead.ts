import { headerPattern } from "../../compile/traffic/header-pattern.ts";
import { providersOf } from "../../compile/traffic/provider.ts";
import { routingOf } from "../../compile/traffic/routing-of.ts";
import type { Context } from "../../compile/context.ts";
import type { Position } from "../../compile/position.ts";
import type { DefinitionCheck, Report } from "../check.ts";

type Warning = Pick<Report, "message" | "hint" | "severity"> & { readonly stage: Position };

/**
 * The traps of `traffic-traps` in stages that are still to come: better known
 * when the definition is written than when its ramp is under way.
 */
export const trafficAhead: DefinitionCheck = {
  code: "traffic-ahead",
  severity: "warning",
  description: "no stage ahead routes requests otherwise than it seems to",
  scope: "definition",
  *check(context) {
    if (routingOf(context) === undefined) return;
    const { position, definition, environment } = context;
    for (const { stage, ...warning } of [...sticky(context), ...words(context), ...mirrored(context), ...patterns(context)]) {
      if (stage.index <= position.index) continue;
      yield { ...warning, file: definition, path: ["ladders", environment.name, "stages", stage.index, "levers"] };
    }
  },
};

function* sticky({ rollout, positions }: Context): Generator<Warning> {
  const cookie = rollout.traffic?.affinityCookie;
  if (cookie === undefined) return;
  const moving = positions.find(({ weight, canary }) => weight > 0 && canary === "present");
  if (moving !== undefined) {
    yield {
      stage: moving,
      message: `Stage "${moving.stage.name}" sends a weight while sessions are bound by cookie "${cookie}", so it moves new sessions only`,
      hint: "expect the candidate's share to trail the weight by the life of a session, both up and down",
    };
  }
  const matching = positions.find(({ match }) => match !== undefined);
  if (matching !== undefined) {
    yield {
      stage: matching,
      message: `Stage "${matching.stage.name}" matches requests while sessions are bound by cookie "${cookie}", and a bound session is not moved by a match`,
      hint: `test the match without the cookie "${cookie}"`,
    };
  }
}

function* words({ positions }: Context): Generator<Warning> {
  const found = positions.find(({ match }) => match?.header?.value === "always");
  if (found === undefined) return;
  yield {
    stage: found,
    message: `Stage "${found.stage.name}" sends header ${found.match?.header?.name ?? ""} with value "always" to the candidate, but "never" keeps nobody away: words stop working beside a value`,
    hint: "leave out match.header.value to have both always and never",
  };
}

function* mirrored({ rollout, positions }: Context): Generator<Warning> {
  const both = positions.find(({ mirrorPercent, weight, canary }) => mirrorPercent > 0 && weight > 0 && canary === "present");
  if (both === undefined || rollout.traffic?.mirrorBy !== "route") return;
  yield {
    stage: both,
    message: `Stage "${both.stage.name}" mirrors while it sends a weight, so the candidate gets copies of requests that it answers itself`,
    hint: "set mirror: 0 in the stage of the first weight",
  };
}

function* patterns({ environment, ladder, positions }: Context): Generator<Warning> {
  if (providersOf(environment, ladder).includes("http-route")) return;
  for (const stage of positions) {
    const pattern = stage.match?.header?.pattern;
    const problem = pattern === undefined ? undefined : headerPattern(pattern).problem;
    if (pattern === undefined || problem === undefined) continue;
    yield {
      stage,
      message: `Header pattern ${pattern} of stage "${stage.stage.name}" cannot move to the Gateway API: it has ${problem}`,
      hint: "write it without, to keep that way open",
      severity: "notice",
    };
    return;
  }
}
