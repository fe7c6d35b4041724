import type { RenderedSection } from "../../compile/closure/rendered.ts";

/** What a runbook says otherwise than the data it is rendered from. */
export interface ToldOtherwise {
  readonly message: string;
  /** Line of the runbook, from 1. */
  readonly line: number;
}

/** What a line of a section says after its first words, and where. */
export interface ToldLine {
  readonly text: string;
  readonly line: number;
}

/** The first line of a section that begins with some words; `undefined` where no line does, as in templates of a project's own. */
export function toldLine(section: RenderedSection | undefined, words: string): ToldLine | undefined {
  const index = section?.lines.findIndex((line) => line.startsWith(words)) ?? -1;
  const line = section?.lines[index];
  return section === undefined || line === undefined
    ? undefined
    : { text: line.slice(words.length).trim(), line: section.line + index + 1 };
}
