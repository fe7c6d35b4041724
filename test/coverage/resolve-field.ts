import { codeUnitOrder } from "../../src/base/code-unit-order.ts";

/** What a path leads to, or why it leads nowhere. */
export type Resolved = { readonly value: unknown } | { readonly fault: string };

interface Segment {
  readonly key: string;
  /** As written, for messages. */
  readonly text: string;
  readonly bracket: boolean;
}

/**
 * Follows a path into a definition: `ladders.production.stages[canary-1].hold`.
 * An element of an array is named by its index or by its `name`; a key that is
 * no plain word stands in quotes: `helm.values["tokenShaping.enabled"]`.
 */
export function resolveField(root: unknown, path: string): Resolved {
  const segments = parsePath(path);
  if (segments === undefined) return { fault: `cannot read the path "${path}"` };
  let value = root;
  let done = "";
  for (const { key, text, bracket } of segments) {
    const next = step(value, key, bracket);
    if (next === undefined) return { fault: `${done === "" ? "the definition" : done} has no ${text}: expected ${choices(value)}` };
    value = next;
    done += text;
  }
  return { value };
}

/** A field's value as text: a string as it is, anything else as JSON. */
export function fieldText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function parsePath(path: string): readonly Segment[] | undefined {
  const pattern = /\.?([\w$-]+)|\[("(?:[^"\\]|\\.)*")\]|\[([^\]"]+)\]/y;
  const segments: Segment[] = [];
  while (pattern.lastIndex < path.length) {
    const match = pattern.exec(path);
    if (match === null) return undefined;
    const [text, word, quoted, inner] = match;
    if (word !== undefined && text.startsWith(".") === (segments.length === 0)) return undefined;
    segments.push({ key: word ?? inner ?? String(JSON.parse(quoted ?? "null")), text, bracket: inner !== undefined });
  }
  return segments.length === 0 ? undefined : segments;
}

function step(value: unknown, key: string, bracket: boolean): unknown {
  if (Array.isArray(value)) {
    const elements: readonly unknown[] = value;
    if (!bracket) return undefined;
    return /^\d+$/.test(key) ? elements[Number(key)] : elements.find((element) => nameOf(element) === key);
  }
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function nameOf(element: unknown): unknown {
  return typeof element === "object" && element !== null && "name" in element ? element.name : undefined;
}

function choices(value: unknown): string {
  if (Array.isArray(value)) {
    const elements: readonly unknown[] = value;
    const names = elements.map(nameOf).filter((name) => typeof name === "string");
    return `an index below ${elements.length}${names.length === 0 ? "" : ` or one of [${names.join("], [")}]`}`;
  }
  if (typeof value !== "object" || value === null) return `nothing below ${JSON.stringify(value) ?? "undefined"}`;
  return `one of ${Object.keys(value).toSorted(codeUnitOrder).join(", ")}`;
}
