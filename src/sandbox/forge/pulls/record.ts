import type { PullEvent } from "../state.ts";
import type { World } from "../world.ts";

/** Writes an event into the timeline of a pull request. An actor that nobody knows is GitHub itself. */
export function record(
  world: World,
  pull: { readonly number: number },
  event: string,
  actor: string | null,
  more: Partial<PullEvent> = {},
): void {
  world.state.events.push({ id: world.nextId(), issue: pull.number, event, actor: actor ?? "ghost", at: world.now(), ...more });
}
