import type { Artifact } from "./artifact.ts";
import type { Context } from "./context.ts";

/**
 * One kind of file that is made of a rollout in an environment. Built-in
 * generators and a project's own are the same thing: one constant, one line in
 * a list.
 */
export interface Generator {
  /** File name of the generator; recorded in the lock, so that `rampart explain` can answer. */
  readonly id: string;
  /** What its files are for, in half a sentence. */
  readonly description: string;
  /** Whether it has anything to say about this rollout here. */
  applies(context: Context): boolean;
  /** The files. Pure: no clock, no network, no disk. */
  generate(context: Context): readonly Artifact[];
}
