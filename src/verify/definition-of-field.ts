import type { ValuePath } from "./check.ts";

/** Where a definition says what stands in a part of `rollout.yaml`; in the ladder of the environment where it does. */
const told: Readonly<Record<string, (environment: string) => ValuePath>> = {
  stages: (environment) => ["ladders", environment, "stages"],
  host: (environment) => ["ladders", environment, "host"],
  window: (environment) => ["ladders", environment, "window"],
  weightTotal: () => ["traffic"],
  backends: () => ["traffic"],
  tls: () => ["traffic"],
  owners: () => ["contacts"],
  image: () => ["image"],
  gates: () => ["gates"],
  alerts: () => ["alerts"],
  rollback: () => ["rollback"],
  invariants: () => ["invariants"],
  team: () => ["team"],
  service: () => ["service"],
};

/** The path in a definition of a field of its `Rollout`; `undefined` where something else says it: the environment, the state. */
export function definitionOfField([top, part]: ValuePath, environment: string): ValuePath | undefined {
  if (top !== "spec" || typeof part !== "string" || !Object.hasOwn(told, part)) return undefined;
  return told[part]?.(environment);
}
