import type { Generator } from "./generator.ts";

/** A project's own settings: the default export of `rampart.config.ts` at its root. */
export interface Config {
  /** Generators that run after the built-in ones. */
  readonly generators?: readonly Generator[];
  /** Checks that `rampart verify` runs after the built-in ones, each made by `defineCheck`. */
  readonly checks?: readonly { readonly code: string }[];
}
