import type { Check } from "../check.ts";

/** The checks that come with Rampart: one file, one test and one page in `docs/checks/` each, one line here. */
export const builtInChecks: readonly Check[] = [];
