import type { LabelMatcher } from "../../base/promql.ts";
import type { FoldersCheck, ValuePath } from "../check.ts";
import type { Folder } from "../folder.ts";
import { selectorsIn } from "../../base/promql-syntax/expression.ts";
import { readExpressions } from "../promql/folder-expressions.ts";
import { accepts } from "../promql/accepts.ts";
import { renderedFolder } from "../rendered-folder.ts";
import { visiting } from "../visiting.ts";

/** A recorded series costs an evaluation and memory, all the time; one that nothing reads is left over. */
export const rulesUnused: FoldersCheck = {
  code: "rules-unused",
  scope: "folders",
  severity: "warning",
  description: "every recorded series is read by a rule or a panel of its environment",
  ...visiting(() => {
    const reads = new Map<string, (readonly LabelMatcher[])[]>();
    const records: Recorded[] = [];
    const unclear = new Set<string>();
    return {
      folder(folder) {
        const { environment, path } = folder;
        addReads(folder, reads);
        for (const rule of renderedFolder(folder).rules) {
          if (rule.record !== undefined)
            records.push({ environment, record: rule.record, labels: rule.labels, file: `${path}/rules.yaml`, path: rule.path });
        }
        // What an unreadable file would have read, nobody can tell.
        if (!isReadable(folder)) unclear.add(environment);
        return [];
      },
      *end() {
        for (const { environment, record, labels, file, path } of records) {
          if (unclear.has(environment) || isRead(reads, environment, record, labels)) continue;
          const message = `Record "${record}" is read by no rule and no panel of "${environment}"`;
          yield { message, hint: "remove the rule, or use the series", file, path };
        }
      },
    };
  }),
};

/** A rule that records, with the environment that it does so in. */
interface Recorded {
  readonly environment: string;
  readonly record: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly file: string;
  readonly path: ValuePath;
}

function isReadable(folder: Folder): boolean {
  return !("problem" in folder.json("dashboard.json")) && !("problem" in folder.yaml("rules.yaml"));
}

/** Remembers who reads a metric, by the rollout that is asked for: every rollout records under the same names. */
function addReads(folder: Folder, reads: Map<string, (readonly LabelMatcher[])[]>): void {
  for (const { expression } of readExpressions(folder)) {
    for (const { metric, matchers } of selectorsIn(expression)) {
      if (metric === undefined) continue;
      const rollout = matchers.find(({ label, operator }) => label === "rollout" && operator === "=")?.value;
      for (const key of [keyOf(folder.environment, metric), keyOf(folder.environment, metric, rollout ?? "")]) {
        const same = reads.get(key);
        if (same === undefined) reads.set(key, [matchers]);
        else same.push(matchers);
      }
    }
  }
}

function isRead(
  reads: ReadonlyMap<string, readonly (readonly LabelMatcher[])[]>,
  environment: string,
  record: string,
  labels: Readonly<Record<string, string>>,
): boolean {
  const rollout = labels["rollout"];
  const keys = rollout === undefined ? [keyOf(environment, record)] : ["", rollout].map((one) => keyOf(environment, record, one));
  return keys.some((key) => reads.get(key)?.some((matchers) => matchers.every((matcher) => couldMeet(labels, matcher))) === true);
}

function keyOf(...parts: readonly string[]): string {
  return parts.join("\0");
}

/** Labels that a rule does not set may come from its expression. */
function couldMeet(labels: Readonly<Record<string, string>>, matcher: LabelMatcher): boolean {
  const value = labels[matcher.label];
  return value === undefined || accepts(matcher, value) !== false;
}
