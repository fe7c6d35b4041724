import type { Decision } from "./decision.ts";
import type { Facts } from "./facts.ts";

/** One thing that decides, or leaves it to those after it. */
export type Rule = (facts: Facts) => Decision | undefined;
