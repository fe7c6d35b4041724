import type { Check } from "./check.ts";

/** Declares a check of a project's own. */
export function defineCheck<Own extends Check>(check: Own): Own {
  return check;
}
