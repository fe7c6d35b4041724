import { addresses } from "./functions/addresses.ts";
import { authorizerFunctions, authorizerSelectors } from "./functions/authorizer.ts";
import { conversions } from "./functions/conversions.ts";
import { formatString } from "./functions/format-string.ts";
import { extendedLists, kubernetesLists, listsIncludes } from "./functions/lists.ts";
import { namedFormats } from "./functions/named-formats.ts";
import { mixedRelations, operators } from "./functions/operators.ts";
import { optionals } from "./functions/optionals.ts";
import { quantity } from "./functions/quantity.ts";
import { matches, regex } from "./functions/regex.ts";
import { semver } from "./functions/semver.ts";
import { sets } from "./functions/sets.ts";
import { strings } from "./functions/strings.ts";
import { time } from "./functions/time.ts";
import { urls } from "./functions/urls.ts";
import type { Functions, Overload } from "./overload.ts";

/** What a Kubernetes release adds to CEL. */
interface Addition {
  /** Minor version of the release: 29 for 1.29. */
  readonly since: number;
  readonly functions: Functions;
}

/**
 * All functions, with the release that brings them. `math`, `base64` and
 * `cel.bind` are in none.
 * @see https://kubernetes.io/docs/reference/using-api/cel/#cel-options-language-features-and-libraries
 */
const additions: readonly Addition[] = [
  ...[operators, conversions, time, matches, strings, regex, urls, kubernetesLists].map((functions) => ({ since: 0, functions })),
  { since: 27, functions: authorizerFunctions },
  { since: 28, functions: mixedRelations },
  { since: 28, functions: optionals },
  { since: 28, functions: quantity },
  { since: 29, functions: formatString },
  { since: 29, functions: sets },
  { since: 30, functions: addresses },
  { since: 31, functions: namedFormats },
  { since: 31, functions: authorizerSelectors },
  { since: 33, functions: semver },
  { since: 34, functions: extendedLists },
  { since: 37, functions: listsIncludes },
];

/** Releases that bring a part of the language instead of a function. */
export const languageSince = { optionals: 28, literalChecks: 29, twoVariables: 32 } as const;

/** The functions of a release and the release itself. */
export interface Library {
  /** Minor version: 32 for 1.32. */
  readonly minor: number;
  readonly functions: ReadonlyMap<string, readonly Overload[]>;
}

const libraries = new Map<number, Library>();

/** The library of a release by its minor version. */
export function libraryOf(minor: number): Library {
  const known = libraries.get(minor);
  if (known !== undefined) return known;
  const functions = new Map<string, readonly Overload[]>();
  for (const addition of additions) {
    if (addition.since > minor) continue;
    for (const [name, overloads] of Object.entries(addition.functions)) functions.set(name, [...(functions.get(name) ?? []), ...overloads]);
  }
  const library = { minor, functions };
  libraries.set(minor, library);
  return library;
}

/**
 * The library with which an API server compiles a policy when it is created:
 * that of the release before its own, so that the server can be rolled back.
 */
export function libraryFor(kubernetesVersion: string): Library {
  return libraryOf(Number(kubernetesVersion.split(".")[1]) - 1);
}

/** The first release (of the API server) that takes a function in a new policy, or `undefined` when none does. */
export function introducedIn(name: string): string | undefined {
  const addition = additions.find(({ functions }) => Object.hasOwn(functions, name));
  return addition === undefined ? undefined : releaseAfter(addition.since);
}

/** The release that takes in new policies what the given one brings. */
export function releaseAfter(minor: number): string {
  return `1.${minor + 1}`;
}
