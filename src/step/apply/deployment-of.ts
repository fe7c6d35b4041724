import type { Context } from "../../compile/context.ts";
import type { DeploymentState } from "../../forge/forge.ts";
import type { Decision } from "../decide/decision.ts";
import type { WantedDeployment } from "./wanted.ts";

/**
 * The deployment that tells on the repository's Environments page where a
 * rollout stands: one for each stay at a stage, under an environment of its own,
 * since a newer one of the same environment makes the older inactive.
 */
export function deploymentOf(context: Context, decision: Decision, commit: string): WantedDeployment | undefined {
  const { rollout, environment, position, ledger } = context;
  if (ledger.length === 0) return undefined;
  return {
    state: stateOf(decision),
    deployment: {
      commit,
      environment: `${environment.name}/${rollout.name}`,
      task: `rampart:${ledger.length}:${position.stage.name}`,
      description: `${position.stage.name}, ${position.candidatePercent} % on the candidate`,
      production: environment.labels["rampart.dev/environment"] === "production" || environment.name === "production",
    },
  };
}

function stateOf({ kind }: Decision): DeploymentState {
  switch (kind) {
    case "advance":
    case "finish":
    case "clean-up":
    case "done":
      return "success";
    case "roll-back":
    case "restart":
      return "failure";
    default:
      return "in_progress";
  }
}
