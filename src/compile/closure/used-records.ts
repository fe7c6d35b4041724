import type { PromqlReading } from "../../base/read-promql.ts";
import { seriesLabels } from "../conventions.ts";
import type { Context } from "../context.ts";
import type { Rendered } from "./rendered.ts";

/** Every recorded series is read by an alert, another rule, a panel, an annotation or a gate. */
export function* usedRecords(
  { rollout, environment, observability }: Context,
  { rules, panels, annotations }: Rendered,
  read: (expr: string) => PromqlReading,
): Generator<string> {
  const readers = [
    ...rules.map(({ expr }) => expr),
    ...[...panels.flatMap(({ targets }) => targets), ...annotations].map(({ expr }) => expr),
    ...[...observability.gates.values()].flatMap(({ value, withinHold }) => [value, withinHold]),
  ];
  const used = new Set(
    readers.flatMap((expr) => {
      const reading = read(expr);
      return "problem" in reading ? [] : reading.metrics;
    }),
  );
  const own = seriesLabels(rollout, environment);
  for (const { record } of rules) {
    if (record !== undefined && !used.has(record))
      yield `rule "${record}" of ${own["rollout"] ?? ""} records a series that no alert, panel or gate reads`;
  }
}
