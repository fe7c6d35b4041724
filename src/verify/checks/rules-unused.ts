import type { LabelMatcher } from "../../base/promql.ts";
import type { FoldersCheck } from "../check.ts";
import type { Folder } from "../folder.ts";
import { selectorsIn } from "../promql/expression.ts";
import { readExpressions } from "../promql/folder-expressions.ts";
import { accepts } from "../promql/accepts.ts";
import { renderedFolder } from "../rendered-folder.ts";

/** A recorded series costs an evaluation and memory, all the time; one that nothing reads is left over. */
export const rulesUnused: FoldersCheck = {
  code: "rules-unused",
  scope: "folders",
  severity: "warning",
  description: "every recorded series is read by a rule or a panel of its environment",
  *check(folders) {
    const readers = new Map<string, Map<string, (readonly LabelMatcher[])[]>>();
    for (const folder of folders) {
      const reads = readers.get(folder.environment) ?? new Map<string, (readonly LabelMatcher[])[]>();
      readers.set(folder.environment, reads);
      addReads(folder, reads);
    }
    // What an unreadable file would have read, nobody can tell.
    const unclear = new Set(folders.flatMap((folder) => (isReadable(folder) ? [] : [folder.environment])));
    for (const folder of folders) {
      if (unclear.has(folder.environment)) continue;
      const reads = readers.get(folder.environment);
      for (const { record, labels, path } of renderedFolder(folder).rules) {
        if (record === undefined) continue;
        const read = reads?.get(record)?.some((matchers) => matchers.every((matcher) => couldMeet(labels, matcher))) ?? false;
        if (!read)
          yield {
            message: `Record "${record}" is read by no rule and no panel of "${folder.environment}"`,
            hint: "remove the rule, or use the series",
            file: `${folder.path}/rules.yaml`,
            path,
          };
      }
    }
  },
};

function isReadable(folder: Folder): boolean {
  return !("problem" in folder.json("dashboard.json")) && !("problem" in folder.yaml("rules.yaml"));
}

function addReads(folder: Folder, reads: Map<string, (readonly LabelMatcher[])[]>): void {
  for (const { expression } of readExpressions(folder)) {
    for (const { metric, matchers } of selectorsIn(expression)) {
      if (metric === undefined) continue;
      const same = reads.get(metric);
      if (same === undefined) reads.set(metric, [matchers]);
      else same.push(matchers);
    }
  }
}

/** Labels that a rule does not set may come from its expression. */
function couldMeet(labels: Readonly<Record<string, string>>, matcher: LabelMatcher): boolean {
  const value = labels[matcher.label];
  return value === undefined || accepts(matcher, value) !== false;
}
