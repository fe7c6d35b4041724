import { sha256 } from "../base/sha256.ts";

/** Lines between which a pull request's body is ours; what stands outside is people's. */
const beginMarker = "<!-- rampart:begin -->";
const endMarker = "<!-- rampart:end -->";

/** Where a body is ours, both markers included. */
export interface BodyRegion {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text as our part of a body: between its markers, with a sum that tells whether somebody wrote into it. */
export function asRegion(text: string): string {
  return [beginMarker, text, "", `<!-- rampart:sum ${sumOf(text)} -->`, endMarker].join("\n");
}

/**
 * Finds our part of a body: from the last begin to the first end after it.
 * `undefined` where it is not, or not whole. A marker counts only as a line of
 * its own.
 */
export function findRegion(body: string): BodyRegion | undefined {
  const start = [...body.matchAll(/^<!-- rampart:begin -->[ \t]*\r?$/gm)].at(-1)?.index;
  if (start === undefined) return undefined;
  const after = /^<!-- rampart:end -->(?=[ \t]*\r?$)/m.exec(body.slice(start));
  if (after === null) return undefined;
  const end = start + after.index + endMarker.length;
  return { start, end, text: body.slice(start, end) };
}

/** Whether a region is as it was written, boxes that people tick and comments of ours aside. */
export function isUntouched({ text }: BodyRegion): boolean {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const [, sum] = /^<!-- rampart:sum ([0-9a-f]{16}) -->[ \t]*$/.exec(lines.at(-2) ?? "") ?? [];
  return sum !== undefined && sumOf(lines.slice(1, -3).join("\n")) === sum;
}

/** Blanks at the ends of lines get lost on the way, a box is there to be ticked, and our comments show nothing. */
function sumOf(text: string): string {
  const settled = text
    .replaceAll(/^<!-- rampart:[\w ]+ -->[ \t]*\n/gm, "")
    .replaceAll(/[ \t]+$/gm, "")
    .replaceAll(/^(\s*- \[)[xX](?=\] )/gm, "$1 ");
  return sha256(settled).slice(0, 16);
}
