import type { Check } from "./check.ts";
import { builtInChecks } from "./checks/index.ts";
import { ownChecks } from "./own-checks.ts";
import { policyChecks, type PolicyTrust } from "./policy-checks.ts";

/** What a project adds to the checks that come with Rampart. */
export interface ProjectChecks {
  /** Texts of `policies/`, by path below the project's root. */
  readonly policies?: ReadonlyMap<string, string>;
  /** What holds where a change is judged. */
  readonly trust?: PolicyTrust;
  /** Default export of `rampart.config.ts`; nothing where definitions are not run. */
  readonly config?: unknown;
}

/** All checks that judge a project. */
export function checksFor({ config, policies, trust }: ProjectChecks): readonly Check[] {
  const known = [...builtInChecks, ...policyChecks(policies ?? new Map(), trust)];
  return [...known, ...ownChecks(config, known)];
}
