import type { ProjectCheck } from "../check.ts";

/** Days after which a freeze is over for good, beside what has been done since. */
const longOver = 366;

/**
 * A freeze says why nothing moves. One that lies within another says nothing,
 * and one that is long over is left over: judged by the latest step of its
 * environment, as nothing here has a clock.
 */
export const definitionFreezes: ProjectCheck = {
  code: "definition-freezes",
  scope: "project",
  severity: "warning",
  description: "freezes end after they begin, do not lie within others and are not long over",
  *check({ project }) {
    for (const { value: environment, file } of project.environments.values()) {
      const { freezes } = environment.calendar;
      const steps = project.standings
        .filter((standing) => standing.environment === environment.name)
        .flatMap(({ ledger }) => ledger.map(({ at }) => at));
      const latest = steps.toSorted().at(-1);
      for (const [index, { name, from, to }] of freezes.entries()) {
        const place = { file, path: ["calendar", "freezes", index] };
        if (to < from) {
          yield {
            severity: "error",
            message: `Freeze "${name}" ends (${to}) before it begins (${from})`,
            hint: "correct from or to",
            ...place,
          };
          continue;
        }
        const around = freezes.find(
          (other, position) =>
            position !== index && other.from <= from && other.to >= to && (other.from < from || other.to > to || position < index),
        );
        if (around !== undefined)
          yield {
            message: `Freeze "${name}" (${from} to ${to}) lies within freeze "${around.name}" (${around.from} to ${around.to})`,
            hint: "remove one of them",
            ...place,
          };
        if (latest !== undefined && days(latest) - days(to) > longOver)
          yield {
            message: `Freeze "${name}" ended on ${to}, more than a year before the latest step in "${environment.name}" (${latest.slice(0, 10)})`,
            hint: "remove it",
            ...place,
          };
      }
    }
  },
};

function days(date: string): number {
  return Math.floor(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 86_400_000);
}
