import type { Levers } from "../model/ladder.ts";
import type { Rollout } from "../model/rollout.ts";
import type { RequestMatch } from "../model/traffic.ts";

/** What a stage moves, one short phrase a lever, as prose with `` `code` ``; empty when it moves nothing. */
export function moves(rollout: Rollout, levers: Levers): readonly string[] {
  const total = rollout.traffic?.weightTotal ?? 100;
  const { weight, match, canary, primary, mirror, values, variables, wave, tasks } = levers;
  return [
    ...(weight === undefined ? [] : [total === 100 ? `weight ${weight} %` : `weight ${weight} of ${total}`]),
    ...(match === undefined
      ? []
      : [match === null ? "no request is sent to the candidate by header or cookie any more" : matchMoves(match)]),
    ...(canary === undefined ? [] : [`canary route ${canary}`]),
    ...(primary === undefined ? [] : [`primary route to the ${primary}`]),
    ...(mirror === undefined ? [] : [mirror === 0 ? "mirror off" : `mirror ${mirror} % of requests`]),
    ...Object.entries(values ?? {}).map(([path, value]) => `\`${path}\` = \`${String(value)}\``),
    ...Object.entries(variables ?? {}).map(([name, value]) => (value === null ? `\`${name}\` unset` : `\`${name}=${value}\``)),
    ...(wave === undefined
      ? []
      : [wave === "rest" ? "all instances that are left" : `instances ${wave.map((name) => `\`${name}\``).join(", ")}`]),
    ...(tasks ?? []).map((name) => rollout.tasks[name]?.title ?? name),
  ];
}

function matchMoves({ header, cookie }: RequestMatch): string {
  const ways = [
    ...(header === undefined
      ? []
      : [
          `header \`${header.name}\`${header.value === undefined ? "" : ` = \`${header.value}\``}${header.pattern === undefined ? "" : ` matching \`${header.pattern}\``}`,
        ]),
    ...(cookie === undefined ? [] : [`cookie \`${cookie}\``]),
  ];
  return `candidate by ${ways.join(" or ")}`;
}
