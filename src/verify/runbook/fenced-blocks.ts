/** Code of a Markdown text, as it stands between its fences. */
export interface FencedBlock {
  readonly language: string;
  /** Line of the first line of code, from 1. */
  readonly line: number;
  readonly code: string;
}

/** Every fenced block among the lines of a text, indented ones too. */
export function fencedBlocks(lines: readonly string[]): readonly FencedBlock[] {
  const found: FencedBlock[] = [];
  let open:
    | { readonly fence: string; readonly indent: number; readonly language: string; readonly line: number; readonly lines: string[] }
    | undefined;
  let number = 0;
  for (const line of lines) {
    number += 1;
    if (!line.includes("```") && !line.includes("~~~")) {
      if (open !== undefined) open.lines.push(unindented(line, open.indent));
      continue;
    }
    const [, spaces = "", fence, info = ""] = /^( *)(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (open === undefined) {
      if (fence !== undefined)
        open = { fence, indent: spaces.length, language: info.trim().split(" ")[0] ?? "", line: number + 1, lines: [] };
    } else if (fence?.startsWith(open.fence) === true && info.trim() === "") {
      found.push({ language: open.language, line: open.line, code: open.lines.join("\n") });
      open = undefined;
    } else {
      open.lines.push(unindented(line, open.indent));
    }
  }
  if (open !== undefined) found.push({ language: open.language, line: open.line, code: open.lines.join("\n") });
  return found;
}

function unindented(line: string, indent: number): string {
  return indent === 0 ? line : line.slice(Math.min(indent, line.length - line.trimStart().length));
}
