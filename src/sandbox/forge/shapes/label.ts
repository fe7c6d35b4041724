import type { World } from "../world.ts";
import type { Label } from "../state.ts";
import { nodeId } from "./node-id.ts";
import { repositoryUrl } from "./repository.ts";

/** A label. */
export function label(world: World, { id, name, color, description }: Label): Readonly<Record<string, unknown>> {
  const url = `${repositoryUrl(world)}/labels/${encodeURIComponent(name)}`;
  return { id, node_id: nodeId("LA", id), url, name, color, description, default: false };
}

/** A label by its name, whatever its case. */
export function labelNamed({ state }: World, name: string): Label | undefined {
  return state.labels.find((one) => one.name.toLowerCase() === name.toLowerCase());
}

/** Labels by their names. */
export function labelsNamed(world: World, names: readonly string[]): readonly Readonly<Record<string, unknown>>[] {
  return names.flatMap((name) => {
    const known = labelNamed(world, name);
    return known === undefined ? [] : [label(world, known)];
  });
}
