import { complement, letterRanges, namedRanges, type CharacterSet, type Range } from "./character-set.ts";
import { bad, readEscaped, readProperty } from "./read-escape.ts";
import type { Reader } from "./reader.ts";

/** Reads a set in brackets: `[a-z_]`, `[^[:space:]\d]`. */
export function readBrackets(reader: Reader): Omit<CharacterSet, "fold"> {
  const start = reader.rest();
  reader.take();
  const negated = reader.accept("^");
  const ranges: Range[] = [];
  const properties: string[] = [];
  for (let first = true; first || reader.peek() !== "]"; first = false) {
    if (reader.done()) throw bad("missing closing ]", start);
    const named = readNamed(reader);
    if (named !== undefined) {
      ranges.push(...named);
      continue;
    }
    const property = readProperty(reader);
    if (property !== undefined) {
      properties.push(property);
      continue;
    }
    const at = reader.rest();
    const from = readOne(reader);
    if (reader.rest().startsWith("-]") || !reader.accept("-")) {
      ranges.push([from, from]);
      continue;
    }
    if (reader.done()) throw bad("missing closing ]", start);
    const to = readOne(reader);
    if (to < from) throw bad("invalid character class range", at);
    ranges.push([from, to]);
  }
  reader.take();
  return { ranges, properties, negated };
}

function readNamed(reader: Reader): readonly Range[] | undefined {
  const letter = reader.match(/\\([dDsSwW])/y)?.[1];
  if (letter !== undefined) {
    const ranges = letterRanges[letter.toLowerCase()] ?? [];
    return letter === letter.toLowerCase() ? ranges : complement(ranges);
  }
  const posix = reader.match(/\[:(\^?)(.*?):\]/sy);
  if (posix === undefined) return undefined;
  const ranges = namedRanges[posix[2] ?? ""];
  if (ranges === undefined) throw bad("invalid character class range", posix[0]);
  return posix[1] === "^" ? complement(ranges) : ranges;
}

function readOne(reader: Reader): number {
  return reader.peek() === "\\" ? readEscaped(reader) : reader.take();
}
