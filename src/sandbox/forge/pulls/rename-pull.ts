import type { Pull } from "../state.ts";
import type { World } from "../world.ts";
import { record } from "./record.ts";

/** Gives a pull request another title. */
export function renamePull(world: World, pull: Pull, by: string, title: string): void {
  if (pull.title === title) return;
  record(world, pull, "renamed", by, { rename: { from: pull.title, to: title } });
  pull.title = title;
}
