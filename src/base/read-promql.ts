import { parser } from "@prometheus-io/lezer-promql";
import { everyPart } from "./promql-syntax/expression.ts";
import { readPlainExpression } from "./promql-syntax/read-plain-expression.ts";

/** What a PromQL expression asks for, or where it is not PromQL. */
export type PromqlReading = { readonly metrics: readonly string[]; readonly numbers: readonly string[] } | { readonly problem: string };

/**
 * Names of the metrics an expression selects and the numbers it holds them
 * against, without running it. Grafana's interval variables stand for a range.
 * @see https://grafana.com/docs/grafana/latest/visualizations/dashboards/variables/add-template-variables/#global-variables
 */
export function readPromql(expression: string): PromqlReading {
  const text = expression.replaceAll(/\$__(rate_interval|interval|range)\b/g, "5m");
  const metrics = new Set<string>();
  const numbers = new Set<string>();
  const plain = readPlainExpression(text);
  if (plain !== undefined) {
    for (const part of everyPart(plain)) {
      if (part.kind === "selector" && part.metric !== undefined) metrics.add(part.metric);
      if (part.kind === "number") numbers.add(text.slice(part.from, part.to));
    }
    return { metrics: [...metrics], numbers: [...numbers] };
  }
  let problem: string | undefined;
  parser.parse(text).iterate({
    enter: (node) => {
      const part = text.slice(node.from, node.to);
      if (node.type.isError) problem ??= `syntax error at character ${node.from + 1}${part === "" ? "" : ` ("${part.slice(0, 20)}")`}`;
      if (node.name === "VectorSelector") {
        const name = node.node.getChild("Identifier");
        if (name !== null) metrics.add(text.slice(name.from, name.to));
      }
      if (node.name === "NumberDurationLiteral" || node.name === "NumberLiteral") numbers.add(part);
    },
  });
  return problem === undefined ? { metrics: [...metrics], numbers: [...numbers] } : { problem };
}
