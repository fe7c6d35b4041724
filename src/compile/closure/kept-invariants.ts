import type { Context } from "../context.ts";

/** What must hold in every stage holds in every stage: Helm values and variables keep their setting. */
export function* keptInvariants({ rollout, positions }: Context): Generator<string> {
  for (const { text, values, variables } of rollout.invariants) {
    for (const { stage, values: set, variables: environment } of positions) {
      for (const [path, wanted] of Object.entries(values)) {
        const value = set[path] ?? rollout.helm?.values[path]?.default;
        if (value !== wanted)
          yield `stage "${stage.name}" sets ${path} to ${JSON.stringify(value ?? null)}, but in all stages it must be ${JSON.stringify(wanted)}: ${text}`;
      }
      for (const [name, wanted] of Object.entries(variables)) {
        const value = environment[name] ?? rollout.variables[name]?.default;
        if (value !== wanted)
          yield `stage "${stage.name}" sets ${name} to ${JSON.stringify(value ?? null)}, but in all stages it must be ${JSON.stringify(wanted)}: ${text}`;
      }
    }
  }
}
