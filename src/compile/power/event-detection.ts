import { baseAmount } from "../../model/quantity.ts";
import { wantedConfidence } from "./clearing.ts";
import type { Detection, DetectionInput } from "./detection.ts";
import { percentWords } from "./significant.ts";

/** Events that may not happen at all: the share of requests that would have had one among so many. */
export function eventDetection({ limit }: DetectionInput): Detection {
  const needs = () => undefined;
  if (limit.against === "baseline" || limit.side === "below" || limit.text !== "0")
    return { assumes: "", detects: () => undefined, needs, unknown: "a count does not say of how many requests it is a part" };
  const confidence = Number(baseAmount(wantedConfidence));
  return {
    assumes: "any request can be one",
    detects: ({ judged }) => ({ value: percentWords(-Math.expm1(Math.log1p(-confidence) / judged)) }),
    needs,
    unknown: "a single one crosses the limit",
  };
}
