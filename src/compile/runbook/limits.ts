import { inline, type Markdown } from "../../base/markdown.ts";
import type { Bound, ChangeBound } from "../../model/gate.ts";
import { amountLimit, changeLimit, limitWords, type Limit } from "../observability/limit.ts";

/** A limit in words: `above 0.1 %`. */
export function bound(limit: Bound): Markdown {
  return inline(limitWords(amountLimit(limit)));
}

/** The limit of a gate in words. */
export function gateLimit(limit: Limit): Markdown {
  return inline(limitWords(limit));
}

/** A limit of the change against the baseline in words: `above 1.5x the baseline`, `above +0.5 pp against the baseline`. */
export function changeBound(limit: ChangeBound): Markdown {
  return inline(limitWords(changeLimit(limit)));
}
