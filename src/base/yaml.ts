import { parseDocument, stringify } from "yaml";

/**
 * Writes a value as YAML that readers of YAML 1.1 (Kubernetes, Helm) and 1.2
 * understand alike: `yes`, `12:30` or `0x1f` as text are quoted, long lines
 * are never folded, no anchors are used.
 */
export function toYaml(value: unknown): string {
  return stringify(value, {
    compat: "yaml-1.1",
    aliasDuplicateObjects: false,
    lineWidth: 0,
    singleQuote: false,
  });
}

/** Writes several documents into one YAML stream, each opened by `---`. */
export function toYamlStream(documents: readonly unknown[]): string {
  return documents.map((document) => `---\n${toYaml(document)}`).join("");
}

/** What a YAML text holds, or what is wrong with it. */
export type ParsedYaml = { readonly value: unknown } | { readonly problem: string };

/**
 * Reads one YAML document that somebody else may have written: duplicate keys,
 * aliases, more than one document and texts over a mebibyte are problems.
 */
export function parseYaml(text: string): ParsedYaml {
  if (text.length > 1_048_576) return { problem: "the file is larger than 1 MiB" };
  const document = parseDocument(text, { uniqueKeys: true, prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) return { problem: error.message.split("\n")[0] ?? error.message };
  try {
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return { value };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
