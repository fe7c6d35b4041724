import { BudgetSpent } from "../fault.ts";
import type { Assertion } from "./pattern.ts";
import type { Program } from "./program.ts";

/** Where a match lies, counted in characters; the end is the first character after it. */
export interface Match {
  readonly start: number;
  readonly end: number;
}

/** A text as its characters' numbers. */
export function codesOf(text: string): readonly number[] {
  const codes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    codes.push(code);
    if (code > 0xffff) at++;
  }
  return codes;
}

/** A position in the program, and where in the text its match would start. */
interface Thread {
  readonly place: number;
  readonly start: number;
}

/**
 * The leftmost match from a place in the text on, of those the one that the
 * pattern prefers. All ways through the pattern are followed side by side, so
 * that no pattern takes more than steps × characters.
 * @param any Stop at the first sign of a match, when its extent does not matter.
 */
export function search({ steps, start, anchored }: Program, codes: readonly number[], from: number, any = false): Match | undefined {
  if (steps.length * (codes.length - from) > 50_000_000) throw new BudgetSpent("the text is too long for the pattern");
  const seen = new Uint32Array(steps.length);
  let round = 0;
  const follow = (threads: Thread[], place: number, begin: number, at: number): void => {
    const stack = [place];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      if (seen[top] === round) continue;
      seen[top] = round;
      const step = steps[top];
      if (step?.kind === "split") stack.push(step.second, step.first);
      else if (step?.kind === "assert") {
        if (holds(step.assertion, codes, at)) stack.push(step.next);
      } else threads.push({ place: top, start: begin });
    }
  };
  let found: Match | undefined;
  let threads: Thread[] = [];
  for (let at = from; ; at++) {
    if (at === from) round++;
    if (found === undefined && (!anchored || at === 0)) follow(threads, start, at, at);
    if (threads.length === 0 && (found !== undefined || anchored || at >= codes.length)) return found;
    const code = codes[at];
    const next: Thread[] = [];
    round++;
    for (const thread of threads) {
      const step = steps[thread.place];
      if (step?.kind === "match") {
        found = { start: thread.start, end: at };
        if (any) return found;
        break;
      }
      if (step?.kind === "set" && code !== undefined && step.holds(code)) follow(next, step.next, thread.start, at + 1);
    }
    if (code === undefined) return found;
    threads = next;
  }
}

function holds(assertion: Assertion, codes: readonly number[], at: number): boolean {
  switch (assertion) {
    case "text-start":
      return at === 0;
    case "text-end":
      return at === codes.length;
    case "line-start":
      return at === 0 || codes[at - 1] === 0x0a;
    case "line-end":
      return at === codes.length || codes[at] === 0x0a;
    case "word-boundary":
      return isWord(codes[at - 1]) !== isWord(codes[at]);
    case "no-word-boundary":
      return isWord(codes[at - 1]) === isWord(codes[at]);
  }
}

function isWord(code: number | undefined): boolean {
  return (
    code !== undefined &&
    ((code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || (code >= 0x61 && code <= 0x7a))
  );
}
