/** Reads a pattern from left to right. */
export interface Reader {
  readonly done: () => boolean;
  /** What is left. */
  readonly rest: () => string;
  /** The next character, or the empty text at the end. */
  readonly peek: () => string;
  /** Takes the next character. */
  readonly take: () => number;
  /** Takes the text if it is next. */
  readonly accept: (text: string) => boolean;
  /** Takes what a sticky expression matches here. */
  readonly match: (expression: RegExp) => RegExpExecArray | undefined;
}

/** A reader at the start of a pattern. */
export function readerOf(text: string): Reader {
  let at = 0;
  return {
    done: () => at >= text.length,
    rest: () => text.slice(at),
    peek: () => text.charAt(at),
    take: () => {
      const code = text.codePointAt(at) ?? 0;
      at += code > 0xffff ? 2 : 1;
      return code;
    },
    accept: (part) => {
      if (!text.startsWith(part, at)) return false;
      at += part.length;
      return true;
    },
    match: (expression) => {
      expression.lastIndex = at;
      const match = expression.exec(text);
      if (match === null) return undefined;
      at += match[0].length;
      return match;
    },
  };
}
