/** Something in a text that looks like a secret. */
export interface PastedSecret {
  /** What it looks like: `a GitHub token`. */
  readonly kind: string;
  /** Its first characters only. */
  readonly start: string;
  /** Where in the text it begins. */
  readonly at: number;
}

/** Secrets that are known by how they begin. */
const shapes: readonly (readonly [kind: string, shape: RegExp])[] = [
  ["a private key", /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/g],
  ["a GitHub token", /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{40,255})/g],
  ["a GitLab token", /\bglpat-[A-Za-z0-9_-]{20,64}/g],
  ["a Slack token", /\bxox[abprs]-[A-Za-z0-9-]{10,200}/g],
  ["an AWS access key", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ["a Grafana token", /\bgl(?:sa|c)_[A-Za-z0-9_+/=-]{20,200}/g],
  ["a JSON Web Token", /\beyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,2000}/g],
];
/** How all of them begin: most texts have none. */
const beginnings = /-----BEGIN |gh[pousr]_|github_pat_|glpat-|xox|A[KS]IA|gl(?:sa|c)_|eyJ/;
const named =
  /\b(?:[Bb]earer|BEARER|[Tt]oken|TOKEN|[Bb]asic|[Aa]pi[-_]?[Kk]ey|API_KEY|[Pp]assword|PASSWORD|[Ss]ecret|SECRET)\b["']?[ \t]{0,4}[:= ][ \t]{0,4}["']?([A-Za-z0-9+/_.=~-]{20,512})/g;
const credentials = /:\/\/[^\s/:@"'<>]{1,64}:([^\s/@"'<>$*{}]{6,128})@/g;

/** Bits of each character below which a word is a word rather than a token. */
const leastEntropy = 3.2;

/** Every secret in a text, by where it stands; variables and placeholders are none. */
export function pastedSecrets(text: string): readonly PastedSecret[] {
  const found: PastedSecret[] = [];
  for (const [kind, shape] of beginnings.test(text) ? shapes : []) {
    for (const match of text.matchAll(shape)) found.push({ kind, start: match[0].slice(0, 8), at: match.index });
  }
  for (const match of text.matchAll(named)) {
    const value = match[1] ?? "";
    const at = match.index + match[0].length - value.length;
    if (isRandom(value) && !found.some((other) => other.at >= match.index && other.at <= at))
      found.push({ kind: "a token", start: value.slice(0, 4), at });
  }
  for (const match of text.matchAll(credentials)) {
    const value = match[1] ?? "";
    if (!/^(?:password|secret|x+|\.+)$/i.test(value))
      found.push({ kind: "a password in an address", start: value.slice(0, 2), at: match.index });
  }
  return found.toSorted((left, right) => left.at - right.at);
}

/** Whether text was made by chance: many different characters, with digits among the letters. */
function isRandom(value: string): boolean {
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  // Names made of words and numbers: paths, versions, metrics.
  if (value.split(/[-_./=]/).every((word) => word.length < 12 || /^(?:[A-Za-z]+|\d+)$/.test(word))) return false;
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  const entropy = [...counts.values()].reduce((bits, count) => bits - (count / value.length) * Math.log2(count / value.length), 0);
  return entropy >= leastEntropy;
}
