/** A field that a document asks for. */
export interface Field {
  readonly kind: "field";
  readonly name: string;
  readonly alias: string;
  /** Arguments with variables put in. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly selection: readonly Selected[] | undefined;
}

/** Fields that are asked of one type only: `... on PullRequest { … }`. */
export interface OnType {
  readonly kind: "on";
  readonly type: string;
  readonly selection: readonly Selected[];
}

export type Selected = Field | OnType;

/** One operation. */
export interface Operation {
  readonly type: "query" | "mutation";
  readonly selection: readonly Selected[];
}

const token = /\s+|,|#[^\n]*|(\.\.\.|[{}()[\]:!=$@]|"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?|[A-Za-z_]\w*)|(.)/gy;

/**
 * Reads a document of one operation, without named fragments, directives and
 * block strings: nobody here writes these. Throws an error that says where it
 * stopped.
 */
export function readDocument(text: string, variables: Readonly<Record<string, unknown>>): Operation {
  const tokens: string[] = [];
  for (const [, word, odd] of text.matchAll(token)) {
    if (odd !== undefined) throw new Error(`Parse error on ${JSON.stringify(odd)}`);
    if (word !== undefined) tokens.push(word);
  }
  let at = 0;
  const peek = (): string => tokens[at] ?? "";
  const next = (): string => tokens[at++] ?? "";
  const expect = (word: string): void => {
    const found = next();
    if (found !== word) throw new Error(`Parse error on ${JSON.stringify(found)}: expected ${JSON.stringify(word)}`);
  };
  const name = (): string => {
    const found = next();
    if (!/^[A-Za-z_]/.test(found)) throw new Error(`Parse error on ${JSON.stringify(found)}: expected a name`);
    return found;
  };

  const value = (): unknown => {
    const word = next();
    if (word === "$") return variables[name()];
    if (word === "{") return pairs("}");
    if (word === "[") {
      const items: unknown[] = [];
      while (peek() !== "]") items.push(value());
      expect("]");
      return items;
    }
    if (word.startsWith('"') || /^-?\d/.test(word) || ["true", "false", "null"].includes(word)) return JSON.parse(word);
    if (/^[A-Za-z_]/.test(word)) return word;
    throw new Error(`Parse error on ${JSON.stringify(word)}: expected a value`);
  };
  const pairs = (end: string): Readonly<Record<string, unknown>> => {
    const found: [string, unknown][] = [];
    while (peek() !== end) {
      const key = name();
      expect(":");
      found.push([key, value()]);
    }
    expect(end);
    return Object.fromEntries(found);
  };
  const selected = (): Selected => {
    if (peek() === "...") {
      next();
      expect("on");
      return { kind: "on", type: name(), selection: selection() };
    }
    const first = name();
    const aliased = peek() === ":";
    if (aliased) next();
    const own = aliased ? name() : first;
    let args = {};
    if (peek() === "(") {
      next();
      args = pairs(")");
    }
    return { kind: "field", name: own, alias: first, args, selection: peek() === "{" ? selection() : undefined };
  };
  const selection = (): readonly Selected[] => {
    expect("{");
    const found: Selected[] = [];
    while (peek() !== "}") found.push(selected());
    expect("}");
    return found;
  };

  const type = ["query", "mutation"].includes(peek()) ? next() : "query";
  if (peek() !== "{" && peek() !== "(") name();
  if (peek() === "(") while (next() !== ")") if (at >= tokens.length) throw new Error('Parse error: expected ")"');
  const operation = { type: type === "mutation" ? ("mutation" as const) : ("query" as const), selection: selection() };
  if (at < tokens.length) throw new Error(`Parse error on ${JSON.stringify(peek())}: one operation is understood`);
  return operation;
}
