/** What stands in the place of a secret. */
const redacted = "[redacted]";

const longest = 300;

/**
 * Words of a stranger as they may be shown: one line, without control
 * characters, not endless, and without any of the secrets, in case a server
 * sends back what it was sent: as it is, as a URL writes it, or in base64, also
 * where that holds more than the secret (`x-access-token:…`).
 */
export function redact(text: string, secrets: readonly string[]): string {
  const clean = secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret), ...inBase64(secret)])
    .filter((secret) => secret !== "")
    .toSorted((left, right) => right.length - left.length)
    .reduce((words, secret) => words.replaceAll(secret, redacted), text)
    .replaceAll(/[\s\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, " ")
    .trim();
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}

/** Characters that base64 of a text has in common wherever in it the secret begins; of both alphabets. */
function inBase64(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, "utf8");
  const whole = bytes.toString("base64");
  // What is as short as this would strike out words of people.
  if (bytes.length < 8) return [whole];
  const shifted = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    // A character at either end is also made of bits beside the secret.
    return text.slice(before === 0 ? 0 : before + 1, (before + bytes.length) % 3 === 0 ? undefined : -1);
  });
  return [whole, ...shifted].flatMap((form) => [form, form.replaceAll("+", "-").replaceAll("/", "_")]);
}
