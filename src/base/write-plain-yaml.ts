import { stringify } from "yaml";

/** How YAML is written: for readers of 1.1 and 1.2 alike, no line folded, no anchor. */
export const yamlStyle = { compat: "yaml-1.1", aliasDuplicateObjects: false, lineWidth: 0, singleQuote: false } as const;

/**
 * Writes plain data byte for byte as `yaml` does in {@link yamlStyle}, in a
 * fraction of the time. `undefined` for a value with anything unusual in it:
 * that is left to `yaml`.
 */
export function writePlainYaml(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !isPlain(value)) return undefined;
  const lines: string[] = [];
  return writeCollection(lines, value, "", "") && lines.length > 0 ? `${lines.join("\n")}\n` : undefined;
}

/** Writes the entries of an object or the items of a list, each on lines of its own; `first` stands in place of the first one's indent. */
function writeCollection(lines: string[], value: Plain, indent: string, first: string): boolean {
  let head = first;
  if (isList(value)) {
    for (const item of value) {
      if (!writeItem(lines, head, item, indent)) return false;
      head = indent;
    }
    return true;
  }
  for (const key of Object.keys(value)) {
    const inner = value[key];
    if (inner === undefined) continue;
    const name = key.length > longestKey || key.includes("\n") ? undefined : scalarOf(key);
    if (name === undefined || !writeEntry(lines, `${head}${name}:`, inner, indent)) return false;
    head = indent;
  }
  return true;
}

/** `yaml` marks longer keys. */
const longestKey = 900;

function writeItem(lines: string[], head: string, item: unknown, indent: string): boolean {
  if (typeof item !== "object" || item === null) return writeScalar(lines, `${head}-`, item, indent);
  const before = lines.length;
  if (!isPlain(item) || !writeCollection(lines, item, `${indent}  `, `${head}- `)) return false;
  if (lines.length === before) lines.push(`${head}- ${nothing(item)}`);
  return true;
}

function writeEntry(lines: string[], head: string, value: unknown, indent: string): boolean {
  if (typeof value !== "object" || value === null) return writeScalar(lines, head, value, indent);
  const at = lines.push(head);
  if (!isPlain(value) || !writeCollection(lines, value, `${indent}  `, `${indent}  `)) return false;
  if (lines.length === at) lines[at - 1] = `${head} ${nothing(value)}`;
  return true;
}

function writeScalar(lines: string[], head: string, value: unknown, indent: string): boolean {
  const text = typeof value !== "string" ? constantOf(value) : value.includes("\n") ? blockOf(value, `${indent}  `) : scalarOf(value);
  return text !== undefined && lines.push(`${head} ${text}`) > 0;
}

type Plain = readonly unknown[] | Readonly<Record<string, unknown>>;

function isPlain(value: object): value is Plain {
  if ("toJSON" in value) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}

function isList(value: Plain): value is readonly unknown[] {
  return Array.isArray(value);
}

/** How it is told that a collection has nothing in it; what is undefined is left out of objects. */
function nothing(value: Plain): string {
  return isList(value) ? "[]" : "{}";
}

function constantOf(value: unknown): string | undefined {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value !== "number" || Object.is(value, -0)) return undefined;
  const text = String(value);
  return /^-?\d+(?:\.\d+)?$/.test(text) ? text : undefined;
}

const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ud800-\udfff]/;

/** Lines as they are, below their key; white space at either end would take more than an indent. */
function blockOf(text: string, indent: string): string | undefined {
  // A text may be long, and only its ends are asked about.
  if (control.test(text) || /^\s/.test(text) || /\s\s$|[^\S\n]$/.test(text.slice(-2))) return undefined;
  const lines = text.trimEnd();
  const indented = lines.includes("\n\n") ? lines.replaceAll(/\n+/g, `$&${indent}`) : lines.replaceAll("\n", `\n${indent}`);
  return `${text.endsWith("\n") ? "|" : "|-"}\n${indent}${indented}`;
}

/** What a text that begins with a letter may not have in it, unless it is quoted. */
const awkward = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ud800-\udfff]|:[ \t]|[\t ]#|[\t :]$/;
const quoted = /^[\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|:[ \t]|[\t ]#|[\t :]$/;
const wordy = /^[A-Za-z/$(]/;
/** What some reader takes for a boolean, nothing or a number. */
const special = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?\d+)$/i;

/** A text of one line. */
function scalarOf(text: string): string | undefined {
  if (!wordy.test(text) || special.test(text)) return askedOf(text);
  if (!awkward.test(text)) return text;
  return control.test(text) ? undefined : JSON.stringify(text);
}

const asked = new Map<string, string | undefined>();
const mostAsked = 10_000;

/** How `yaml` writes a text that might be something else. */
function askedOf(text: string): string | undefined {
  const known = asked.get(text);
  if (known !== undefined) return known;
  if (control.test(text) || /^(?:---|\.\.\.)/.test(text)) return undefined;
  const written = quoted.test(text) ? JSON.stringify(text) : stringify(text, yamlStyle).slice(0, -1);
  if (asked.size >= mostAsked) asked.clear();
  asked.set(text, written);
  return written;
}
