import type { Expression, Grouping, Matching } from "../../base/promql-syntax/expression.ts";

/**
 * Labels whose matchers are not the same in two expressions that are otherwise
 * alike; `undefined` when they differ in anything else.
 */
export function differingLabels(left: Expression, right: Expression): readonly string[] | undefined {
  const labels = new Set<string>();
  return alike(left, right, labels) ? [...labels] : undefined;
}

function alike(left: Expression, right: Expression, labels: Set<string>): boolean {
  switch (left.kind) {
    case "number":
    case "string":
      return left.kind === right.kind && left.value === right.value;
    case "selector": {
      if (right.kind !== "selector" || left.metric !== right.metric || left.metric === undefined) return false;
      const keys = (matchers: typeof left.matchers) =>
        new Map(matchers.map((matcher) => [`${matcher.label}${matcher.operator}${matcher.value}`, matcher.label]));
      const [ones, others] = [keys(left.matchers), keys(right.matchers)];
      for (const [key, label] of [...ones, ...others]) if (!ones.has(key) || !others.has(key)) labels.add(label);
      return true;
    }
    case "range":
    case "subquery":
      return right.kind === left.kind && left.seconds === right.seconds && alike(left.of, right.of, labels);
    case "unary":
      return right.kind === "unary" && alike(left.of, right.of, labels);
    case "shifted":
      return right.kind === "shifted" && left.by === right.by && alike(left.of, right.of, labels);
    case "call":
      return right.kind === "call" && left.name === right.name && allAlike(left.args, right.args, labels);
    case "aggregation":
      return (
        right.kind === "aggregation" &&
        left.operator === right.operator &&
        groupingKey(left.grouping) === groupingKey(right.grouping) &&
        allAlike(left.args, right.args, labels)
      );
    case "binary":
      return (
        right.kind === "binary" &&
        left.operator === right.operator &&
        left.bool === right.bool &&
        matchingKey(left.matching) === matchingKey(right.matching) &&
        allAlike([left.left, left.right], [right.left, right.right], labels)
      );
  }
}

function allAlike(lefts: readonly Expression[], rights: readonly Expression[], labels: Set<string>): boolean {
  return lefts.length === rights.length && lefts.every((left, index) => rights[index] !== undefined && alike(left, rights[index], labels));
}

function groupingKey(grouping: Grouping | undefined): string {
  return grouping === undefined ? "" : JSON.stringify([grouping.keeps, grouping.labels.toSorted()]);
}

function matchingKey(matching: Matching | undefined): string {
  return JSON.stringify(matching ?? null);
}
