import { inline, md, type Markdown } from "../../base/markdown.ts";
import type { Bound, ChangeBound } from "../../model/gate.ts";
import { dimensionOf } from "../../model/quantity.ts";

/** A limit in words: `above 0.1 %`. */
export function bound(limit: Bound): Markdown {
  return "above" in limit ? md`above ${phrase(limit.above)}` : md`below ${phrase(limit.below)}`;
}

/** A limit of the change against the baseline in words: `above 1.5x the baseline`, `above +0.5 pp against the baseline`. */
export function changeBound(limit: ChangeBound): Markdown {
  return "above" in limit ? md`above ${change(limit.above)}` : md`below ${change(limit.below)}`;
}

function change(amount: string): Markdown {
  return dimensionOf(amount) === "multiple" ? md`${inline(amount)} the baseline` : md`${phrase(amount)} against the baseline`;
}

/** Within a phrase the sign needs no escape. */
function phrase(amount: string): Markdown {
  const sign = amount.startsWith("+") ? md`+` : amount.startsWith("-") ? md`-` : md``;
  return md`${sign}${inline(amount.replace(/^[+-]/, ""))}`;
}
