import type { FolderCheck } from "../check.ts";
import type { Expression } from "../../base/promql-syntax/expression.ts";
import { eachExpression, excerpt } from "../promql/folder-expressions.ts";
import { signatures } from "../../base/promql-syntax/signature.ts";
import { typeFaults } from "../promql/type-faults.ts";

/** Wrong types or numbers of arguments, which Prometheus refuses like wrong grammar. */
export const promqlTypes: FolderCheck = {
  code: "promql-types",
  scope: "folder",
  severity: "error",
  description: "functions and operators get what they take",
  supersedes: ["runbook-rules"],
  check: eachExpression(function* ({ expression, parts, source }) {
    for (const { at, message } of typeFaults(expression)) {
      yield {
        message: `${message}, in "${excerpt(source, at)}"`,
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      };
    }
    for (const part of parts) {
      const share = shareOf(part);
      if (share !== undefined && !(share >= 0 && share <= 1))
        yield {
          message: `a quantile is a share from 0 to 1, got ${share}, which gives ${share > 1 ? "+Inf" : "-Inf"}, in "${excerpt(source, part)}"`,
          hint: share > 1 && share <= 100 ? `write ${String(share / 100)} for p${share}` : "write a share such as 0.99",
        };
      if (part.kind !== "call" || signatures.get(part.name)?.experimental !== true) continue;
      yield {
        severity: "warning",
        message: `${part.name}() is experimental, and Prometheus knows it only with a feature flag`,
        hint: "use a stable function, or make sure that Prometheus runs with --enable-feature=promql-experimental-functions",
      };
    }
  }),
};

/** The share that a quantile is asked of, where it is written out. */
function shareOf(part: Expression): number | undefined {
  const isQuantile =
    (part.kind === "call" && ["histogram_quantile", "quantile_over_time"].includes(part.name)) ||
    (part.kind === "aggregation" && part.operator === "quantile");
  const share = isQuantile ? part.args[0] : undefined;
  return share?.kind === "number" ? share.value : undefined;
}
