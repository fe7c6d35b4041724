/** What a JSON text holds, or what is wrong with it. */
export type ParsedJson = { readonly value: unknown } | { readonly problem: string };

const largest = 4 * 1_048_576;
const deepest = 64;
const reserved = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads JSON that somebody else may have written, under the bounds of
 * `parseYaml`: duplicate keys (of which `JSON.parse` keeps the last without a
 * word), reserved keys, deep nesting and texts over 4 MiB are problems.
 */
export function parseJson(text: string): ParsedJson {
  if (text.length > largest) return { problem: "the file is larger than 4 MiB" };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  const problem = isCanonical(text, value) ? undefined : keyProblem(text);
  return problem === undefined ? { value } : { problem };
}

/** Reserved names, as they are or with escapes. */
const suspect = /"(?:__proto__|constructor|prototype)"|\\u/;
/** An indent deeper than any file of ours. */
const indented = `\n${" ".repeat(deepest * 2)}`;

/** Whether a text is what its value is written as: a key that is given twice would stand there once. */
function isCanonical(text: string, value: unknown): boolean {
  if (suspect.test(text) || text.includes(indented)) return false;
  try {
    return JSON.stringify(value, null, 2) === text.trimEnd();
  } catch {
    // Nested too deep to be written.
    return false;
  }
}

const token = /"(?:[^"\\]+|\\.)*"|[{}[\]:,]/g;

/** Goes through the tokens of valid JSON; only keys and brackets are looked at. */
function keyProblem(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  let line = 1;
  let counted = 0;
  let key: string | undefined;
  for (const { 0: found, index } of text.matchAll(token)) {
    if (found === "{" || found === "[") {
      if (open.push(found === "{" ? new Set() : undefined) > deepest) return `the file nests deeper than ${deepest} levels`;
    } else if (found === "}" || found === "]") open.pop();
    else if (found === ":") {
      const keys = open.at(-1);
      const name = key === undefined ? "" : String(JSON.parse(key));
      const fault = reserved.has(name) ? "is reserved" : keys?.has(name) === true ? "is given twice" : undefined;
      if (fault !== undefined) {
        for (; counted < index; counted += 1) if (text[counted] === "\n") line += 1;
        return `the key "${name}" ${fault} at line ${line}`;
      }
      keys?.add(name);
    } else if (found !== ",") key = found;
  }
  return undefined;
}
