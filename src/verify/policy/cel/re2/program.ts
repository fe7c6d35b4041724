import { EvaluationFault } from "../fault.ts";
import { membership } from "./character-set.ts";
import type { Assertion, Pattern } from "./pattern.ts";

/** One step of a program; numbers are places in it. */
type Step =
  | { readonly kind: "set"; readonly holds: (code: number) => boolean; readonly next: number }
  | { readonly kind: "assert"; readonly assertion: Assertion; readonly next: number }
  /** Goes on at both places; what `first` finds is preferred. */
  | { readonly kind: "split"; readonly first: number; readonly second: number }
  | { readonly kind: "match" };

/** A pattern as steps of an automaton, which is run in time linear in the text. */
export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
  /** Whether it can match at the start of the text only. */
  readonly anchored: boolean;
}

const mostSteps = 30_000;

/** Builds the automaton from the end to the start, so that each step knows what follows it. */
export function programOf(pattern: Pattern): Program {
  const steps: Step[] = [{ kind: "match" }];
  const add = (step: Step) => {
    if (steps.length >= mostSteps) throw new EvaluationFault("error parsing regexp: expression too large");
    return steps.push(step) - 1;
  };
  const emit = (node: Pattern, next: number): number => {
    switch (node.kind) {
      case "set":
        return add({ kind: "set", holds: membership(node.set), next });
      case "assert":
        return add({ kind: "assert", assertion: node.assertion, next });
      case "sequence":
        return node.items.reduceRight((after, item) => emit(item, after), next);
      case "choice":
        return node.items.map((item) => emit(item, next)).reduceRight((second, first) => add({ kind: "split", first, second }));
      case "repeat":
        return emitRepeat(node, next);
    }
  };
  const branch = (greedy: boolean, inside: number, outside: number): Step =>
    greedy ? { kind: "split", first: inside, second: outside } : { kind: "split", first: outside, second: inside };
  const emitRepeat = ({ item, least, most, greedy }: Pattern & { kind: "repeat" }, next: number): number => {
    let place = next;
    if (most === undefined) {
      place = add({ kind: "match" });
      steps[place] = branch(greedy, emit(item, place), next);
    } else {
      for (let count = least; count < most; count++) place = add(branch(greedy, emit(item, place), next));
    }
    for (let count = 0; count < least; count++) place = emit(item, place);
    return place;
  };
  const start = emit(pattern, 0);
  return { steps, start, anchored: isAnchored(pattern) };
}

function isAnchored(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case "assert":
      return pattern.assertion === "text-start";
    case "sequence":
      return pattern.items[0] !== undefined && isAnchored(pattern.items[0]);
    case "choice":
      return pattern.items.every(isAnchored);
    default:
      return false;
  }
}
