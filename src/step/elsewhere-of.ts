import type { Project, Standing } from "../project/read-project.ts";
import type { Elsewhere } from "./decide/facts.ts";

/** Where a rollout stands in the other environments. */
export function elsewhereOf({ standings, rollouts }: Project, { environment, rollout }: Standing): readonly Elsewhere[] {
  return standings
    .filter((other) => other.rollout === rollout && other.environment !== environment)
    .map((other) => ({
      environment: other.environment,
      stages: rollouts.get(rollout)?.value.ladders[other.environment]?.stages.map(({ name }) => name) ?? [],
      stage: other.stage,
      ledger: other.ledger,
    }));
}
