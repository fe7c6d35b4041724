/** What stands in the place of a secret. */
const redacted = "[redacted]";

const longest = 300;

/**
 * Words of a stranger as they may be shown: one line, without control
 * characters, not endless, and without any of the secrets, in case a server
 * sends back what it was sent.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const clean = secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret, "utf8").toString("base64")])
    .filter((secret) => secret !== "")
    .toSorted((left, right) => right.length - left.length)
    .reduce((words, secret) => words.replaceAll(secret, redacted), text)
    .replaceAll(/[\s\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, " ")
    .trim();
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}
