import type { Check } from "./check.ts";
import { builtInChecks } from "./checks/index.ts";
import { ownChecks } from "./own-checks.ts";

/** What a project adds to the checks that come with Rampart. */
export interface ProjectChecks {
  /** Checks made of `policies/`, one for each binding of a policy. */
  readonly policies?: readonly Check[];
  /** Default export of `rampart.config.ts`; nothing where definitions are not run. */
  readonly config?: unknown;
}

/** All checks that judge a project. */
export function checksFor({ policies = [], config }: ProjectChecks): readonly Check[] {
  const known = [...builtInChecks, ...policies];
  return [...known, ...ownChecks(config, known)];
}
