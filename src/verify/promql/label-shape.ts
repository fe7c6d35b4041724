import type { LabelMatcher } from "../../base/promql.ts";
import type { Expression } from "../../base/promql-syntax/expression.ts";
import { accepts, allowedValues } from "./accepts.ts";

/** What is known of a label: that it is not there, its value, or matchers that its value meets. */
export type LabelState =
  | { readonly kind: "absent"; /** What took it away. */ readonly by: Expression | undefined }
  | { readonly kind: "value"; readonly value: string }
  | { readonly kind: "meets"; readonly matchers: readonly LabelMatcher[] };

/** What is known of the labels of one kind of sample. */
export interface LabelShape {
  readonly labels: ReadonlyMap<string, LabelState>;
  /** Labels that are not listed. */
  readonly others: LabelState;
}

/** Beyond so many matchers of one label, the rest is not looked at. */
const most = 16;

const anything: LabelState = { kind: "meets", matchers: [] };

/** A sample of which nothing is known. */
export const anyShape: LabelShape = { labels: new Map(), others: anything };

/** A sample without labels. */
export function bareShape(by?: Expression): LabelShape {
  return { labels: new Map(), others: { kind: "absent", by } };
}

/** What is known of a label. */
export function stateOf({ labels, others }: LabelShape, label: string): LabelState {
  return labels.get(label) ?? others;
}

/** The shape with labels set to something else. */
export function withStates({ labels, others }: LabelShape, states: Iterable<readonly [string, LabelState]>): LabelShape {
  const changed = new Map(labels);
  for (const [label, state] of states) changed.set(label, state);
  return { labels: changed, others };
}

/** What is left of a state once a matcher holds; `undefined` when it cannot hold. */
export function narrowed(state: LabelState, matcher: LabelMatcher): LabelState | undefined {
  switch (state.kind) {
    case "absent":
      return accepts(matcher, "") === false ? undefined : state;
    case "value":
      return accepts(matcher, state.value) === false ? undefined : state;
    case "meets": {
      if (matcher.operator === "=") {
        if (state.matchers.some((other) => accepts(other, matcher.value) === false)) return undefined;
        return matcher.value === "" ? { kind: "absent", by: undefined } : { kind: "value", value: matcher.value };
      }
      if (state.matchers.length >= most) return state;
      const matchers = [...state.matchers, matcher];
      const allowed = matchers.map(allowedValues).find((values) => values !== undefined);
      if (allowed !== undefined && !allowed.some((value) => matchers.every((one) => accepts(one, value) !== false))) return undefined;
      return { kind: "meets", matchers };
    }
  }
}

/** The shape of samples that meet matchers as well; `undefined` when none can. */
export function selected(shape: LabelShape, matchers: readonly LabelMatcher[]): LabelShape | undefined {
  const labels = new Map(shape.labels);
  for (const matcher of matchers) {
    const state = narrowed(labels.get(matcher.label) ?? shape.others, matcher);
    if (state === undefined) return undefined;
    labels.set(matcher.label, state);
  }
  return { labels, others: shape.others };
}

/** Whether a label can have the same value on two samples. */
export function canBeEqual(left: LabelState, right: LabelState): boolean {
  if (left.kind === "meets" && right.kind === "meets") {
    return right.matchers.reduce<LabelState | undefined>((state, matcher) => state && narrowed(state, matcher), left) !== undefined;
  }
  if (right.kind === "meets") return canBeEqual(right, left);
  const value = right.kind === "value" ? right.value : "";
  if (left.kind === "meets") return left.matchers.every((matcher) => accepts(matcher, value) !== false);
  return (left.kind === "value" ? left.value : "") === value;
}

/** The more precise of two states that are known to be equal. */
export function moreExact(left: LabelState, right: LabelState): LabelState {
  return left.kind === "meets" && right.kind !== "meets" ? right : left;
}
