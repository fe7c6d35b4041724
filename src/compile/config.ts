import type { Generator } from "./generator.ts";

/** A project's own settings: the default export of `rampart.config.ts` at its root. */
export interface Config {
  /** Generators that run after the built-in ones. */
  readonly generators?: readonly Generator[];
}
