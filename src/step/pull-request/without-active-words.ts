/** Stands for nothing, and takes a word apart. */
const apart = "\u200b";

/** What a forge or a CI acts on in the message of a commit: where it is taken apart, and the end that is kept. */
const active: readonly RegExp[] = [
  /\[(?=[^\]\n]*\b(?:skip|no)[\s_-]*(?:ci|cd|actions?|checks?|build|deploy|travis|circleci|azp|netlify|vercel)\b[^\]\n]*\])/gi,
  /\[(?=[^\]\n]*\b(?:ci|cd|actions?|checks?|build|deploy)[\s_-]*skip\b[^\]\n]*\])/gi,
  /\*\*\*(?=\s*no_ci\s*\*\*\*)/gi,
  /\bskip-checks(?=\s*[:=])/gi,
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\s*:?\s*(?=#\d|gh-\d|[\w.-]+\/[\w.-]+#\d|https?:\/\/)/gi,
  /(?<=^|[\s`'"([,;>+-])@(?=\w)/gm,
];

/**
 * A body in which nothing does anything where it becomes the message of a
 * commit, as some repositories have it for what is squashed: there no fence and
 * no code span keeps words from being acted on. What is shown stays the same.
 */
export function withoutActiveWords(text: string): string {
  return active.reduce((rest, pattern) => rest.replaceAll(pattern, (found) => `${found}${apart}`), text);
}
