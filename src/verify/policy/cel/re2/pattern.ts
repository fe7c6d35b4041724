import type { CharacterSet } from "./character-set.ts";

/** A place that a pattern asks for without taking a character. */
export type Assertion = "text-start" | "text-end" | "line-start" | "line-end" | "word-boundary" | "no-word-boundary";

/** What a regular expression says. Groups matter only for their extent, because CEL asks for whole matches. */
export type Pattern =
  | { readonly kind: "set"; readonly set: CharacterSet }
  | { readonly kind: "assert"; readonly assertion: Assertion }
  | { readonly kind: "sequence"; readonly items: readonly Pattern[] }
  | { readonly kind: "choice"; readonly items: readonly Pattern[] }
  | {
      readonly kind: "repeat";
      readonly item: Pattern;
      readonly least: number;
      readonly most: number | undefined;
      readonly greedy: boolean;
    };
