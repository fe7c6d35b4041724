/** A semantic version; what comes after `+` does not count. */
export interface Version {
  /** The version in full: `1.2.3-rc.1`. */
  readonly text: string;
  readonly numbers: readonly [bigint, bigint, bigint];
  readonly prerelease: readonly string[];
}

const pattern =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/**
 * Reads a semantic version. Normalizing drops a leading `v` and leading zeros
 * and adds the missing numbers of `1` and `1.2`.
 * @see https://semver.org/#backusnaur-form-grammar-for-valid-semver-versions
 */
export function parseVersion(text: string, normalize: boolean): Version | undefined {
  const whole = normalize ? normalized(text) : text;
  const match = whole === undefined ? null : pattern.exec(whole);
  if (match === null) return undefined;
  const numbers = [BigInt(match[1] ?? 0), BigInt(match[2] ?? 0), BigInt(match[3] ?? 0)] as const;
  const prerelease = match[4]?.split(".") ?? [];
  if (numbers.some((number) => number >= 2n ** 64n) || prerelease.some((part) => /^0\d+$/.test(part))) return undefined;
  return { text: match[0], numbers, prerelease };
}

function normalized(text: string): string | undefined {
  const [major = "", minor, ...rest] = text.replace(/^v/, "").split(".");
  const patch = rest.length === 0 ? undefined : rest.join(".");
  if (patch === undefined && /[+-]/.test(minor ?? major)) return undefined;
  return [major, minor ?? "0", patch ?? "0"].map((part) => part.replace(/^0+(?=\d)/, "")).join(".");
}

/** Negative, zero or positive as `left` is lower, equal or higher in precedence. */
export function compareVersions(left: Version, right: Version): number {
  for (const [index, number] of left.numbers.entries()) {
    const other = right.numbers[index] ?? 0n;
    if (number !== other) return number < other ? -1 : 1;
  }
  const [a, b] = [left.prerelease, right.prerelease];
  if (a.length === 0 || b.length === 0) return Math.sign(b.length - a.length);
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order = compareParts(part, other);
    if (order !== 0) return order;
  }
  return a.length < b.length ? -1 : 0;
}

function compareParts(left: string, right: string): number {
  const [a, b] = [/^\d+$/.test(left), /^\d+$/.test(right)];
  if (a && b) return BigInt(left) < BigInt(right) ? -1 : BigInt(left) > BigInt(right) ? 1 : 0;
  if (a !== b) return a ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
}
