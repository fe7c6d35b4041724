import type { Generator } from "./generator.ts";

/** Declares a generator of a project's own. */
export function defineGenerator(generator: Generator): Generator {
  return generator;
}
