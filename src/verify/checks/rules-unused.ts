import type { LabelMatcher } from "../../base/promql.ts";
import type { FoldersCheck, Looked, ValuePath } from "../check.ts";
import type { Folder } from "../folder.ts";
import { folding } from "../folding.ts";
import { readExpressions } from "../promql/folder-expressions.ts";
import { accepts } from "../promql/accepts.ts";
import { remembered } from "../remembered.ts";
import { renderedFolder } from "../rendered-folder.ts";

/** A recorded series costs an evaluation and memory, all the time; one that nothing reads is left over. */
export const rulesUnused: FoldersCheck = {
  code: "rules-unused",
  scope: "folders",
  severity: "warning",
  description: "every recorded series is read by a rule or a panel of its environment",
  ...folding({
    look: (folder) => {
      const read = readsOf(folder);
      return {
        // What an unreadable file would have read, nobody can tell.
        unclear: !isReadable(folder),
        unread: recordsOf(folder).filter((recorded) => !isRead(read.values(), recorded)),
        reads: [...read.keys()],
      };
    },
    *judge(looked) {
      const unclear = new Set(looked.flatMap(({ folder, fact }) => (fact.unclear ? [folder.environment] : [])));
      const readsIn = remembered((environment: string) => readsByMetric(looked, environment));
      for (const { folder, fact } of looked) {
        for (const recorded of fact.unread) {
          const { record, path } = recorded;
          if (unclear.has(folder.environment) || isRead(readsIn(folder.environment).get(record) ?? [], recorded)) continue;
          const message = `Record "${record}" is read by no rule and no panel of "${folder.environment}"`;
          yield { message, hint: "remove the rule, or use the series", file: `${folder.path}/rules.yaml`, path };
        }
      }
    },
  }),
};

/** A rule that records. */
interface Recorded {
  readonly record: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly path: ValuePath;
}

/** What a query asks of a metric. */
interface Read {
  readonly metric: string;
  readonly matchers: readonly LabelMatcher[];
}

function isReadable(folder: Folder): boolean {
  return !("problem" in folder.json("dashboard.json")) && !("problem" in folder.yaml("rules.yaml"));
}

function recordsOf(folder: Folder): readonly Recorded[] {
  return renderedFolder(folder).rules.flatMap(({ record, labels, path }) => (record === undefined ? [] : [{ record, labels, path }]));
}

/** What the folder's queries read, each once, by a text of its own: most are asked by several panels and rules. */
function readsOf(folder: Folder): ReadonlyMap<string, Read> {
  const reads = new Map<string, Read>();
  for (const { selectors } of readExpressions(folder)) {
    for (const { metric, matchers } of selectors) {
      if (metric !== undefined) reads.set(JSON.stringify({ metric, matchers }), { metric, matchers });
    }
  }
  return reads;
}

/** What all queries of an environment read; asked for where a record is not read by its own rollout, which is seldom. */
function readsByMetric(
  looked: readonly Looked<{ readonly reads: readonly string[] }>[],
  environment: string,
): ReadonlyMap<string, readonly Read[]> {
  const texts = new Set(looked.flatMap(({ folder, fact }) => (folder.environment === environment ? fact.reads : [])));
  const found = new Map<string, Read[]>();
  for (const text of texts) {
    const read: Read = JSON.parse(text);
    const same = found.get(read.metric);
    if (same === undefined) found.set(read.metric, [read]);
    else same.push(read);
  }
  return found;
}

function isRead(reads: Iterable<Read>, { record, labels }: Recorded): boolean {
  for (const { metric, matchers } of reads) if (metric === record && matchers.every((matcher) => couldMeet(labels, matcher))) return true;
  return false;
}

/** Labels that a rule does not set may come from its expression. */
function couldMeet(labels: Readonly<Record<string, string>>, matcher: LabelMatcher): boolean {
  const value = labels[matcher.label];
  return value === undefined || accepts(matcher, value) !== false;
}
