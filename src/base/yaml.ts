import { YAMLException, loadAll } from "js-yaml";
import { stringify } from "yaml";
import { readPlainYaml } from "./read-plain-yaml.ts";
import { writePlainYaml, yamlStyle } from "./write-plain-yaml.ts";

/**
 * Writes a value as YAML that readers of YAML 1.1 (Kubernetes, Helm) and 1.2
 * understand alike: `yes`, `12:30` or `0x1f` as text are quoted, long lines
 * are never folded, no anchors are used.
 */
export function toYaml(value: unknown): string {
  return writePlainYaml(value) ?? stringify(value, yamlStyle);
}

/** Writes several documents into one YAML stream, each opened by `---`. */
export function toYamlStream(documents: readonly unknown[]): string {
  return documents.map((document) => `---\n${toYaml(document)}`).join("");
}

/** What a YAML text holds, or what is wrong with it. */
export type ParsedYaml<Value = unknown> = { readonly value: Value } | { readonly problem: string };

const largest = 4 * 1_048_576;
const deepest = 64;
const reserved = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads one YAML document that somebody else may have written: duplicate keys,
 * aliases, reserved keys, deep nesting, more than one document and texts over
 * 4 MiB are problems.
 */
export function parseYaml(text: string): ParsedYaml {
  const stream = parseYamlStream(text);
  if ("problem" in stream) return stream;
  return stream.value.length <= 1 ? { value: stream.value[0] ?? null } : { problem: "expected one document, found multiple documents" };
}

/** Reads every document of a YAML stream, under the same bounds as {@link parseYaml}. */
export function parseYamlStream(text: string): ParsedYaml<readonly unknown[]> {
  if (text.length > largest) return { problem: "the file is larger than 4 MiB" };
  const plain = readPlainYaml(text);
  if (plain !== undefined) return { value: [plain.value] };
  if (nestsTooDeep(text)) return { problem: `the file nests deeper than ${deepest} levels` };
  try {
    const values = loadAll(text, { maxDepth: deepest, maxAliases: 0 });
    const key = values.flatMap((value) => [...reservedKeys(value)])[0];
    return key === undefined ? { value: values } : { problem: `the key "${key}" is reserved` };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

function problemOf(error: unknown): string {
  if (!(error instanceof YAMLException)) return error instanceof Error ? error.message : String(error);
  const reason = error.reason.startsWith("aliases exceeded") ? "aliases are not allowed" : error.reason;
  return error.mark === undefined ? reason : `${reason} at line ${error.mark.line + 1}, column ${error.mark.column + 1}`;
}

/** Whether YAML nests deeper than any file of ours. Judged on the text, because a parser may run out of stack before it can say so. */
export function nestsTooDeep(text: string): boolean {
  let open = 0;
  for (const line of text.split("\n")) {
    const indent = line.length - line.trimStart().length;
    const dashes = /^(?:- *)+/.exec(line.trimStart())?.[0].split("-").length ?? 1;
    if (line.trim() !== "" && indent / 2 + dashes - 1 > deepest * 2) return true;
    for (const [bracket] of line.matchAll(/[[\]{}]/g)) {
      if (bracket === "[" || bracket === "{") open += 1;
      else if (open > 0) open -= 1;
      if (open > 512) return true;
    }
  }
  return false;
}

function* reservedKeys(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (reserved.has(key)) yield key;
    yield* reservedKeys(inner);
  }
}
