import { parseJson } from "../base/parse-json.ts";
import { EvidenceBlock } from "./evidence-block.ts";

/** Line before the fence that holds the evidence, as the template of the body has it. */
const marker = "<!-- rampart:evidence -->";

/** More of a body is not looked at: GitHub takes 65,536 characters. */
const mostCharacters = 262_144;

/**
 * An evidence block as the JSON of its fence: plain ASCII, so that nothing on
 * the way changes it, and without what could end the fence or a comment, or
 * what a forge or a CI acts on where the body becomes the message of a commit.
 */
export function evidenceJson(block: EvidenceBlock): string {
  return JSON.stringify(block, null, 1).replace(
    // A bracket before such a word stands in a text: lists hold quoted ones.
    /[^\n\u0020-\u007e]|[`<>&@#]|\*(?=\*\*)|\/(?=\/)|(?<=\bgh)-(?=\d)|\[(?=[^\]\n"]*\b(?:skip|no|ci)\b)/gi,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** What a body carries as evidence. */
export type EvidenceReading =
  | { readonly kind: "found"; readonly block: EvidenceBlock }
  | { readonly kind: "missing" }
  /** There is something in its place that is no evidence. */
  | { readonly kind: "broken"; readonly problem: string };

/** Reads the evidence in a text, whatever its line ends and the blanks around it have become. */
export function readEvidence(text: string): EvidenceReading {
  if (text.length > mostCharacters) return { kind: "broken", problem: "the body is longer than any that was written" };
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trimEnd());
  const at = lines.lastIndexOf(marker);
  if (at === -1) return { kind: "missing" };
  const open = lines.findIndex((line, index) => index > at && line !== "");
  if (open === -1 || !/^```+json$/.test(lines[open] ?? "")) return { kind: "broken", problem: "no JSON follows its marker" };
  const close = lines.findIndex((line, index) => index > open && /^```+$/.test(line));
  if (close === -1) return { kind: "broken", problem: "its fence does not end" };
  const parsed = parseJson(lines.slice(open + 1, close).join("\n"));
  if ("problem" in parsed) return { kind: "broken", problem: `it is no JSON: ${parsed.problem}` };
  const block = EvidenceBlock.safeParse(parsed.value);
  return block.success
    ? { kind: "found", block: block.data }
    : { kind: "broken", problem: `it is no evidence: ${firstIssue(block.error.issues)}` };
}

function firstIssue(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string {
  const [issue] = issues;
  return issue === undefined ? "unknown shape" : `${issue.path.map(String).join(".")}: ${issue.message}`;
}
