import type { FolderCheck } from "../check.ts";
import { everyPart } from "../../base/promql-syntax/expression.ts";
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
  check: eachExpression(function* ({ expression, source }) {
    for (const { at, message } of typeFaults(expression)) {
      yield {
        message: `${message}, in "${excerpt(source, at)}"`,
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      };
    }
    for (const part of everyPart(expression)) {
      if (part.kind !== "call" || signatures.get(part.name)?.experimental !== true) continue;
      yield {
        severity: "warning",
        message: `${part.name}() is experimental, and Prometheus knows it only with a feature flag`,
        hint: "use a stable function, or make sure that Prometheus runs with --enable-feature=promql-experimental-functions",
      };
    }
  }),
};
