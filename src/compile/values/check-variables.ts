import { UserError } from "../../base/user-error.ts";
import type { Context } from "../context.ts";

/**
 * Environment variables must be fit to stand in a file in Git.
 * @throws {UserError} for a secret, and for a value that is not allowed.
 */
export function checkVariables({ rollout, environment, positions }: Context): void {
  for (const { stage, variables } of positions) {
    const where = `Cannot set environment variables of "${rollout.name}" in "${environment.name}" at stage "${stage.name}"`;
    for (const [name, value] of Object.entries(variables)) {
      const variable = rollout.variables[name];
      if (variable?.format === "secret") {
        throw new UserError(`${where}: ${name} is a secret, and a stage would write it into Git`, {
          hint: "let the workload read it from a Secret, and remove it from the stage's levers",
        });
      }
      if (variable?.allowed !== undefined && !variable.allowed.includes(value)) {
        throw new UserError(
          `${where}: ${name} is ${JSON.stringify(value)}, expected ${variable.allowed.map((one) => JSON.stringify(one)).join(" or ")}`,
          {
            hint: `set an allowed value, or extend variables.${name}.allowed`,
          },
        );
      }
    }
  }
}
