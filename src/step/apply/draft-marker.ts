import { findRegion } from "../../model/body-region.ts";

/** Stands in a body while the pull request is a draft of ours: what a person made a draft stays one. */
export const draftMarker = "<!-- rampart:draft -->";

/** Whether it was us who made a pull request a draft. */
export function isDraftOfOurs(body: string): boolean {
  return findRegion(body)?.text.includes(draftMarker) === true;
}
