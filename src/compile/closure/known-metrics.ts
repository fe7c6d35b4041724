import type { PromqlReading } from "../../base/read-promql.ts";
import type { Context } from "../context.ts";
import type { Rendered } from "./rendered.ts";

/** Series that Prometheus itself makes. */
const ownSeries = ["ALERTS", "ALERTS_FOR_STATE"];

/** Every expression is PromQL and asks only for metrics that are declared as inputs or recorded here. */
export function* knownMetrics(
  { rollout, observability }: Context,
  { rules, panels, annotations }: Rendered,
  read: (expr: string) => PromqlReading,
): Generator<string> {
  const inputs = Object.entries(rollout.metrics).flatMap(([name, { type }]) =>
    type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  );
  const recorded = rules.flatMap(({ record }) => (record === undefined ? [] : [record]));
  const known = new Set([...inputs, ...recorded, ...ownSeries]);
  const expressions = [
    ...rules.map(({ alert, record, expr }) => [`rule "${alert ?? record ?? ""}"`, expr] as const),
    ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [`panel "${title}"`, expr] as const)),
    ...annotations.map(({ expr }) => ["a dashboard annotation", expr] as const),
    ...[...observability.gates.values()].flatMap(({ gate, value, withinHold, withinRollback }) =>
      [value, withinHold, withinRollback].flatMap((expr) => (expr === undefined ? [] : [[`gate "${gate}"`, expr] as const])),
    ),
  ];
  for (const [owner, expr] of expressions) {
    const reading = read(expr);
    if ("problem" in reading) {
      yield `${owner} is not PromQL: ${reading.problem} in ${expr}`;
      continue;
    }
    for (const metric of reading.metrics) {
      if (!known.has(metric)) yield `${owner} asks for metric "${metric}", which is neither recorded here nor declared in metrics`;
    }
  }
}
