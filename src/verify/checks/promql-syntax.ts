import type { FolderCheck } from "../check.ts";
import { folderExpressions } from "../promql/folder-expressions.ts";

/** PromQL that is none: Prometheus refuses the whole rule file, a panel stays empty. */
export const promqlSyntax: FolderCheck = {
  code: "promql-syntax",
  scope: "folder",
  severity: "error",
  description: "rules and panels are PromQL",
  // What an expression reads and holds cannot be told of one that is none.
  supersedes: ["rules-unused", "runbook-limits", "runbook-rules"],
  *check(folder) {
    for (const { owner, parsed, place } of folderExpressions(folder)) {
      if (!("problem" in parsed)) continue;
      yield { message: `${owner} is not PromQL: ${parsed.problem}`, hint: "correct the expression where it comes from", ...place };
    }
  },
};
