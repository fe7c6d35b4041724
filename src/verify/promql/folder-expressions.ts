import type { RenderedRule } from "../../compile/closure/rendered.ts";
import type { Report, ValuePath } from "../check.ts";
import type { Folder } from "../folder.ts";
import { ownRules } from "../own-rules.ts";
import { perFolder } from "../per-folder.ts";
import { renderedFolder } from "../rendered-folder.ts";
import { everyPart, type Expression, type Selector, type Span } from "../../base/promql-syntax/expression.ts";
import { parseExpression, type ParsedExpression } from "./parse-expression.ts";

/** PromQL in a folder: of a rule or of the dashboard. */
export interface FolderExpression {
  /** `Alert "X"`, `Record "a:b:c"`, `Panel "Error rate"`, `A dashboard annotation`. */
  readonly owner: string;
  readonly source: string;
  readonly parsed: ParsedExpression;
  /** The rule it belongs to, if it is not of the dashboard. */
  readonly rule: RenderedRule | undefined;
  readonly place: Pick<Report, "file" | "document" | "path" | "definition">;
}

/** One that could be read. */
export interface ReadExpression extends FolderExpression {
  readonly expression: Expression;
  /** The expression and everything within it, from left to right. */
  readonly parts: readonly Expression[];
  /** Every selector within it, from left to right. */
  readonly selectors: readonly Selector[];
}

/** More text than this in one folder is not PromQL that anybody wrote. */
const most = 1_048_576;

/** Every expression of a folder, each read once; panels that ask the same share the reading. */
export const folderExpressions = perFolder((folder): readonly FolderExpression[] => {
  const { rules, panels, annotations } = renderedFolder(folder);
  const declared = new Set(folder.resource()?.spec.alerts.map(({ name }) => name));
  const readings = new Map<string, ParsedExpression>();
  let length = 0;
  const parse = (source: string): ParsedExpression => {
    const found = readings.get(source);
    if (found !== undefined) return found;
    length += source.length;
    const parsed = length > most ? { problem: `the folder has more than ${most} characters of PromQL` } : parseExpression(source);
    readings.set(source, parsed);
    return parsed;
  };
  const of = (
    owner: string,
    source: string,
    file: string,
    path: ValuePath,
    more: { readonly rule?: RenderedRule; readonly definition?: ValuePath } = {},
  ): FolderExpression => ({
    owner,
    source,
    parsed: parse(source),
    rule: more.rule,
    place: { file: `${folder.path}/${file}`, path, ...(more.definition === undefined ? {} : { definition: more.definition }) },
  });
  return [
    ...rules.map((rule) =>
      of(ruleName(rule), rule.expr, "rules.yaml", [...rule.path, "expr"], {
        rule,
        ...(rule.alert !== undefined && declared.has(rule.alert) ? { definition: ["alerts", rule.alert] } : {}),
      }),
    ),
    ...ownRules(folder).map(({ file, document, rule }) => ({
      owner: ruleName(rule),
      source: rule.expr,
      parsed: parse(rule.expr),
      rule,
      place: { file, document, path: [...rule.path, "expr"] },
    })),
    ...panels.flatMap(({ title, targets }) => targets.map(({ expr, path }) => of(`Panel "${title}"`, expr, "dashboard.json", path))),
    ...annotations.map(({ expr, path }) => of("A dashboard annotation", expr, "dashboard.json", path)),
  ];
});

/** Every expression of a folder that is PromQL, gone through once for all that ask for its parts. */
export const readExpressions = perFolder((folder): readonly ReadExpression[] =>
  folderExpressions(folder).flatMap(({ owner, source, parsed, rule, place }) => {
    if ("problem" in parsed) return [];
    const { expression } = parsed;
    const parts = everyPart(expression);
    const selectors = parts.filter((part) => part.kind === "selector");
    return [{ owner, source, parsed, rule, place, expression, parts, selectors }];
  }),
);

/** Numbers as they stand in the expressions of a folder, by expression. */
export const folderNumbers = perFolder((folder): ReadonlyMap<string, readonly string[]> => {
  const numbers = new Map<string, readonly string[]>();
  for (const { source, parts } of readExpressions(folder)) {
    if (!numbers.has(source))
      numbers.set(
        source,
        parts.flatMap(({ kind, from, to }) => (kind === "number" ? [source.slice(from, to)] : [])),
      );
  }
  return numbers;
});

/** A rule by what it is called. */
export function ruleName({ alert, record }: Pick<RenderedRule, "alert" | "record">): string {
  return alert === undefined ? `Record "${record ?? ""}"` : `Alert "${alert}"`;
}

/** What a check says of an expression. */
export interface ExpressionFault {
  readonly message: string;
  readonly hint: string;
  readonly severity?: Report["severity"];
}

/** Makes a check of what it says of each expression of a folder. */
export function eachExpression(
  judge: (item: ReadExpression, folder: Folder) => Iterable<ExpressionFault>,
): (folder: Folder) => Iterable<Report> {
  return function* (folder) {
    for (const item of readExpressions(folder)) {
      for (const { message, hint, severity } of judge(item, folder)) {
        yield { message: `${item.owner}: ${message}`, hint, ...item.place, ...(severity === undefined ? {} : { severity }) };
      }
    }
  };
}

/** The words of a part of an expression, short enough for a line. */
export function excerpt(source: string, { from, to }: Span): string {
  const words = source.slice(from, to).replaceAll(/\s+/g, " ");
  return words.length > 80 ? `${words.slice(0, 77)}...` : words;
}
