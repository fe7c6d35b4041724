/**
 * What is wrong with a regular expression of the RE2 language, which is all
 * that Prometheus knows; `undefined` when nothing is.
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function re2Problem(pattern: string): string | undefined {
  const reader: Reader = { pattern, at: 0, open: 0, names: new Set() };
  let repeatable = false;
  while (reader.at < pattern.length) {
    const step = readStep(reader, repeatable);
    if (typeof step === "string") return step;
    repeatable = step.repeatable;
  }
  return reader.open > 0 ? "a ( is not closed" : undefined;
}

interface Reader {
  readonly pattern: string;
  at: number;
  open: number;
  readonly names: Set<string>;
}

/** Reads one element; says whether a `*` may follow it. */
function readStep(reader: Reader, repeatable: boolean): { readonly repeatable: boolean } | string {
  const rest = reader.pattern.slice(reader.at, reader.at + 80);
  const character = reader.pattern[reader.at] ?? "";
  const repeat = /^(?:[*+?]|\{(\d{1,9})(?:(,)(\d{0,9}))?\})\??/.exec(rest);
  if (repeat !== null) {
    const [written, least, comma, most] = repeat;
    if (!repeatable) return `nothing stands before "${written}" that it could repeat`;
    const upper = comma === undefined || most === undefined || most === "" ? Number(least ?? 0) : Number(most);
    if (Number(least ?? 0) > 1000 || upper > 1000) return `"${written}" repeats more than 1000 times`;
    if (upper < Number(least ?? 0)) return `"${written}" has its counts the wrong way round`;
    reader.at += written.length;
    return { repeatable: false };
  }
  switch (character) {
    case "\\":
      return readEscape(reader);
    case "[":
      return readClass(reader);
    case "(":
      return readGroup(reader, repeatable);
    case ")":
      if (reader.open === 0) return "a ) closes nothing";
      reader.open -= 1;
      reader.at += 1;
      return { repeatable: true };
    case "|":
      reader.at += 1;
      return { repeatable: false };
    default:
      reader.at += 1;
      return { repeatable: true };
  }
}

function readGroup(reader: Reader, repeatable: boolean): { readonly repeatable: boolean } | string {
  const rest = reader.pattern.slice(reader.at, reader.at + 80);
  const plain = /^\((?!\?)/.exec(rest);
  const named = /^\(\?P?<(\w+)>/.exec(rest);
  const flags = /^\(\?([imsU]*(?:-[imsU]+)?)([:)])/.exec(rest);
  if (named !== null) {
    const name = named[1] ?? "";
    if (reader.names.has(name)) return `the group "${name}" is named twice`;
    reader.names.add(name);
  }
  const [written] = plain ?? named ?? flags ?? [];
  if (written === undefined || written === "(?)") return `"${rest.slice(0, 4)}" is not of RE2: it has no lookaround and no conditions`;
  reader.at += written.length;
  if (written.endsWith(")")) return { repeatable };
  reader.open += 1;
  return { repeatable: false };
}

function readEscape(reader: Reader): { readonly repeatable: boolean } | string {
  const rest = reader.pattern.slice(reader.at);
  const quoted = /^\\Q[\s\S]*?\\E/.exec(rest);
  const [written] = quoted ?? escape.exec(rest) ?? [];
  if (written === undefined) {
    const shown = rest.slice(0, 2);
    if (shown === "\\") return "a backslash stands at the end";
    if (shown === "\\Q") return "\\Q has no \\E";
    return /^\\[1-9]/.test(rest) ? `"${shown}" refers to a group, which RE2 cannot` : `"${shown}" is no escape of RE2`;
  }
  reader.at += written.length;
  return { repeatable: true };
}

const escape =
  /^\\(?:[^\w\s]|[ \t]|[aftnrvAbBzdDsSwW]|[pP](?:[A-Z]|\{\^?\w+\})|x[0-9a-fA-F]{2}|x\{[0-9a-fA-F]{1,6}\}|0[0-7]{0,2}|[1-7][0-7]{1,2})/;

function readClass(reader: Reader): { readonly repeatable: boolean } | string {
  const { pattern } = reader;
  let at = reader.at + 1;
  if (pattern[at] === "^") at += 1;
  let previous: number | undefined;
  for (let first = true; at < pattern.length; first = false) {
    if (pattern[at] === "]" && !first) {
      reader.at = at + 1;
      return { repeatable: true };
    }
    const rest = pattern.slice(at, at + 20);
    const named = /^\[:\^?\w+:\]/.exec(rest)?.[0];
    if (named !== undefined) {
      if (!/^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]$/.test(named))
        return `"${named}" is no class of RE2`;
      at += named.length;
      previous = undefined;
      continue;
    }
    const escaped = rest.startsWith("\\") ? escape.exec(rest)?.[0] : undefined;
    if (rest.startsWith("\\") && escaped === undefined) return `"${rest.slice(0, 2)}" is no escape of RE2`;
    const written = escaped ?? String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    const code = escaped === undefined ? written.codePointAt(0) : /^\\[^\w\s]$/.test(written) ? written.codePointAt(1) : undefined;
    at += written.length;
    if (written === "-" && previous !== undefined && pattern[at] !== "]" && pattern[at] !== "\\") {
      const upper = pattern.codePointAt(at);
      if (upper !== undefined && upper < previous)
        return `"${String.fromCodePoint(previous)}-${String.fromCodePoint(upper)}" is the wrong way round`;
      at += String.fromCodePoint(upper ?? 0).length;
      previous = undefined;
    } else {
      previous = code;
    }
  }
  return "a [ is not closed";
}
