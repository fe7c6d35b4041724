import type { Proposal } from "../proposal.ts";
import { assertPlainWords } from "./assert-plain-words.ts";

/** What a forge makes a mention, a reference or a link of, wherever it stands in a message. */
const active = /@\w|#\d|\bgh-\d|:\/\/|www\.|\b[0-9a-f]{7,40}\b/i;

/**
 * Message of the commit a step is. It ends with the trailer that names the
 * step. A reason of people is told in it as far as a message can hold it
 * without doing anything; the ledger always has it. Throws a `UserError` for
 * words that a message must not have.
 */
export function commitMessage(title: string, { before, decision, entry }: Proposal): string {
  const { from, to } = decision.move;
  const reason = reasonOf(entry.reason, decision.sentence);
  const evidence = entry.evidenceDigest === undefined ? [] : ["The evidence is told in the pull request; its digest is in the ledger."];
  const trailer = `Rampart-Step: ${before.environment.name}/${before.rollout.name} ${from} -> ${to}`;
  const text = [title, "", ...wrapped([...reason, ...evidence])].join("\n");
  assertPlainWords(text, "the message of a commit");
  return `${text}${reason.length + evidence.length > 0 ? "\n\n" : "\n"}${trailer}`;
}

/** What measurements gave as the reason is told where it can be escaped: a title in it must not keep a rollout from going back. */
function reasonOf(reason: string | undefined, measured: string): readonly string[] {
  return reason === undefined || reason === measured ? [] : [reasonWords(reason, "the ledger")];
}

/**
 * A reason of people as a commit's message tells it: whole where nothing in it
 * does anything there, else by the place that has it. Throws a `UserError` for
 * words that a message must not have.
 */
export function reasonWords(reason: string, place: string): string {
  assertPlainWords(reason, "the reason of a step");
  return active.test(reason) ? `The reason is told in ${place}.` : `The reason: ${reason}`;
}

function wrapped(paragraphs: readonly string[]): readonly string[] {
  return paragraphs.flatMap((text, index) => [...(index === 0 ? [] : [""]), text]);
}
