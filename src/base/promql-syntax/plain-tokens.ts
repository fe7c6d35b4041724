/** What a token is. */
type Kind = "name" | "number" | "string" | "mark" | "variable" | "end";

/** A text that is read token by token. */
export interface TokenReader {
  readonly source: string;
  /** Where the token that is looked at begins, and where it ends. */
  at: number;
  end: number;
  kind: Kind;
  text: string;
}

/** What each kind looks like; which one it is, the first character tells. */
const shapes = {
  name: /[A-Za-z_:][\w:]*/y,
  number: /\d+(?:\.\d+)?(?:[a-z][a-z\d]*)?(?![\w.:])/y,
  string: /"(?:[^"\\\n]|\\["\\])*"|'[^'"\\\n]*'/y,
  mark: /=~|!~|==|!=|>=|<=|[-+*/%^=<>(){}[\],]/y,
  variable: /\$\w+/y,
} as const satisfies Record<Exclude<Kind, "end">, RegExp>;

/** Looks at the next token; where there is none of the usual ones, the reader stays and everything ends. */
export function next(reader: TokenReader): void {
  const { source } = reader;
  let at = reader.end;
  while (source[at] === " " || source[at] === "\n") at += 1;
  const kind = kindAt(source.charCodeAt(at));
  const shape = shapes[kind];
  shape.lastIndex = at;
  // A variable is put into the text before it is read: right behind a word, it would be more of that word.
  const goesOn = kind === "variable" && at > 0 && /\w/.test(source.charAt(at - 1));
  if (!goesOn && shape.test(source)) {
    reader.kind = kind;
    reader.at = at;
    reader.end = shape.lastIndex;
    reader.text = source.slice(at, shape.lastIndex);
    return;
  }
  reader.kind = "end";
  reader.text = "";
  if (at === source.length) reader.end = at;
  reader.at = reader.end;
}

/** What a token that begins with a character of this code is, if it is one. */
function kindAt(code: number): keyof typeof shapes {
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 58) return "name";
  if (code >= 48 && code <= 57) return "number";
  if (code === 34 || code === 39) return "string";
  return code === 36 ? "variable" : "mark";
}

/** Goes past a token, if it is this one. */
export function took(reader: TokenReader, text: string): boolean {
  if (reader.text !== text || (reader.kind !== "mark" && reader.kind !== "name")) return false;
  next(reader);
  return true;
}
