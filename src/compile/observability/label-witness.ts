import { inCodeUnitOrder } from "../../base/code-unit-order.ts";
import type { Matcher, Matchers } from "../../model/metric.ts";

/** Labels of one series. A label that is not there counts as empty, as in PromQL. */
export type Labels = Readonly<Record<string, string>>;

/** Whether a series is selected by all of the matchers. */
export function isMatched(labels: Labels, matchers: Matchers): boolean {
  return Object.entries(matchers).every(([label, matcher]) => accepts(matcher, labels[label] ?? ""));
}

function accepts(matcher: Matcher, value: string): boolean {
  if (typeof matcher === "string") return value === matcher;
  if ("oneOf" in matcher) return matcher.oneOf.includes(value);
  if ("noneOf" in matcher) return !matcher.noneOf.includes(value);
  return value.startsWith(matcher.startsWith);
}

/** Labels of a series that all of the matchers select; `undefined` when no series can be. */
export function witness(...all: readonly Matchers[]): Labels | undefined {
  const labels: Record<string, string> = {};
  for (const label of labelsOf(all)) {
    const matchers = matchersFor(label, all);
    const value = valuesToTry(matchers).find((candidate) => matchers.every((matcher) => accepts(matcher, candidate)));
    if (value === undefined) return undefined;
    if (value !== "") labels[label] = value;
  }
  return labels;
}

/** Labels of a series that `selecting` selects and `sparing` does not; `undefined` when there can be none. */
export function witnessBeside(selecting: readonly Matchers[], sparing: readonly Matchers[]): Labels | undefined {
  const base = witness(...selecting);
  if (base === undefined) return undefined;
  for (const label of labelsOf(sparing)) {
    const wanted = matchersFor(label, selecting);
    const unwanted = matchersFor(label, sparing);
    const value = valuesToTry([...wanted, ...unwanted]).find(
      (candidate) => wanted.every((matcher) => accepts(matcher, candidate)) && !unwanted.every((matcher) => accepts(matcher, candidate)),
    );
    if (value === undefined) continue;
    const { [label]: _, ...rest } = base;
    return value === "" ? rest : { ...rest, [label]: value };
  }
  return undefined;
}

function labelsOf(all: readonly Matchers[]): readonly string[] {
  const labels = new Set<string>();
  for (const matchers of all) for (const label of Object.keys(matchers)) labels.add(label);
  return inCodeUnitOrder(labels);
}

function matchersFor(label: string, all: readonly Matchers[]): readonly Matcher[] {
  return all.map((matchers) => matchers[label]).filter((matcher) => matcher !== undefined);
}

/** Enough values for one of them to be accepted, or refused, if any value is: those that are named, what they begin with, and another. */
function valuesToTry(matchers: readonly Matcher[]): readonly string[] {
  const values: string[] = [];
  for (const matcher of matchers) {
    if (typeof matcher === "string") values.push(matcher);
    else if ("oneOf" in matcher) values.push(...matcher.oneOf);
    else if ("noneOf" in matcher) values.push(...matcher.noneOf);
    else values.push(matcher.startsWith, `${matcher.startsWith}-other`);
  }
  let other = "other";
  while (values.includes(other)) other = `${other}-other`;
  values.push(other, "");
  return values;
}
