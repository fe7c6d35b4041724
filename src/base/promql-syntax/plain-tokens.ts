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

const token =
  /[ \n]*(?:([A-Za-z_:][\w:]*)|(\d+(?:\.\d+)?(?:[a-z][a-z\d]*)?(?![\w.:]))|("(?:[^"\\\n]|\\["\\])*"|'[^'"\\\n]*')|(=~|!~|==|!=|>=|<=|[-+*/%^=<>(){}[\],])|(\$\w+)|$)/y;

/** Looks at the next token; where there is none of the usual ones, the reader stays and everything ends. */
export function next(reader: TokenReader): void {
  token.lastIndex = reader.end;
  const found = token.exec(reader.source);
  if (found === null) {
    reader.kind = "end";
    reader.text = "";
    reader.at = reader.end;
    return;
  }
  const [whole, name, number, string, mark, variable] = found;
  const text = name ?? number ?? string ?? mark ?? variable ?? "";
  reader.text = text;
  reader.kind =
    name !== undefined
      ? "name"
      : number !== undefined
        ? "number"
        : string !== undefined
          ? "string"
          : mark !== undefined
            ? "mark"
            : variable === undefined
              ? "end"
              : "variable";
  reader.end = found.index + whole.length;
  reader.at = reader.end - text.length;
}

/** Goes past a token, if it is this one. */
export function took(reader: TokenReader, text: string): boolean {
  if (reader.text !== text || (reader.kind !== "mark" && reader.kind !== "name")) return false;
  next(reader);
  return true;
}
