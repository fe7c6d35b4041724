import { parseYamlStream, type ParsedYaml } from "../base/yaml.ts";

const stand = "carried text stands here";

/** What a YAML reader or a person might take for something else: then the text is read like any other. */
const odd = /[^\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]| \n|\n\n/;

/**
 * Reads a YAML stream that carries another file as a block scalar, to the
 * letter, as manifests carry a dashboard. That text is the larger part of the
 * stream and is read already, so only the rest is parsed; what is read is the
 * same.
 */
export function readCarrying(text: string, carried: string | undefined): ParsedYaml<readonly unknown[]> {
  const rest = carried === undefined ? undefined : withoutCarried(text, carried);
  if (carried === undefined || rest === undefined) return parseYamlStream(text);
  const parsed = parseYamlStream(rest);
  // What is wrong is told with the lines of the whole.
  return "problem" in parsed ? parseYamlStream(text) : { value: parsed.value.map((value) => withCarried(value, carried)) };
}

/** The text with a short line in place of the carried one, where it carries that and nothing around it is unusual. */
function withoutCarried(text: string, carried: string): string | undefined {
  const at = text.indexOf(": |\n") + ": |\n".length;
  const [indent = ""] = /^ +/.exec(text.slice(at, at + 80)) ?? [];
  // Most streams with a block scalar have another one: that is seen at its first line.
  if (at < ": |\n".length || !text.startsWith(carried.slice(0, carried.indexOf("\n") + 1), at + indent.length)) return undefined;
  if (!/^\S[^]*\S\n$/.test(carried) || odd.test(carried) || text.includes(stand)) return undefined;
  const block = carried.slice(0, -1).replaceAll("\n", `\n${indent}`);
  const end = at + indent.length + block.length + 1;
  if (indent === "" || text.slice(at + indent.length, end - 1) !== block || text[end - 1] !== "\n") return undefined;
  // A line that is not less indented would belong to the block.
  if (text.startsWith(indent, end) || text.startsWith("\n", end)) return undefined;
  const key = text.slice(text.lastIndexOf("\n", at - 2) + 1, at);
  if (!/^ *[\w.-]+: \|\n$/.test(key) || key.length - key.trimStart().length >= indent.length) return undefined;
  return `${text.slice(0, at)}${indent}${stand}\n${text.slice(end)}`;
}

function withCarried(value: unknown, carried: string): unknown {
  if (value === `${stand}\n`) return carried;
  if (Array.isArray(value)) return value.map((inner: unknown) => withCarried(inner, carried));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withCarried(inner, carried)]));
}
