import type { Context } from "../../compile/context.ts";

/**
 * Names of the probes that the current stage needs, in the order of the
 * definition: those of its gates, and those that steps of its procedures name
 * in this environment.
 */
export function neededProbes({ rollout, environment, position }: Context): readonly string[] {
  const { gates, procedures } = position.stage;
  const asked = new Set<string>([
    ...gates.flatMap((name) => {
      const gate = rollout.gates[name];
      return gate?.kind === "probe" ? gate.probes : gate?.kind === "receipt" ? gate.receipts : [];
    }),
    ...procedures
      .flatMap((name) => rollout.procedures[name]?.steps ?? [])
      .filter(({ environments }) => environments?.includes(environment.name) ?? true)
      .flatMap(({ probes }) => probes),
  ]);
  return Object.keys(rollout.probes).filter((name) => asked.has(name));
}
