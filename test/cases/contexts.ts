import { createContext, type Context } from "../../src/compile/context.ts";
import type { Environment } from "../../src/model/environment.ts";
import type { Rollout } from "../../src/model/rollout.ts";

/** The contexts of all stages of a rollout's ladder in an environment. */
export function contextsOf({ rollout, environment }: { readonly rollout: Rollout; readonly environment: Environment }): readonly Context[] {
  const ladder = rollout.ladders[environment.name];
  if (ladder === undefined) throw new Error(`"${rollout.name}" has no ladder for "${environment.name}"`);
  return ladder.stages.map(({ name }) =>
    createContext({ rollout, environment, ladder, stage: name, ledger: [], definition: `rollouts/${rollout.name}.ts`, template: () => "" }),
  );
}
