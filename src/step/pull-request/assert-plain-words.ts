import { UserError } from "../../base/user-error.ts";

interface Forbidden {
  readonly pattern: RegExp;
  readonly what: string;
}

/** What a forge, a CI or a bot acts on wherever it stands in a title or a commit message. Nothing of it can be escaped there. */
const forbidden: readonly Forbidden[] = [
  {
    pattern: /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u,
    what: "a control or bidirectional character",
  },
  {
    pattern: /\[[^\]\n]*\b(?:skip|no)[\s_-]*(?:ci|cd|actions?|checks?|build|deploy|travis|circleci|azp|netlify|vercel)\b[^\]\n]*\]/i,
    what: "a word that skips checks",
  },
  { pattern: /\[[^\]\n]*\b(?:ci|cd|actions?|checks?|build|deploy)[\s_-]*skip\b[^\]\n]*\]/i, what: "a word that skips checks" },
  { pattern: /\*\*\*\s*no_ci\s*\*\*\*/i, what: "a word that skips checks" },
  { pattern: /\bskip-checks\s*[:=]/i, what: "a trailer that skips checks" },
  { pattern: /\b[a-z]+(?:-[a-z]+)*-by\s*:/i, what: "a trailer that names an author or reviewer" },
  { pattern: /\brampart-[a-z]+\s*:|^(?:change-id|cc|issue|bug|fixes|closes|see-also)\s*:/im, what: "a trailer" },
  {
    pattern: /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\s*:?\s*(?:#\d|gh-\d|[\w.-]+\/[\w.-]+#\d|https?:\/\/)/i,
    what: "a word that closes an issue",
  },
  { pattern: /^\s*(?:\/[a-z]|@[\w/-]+\s+(?:merge|rebase|squash|close|recreate|approve)\b|bors\s+[rd]\b)/im, what: "a command to a bot" },
];

/**
 * Refuses text of people that would do something in a title or a commit
 * message beside being read. It is refused, not stripped: what is left of such
 * a text would not be what its author said.
 */
export function assertPlainWords(text: string, where: string): void {
  const found = forbidden.find(({ pattern }) => pattern.test(text));
  if (found === undefined) return;
  throw new UserError(`Cannot use ${JSON.stringify(text)} as ${where}: it has ${found.what}`, {
    hint: "say it in other words",
  });
}
