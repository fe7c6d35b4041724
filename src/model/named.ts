import type { NameKind, Ref } from "./name.ts";

/** For each kind of thing, the names that a definition gives. */
export type NameSets = { readonly [Kind in NameKind]: string };

/**
 * `T` as an author writes it: wherever a name refers to something of the same
 * definition, only names that the definition gives are accepted, so that a
 * dangling name does not compile and editors complete the right ones.
 */
export type Named<T, Names extends NameSets> =
  T extends Ref<infer Kind>
    ? Names[Kind]
    : T extends string | number | boolean | null | undefined
      ? T
      : T extends readonly [unknown, ...unknown[]]
        ? Readonly<T>
        : T extends readonly (infer Element)[]
          ? readonly Named<Element, Names>[]
          : [keyof T] extends [Ref<infer Kind>]
            ? { readonly [Name in Names[Kind]]?: Named<T[keyof T], Names> }
            : { readonly [Key in keyof T]: Named<T[Key], Names> };
