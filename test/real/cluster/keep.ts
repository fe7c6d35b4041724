import type { Client, Manifest } from "./client.ts";
import { nameOf } from "./install-definitions.ts";
import type { RoutedStage } from "./routed-ladders.ts";
import { identity } from "./stages.ts";

/** Applies an object. Throws with the API server's words when it refuses. */
export async function keep(client: Client, object: Manifest): Promise<void> {
  const { status, body } = await client.apply(object);
  if (status >= 300) throw new Error(`${nameOf(object)} was refused: ${String(body["message"])}`);
}

/** Goes from one stage to another as a GitOps tool does: applies, then removes what is no longer wanted. */
export async function moveStage(client: Client, from: RoutedStage | undefined, to: RoutedStage | undefined): Promise<void> {
  const kept = new Set((to?.objects ?? []).map(identity));
  for (const object of to?.objects ?? []) await keep(client, object);
  for (const object of from?.objects ?? []) if (!kept.has(identity(object))) await client.remove(object);
}
