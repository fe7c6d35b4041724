import type { Rollout } from "../../model/rollout.ts";
import type { ProjectCheck } from "../check.ts";

/** Environments that wait for each other are never reached. */
export const definitionEntry: ProjectCheck = {
  code: "definition-entry",
  scope: "project",
  severity: "error",
  description: "no ladder waits, through others, for itself",
  *check({ project }) {
    for (const { value: rollout, file } of project.rollouts.values()) {
      for (const environment of Object.keys(rollout.ladders)) {
        const way = wayBack(rollout, environment);
        if (way === undefined) continue;
        yield {
          message: `The ladder of "${environment}" can never start: it waits for ${way.map((name) => `"${name}"`).join(", which waits for ")}`,
          hint: "remove one of the entry conditions",
          file,
          path: ["ladders", environment, "entry"],
        };
      }
    }
  },
};

/** Environments through which a ladder waits for itself. */
function wayBack({ ladders }: Rollout, start: string): readonly string[] | undefined {
  const seen = new Set<string>();
  const open: (readonly string[])[] = [[start]];
  for (let way = open.pop(); way !== undefined; way = open.pop()) {
    for (const { environment } of ladders[way.at(-1) ?? ""]?.entry ?? []) {
      if (environment === start) return [...way.slice(1), environment];
      if (seen.has(environment)) continue;
      seen.add(environment);
      open.push([...way, environment]);
    }
  }
  return undefined;
}
