import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Rollout } from "../../../src/model/rollout.ts";
import { full, ledger, runbookOf } from "./full-context.ts";
import { linksOf, nodes, parseMarkdown, textOf } from "./parse-markdown.ts";

/** Fields whose words are not shown as they are written, and what is shown instead. */
const exceptions: readonly (readonly [RegExp, string])[] = [
  [
    /\.(kind|type|use|variants|worse|every|transport|format|language|aggregate|unit|blastRadius|action|noData)$|^whenChanged$/,
    "choices are told in words of the runbook",
  ],
  [/\.reach\[\d+\]\.kind$/, "the way to reach somebody shows as a link or a word"],
  [
    /(^team|(^decision|^tasks\.[^.]+|\.items\[\d+\])\.owner|\.(escalation|accountable))$|\.(by|consulted)\[\d+\]$/,
    "a contact is shown by role",
  ],
  [/^contacts\.<[^>]+>$/, "a contact is shown by role"],
  [/\.(limit|canary|primary|mirrorBy|window|required)$/, "told in a sentence"],
  [/\.environments\[\d+\]$/, "only decides in which runbooks a statement stands"],
  [/^ladders\.<[^>]+>$/, "the runbook is of one environment"],
  [/\.flows\[\d+\]\.(from|to)$|^architecture\.parts\.<[^>]+>$/, "parts are drawn by title"],
  [/^gates\.[^.]+\.otherwise\./, "part of the limit's sentence"],
  [/\.tasks\[\d+\]$|^preconditions.*\.before$/, "a task is shown by title, a stage by link"],
  [/\.url$/, "placeholders of an address are filled in"],
  [/\.expect\[\d+\]\.path$|\.json\[\d+\]\.path$/, "checked with its assertion"],
  [/\.procedures\[\d+\]$|\.writtenBy$/, "a procedure is linked by title"],
  [/\.(labels|drillDown)(\.|\[)/, "checked on their own"],
];

interface Leaf {
  readonly path: string;
  readonly text: string;
}

/** Every text and number of a value, keys of records included. */
function* leaves(value: unknown, path: string): Generator<Leaf> {
  if (typeof value === "string" || typeof value === "number") yield { path, text: String(value) };
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* leaves(item, `${path}[${index}]`);
  else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (/^(gates|alerts|probes|signals|metrics|procedures|tasks|instances|variables|contacts|ladders|architecture\.parts)$/.test(path)) {
        yield { path: `${path}.<${key}>`, text: key };
      }
      yield* leaves(item, path === "" ? key : `${path}.${key}`);
    }
  }
}

const page = runbookOf(full, "moved");
const shown = shownTexts(page);

/** What a reader can see or click: paragraphs, cells and blocks of code to the letter, addresses. */
function shownTexts(text: string): readonly string[] {
  const blocks = [...nodes(parseMarkdown(text))].filter((node) => ["paragraph", "heading", "tableCell", "code"].includes(node.type));
  return [...blocks.map(textOf), ...linksOf(text)];
}

function isShown(text: string): boolean {
  const bare = text.replaceAll("`", "");
  return shown.some((block) => block.includes(text) || block.includes(bare));
}

describe("every field of the model", () => {
  const all = [...leaves(full, ""), ...leaves(ledger, "ledger")];

  test("is filled by the definition that is rendered here", () => {
    expect(unfilled(Rollout, [full])).toEqual([]);
  });

  test("is visible in the runbook", () => {
    const checked = all.filter(({ path }) => !exceptions.some(([pattern]) => pattern.test(path)));
    expect(checked.length).toBeGreaterThan(350);
    expect(checked.filter(({ text }) => !isShown(text))).toEqual([]);
  });

  test.each(exceptions.map(([pattern, reason]) => [reason, pattern] as const))(
    "an exception that stands for something: %s",
    (_, pattern) => {
      expect(all.some(({ path }) => pattern.test(path))).toBe(true);
    },
  );

  const told: Record<string, string> = {
    "an assertion with its path": "path.within is at most 47h old",
    "an assertion about JSON": "in the JSON it prints: json.value is json-equals",
    "an address with host": "https://everything.staging.example.com/mcp/rpc",
    "an address in a loop": '"http://${instance}.example.com:${port}/mcp"',
    "labels of an alert": "team=team-label",
    "labels of a metric": "side, status, path",
    "labels that break a signal down": "Broken down by: path",
    "no data": "No data: counts as failed",
    "what is worse": "Worse: when it falls",
    "a blast radius": "touches one instance",
    "an action": "Action: pause the ramp",
    "a limit that an alert names": "the rollback limit of gate limit is crossed (above 0.2 %), with at least 41 requests",
    "a limit without a test":
      "Do not advance while: a statistical test finds the candidate worse at 97 % confidence; where no test is possible, above 1.5x the baseline",
    "who says yes": "2 of these said yes: Role of the first, Role of the second",
    "who mirrors": "Mirror: 0 % → 55 % of requests copied to the candidate by the application",
    "a weight of parts": "Traffic weight: 0 → 10 of 200",
    "a match": "Match: header x-canary is yes, or cookie canary-cookie is always",
    "a variable that is unset": "Variable OTHER_VARIABLE: unset",
    "an instance that joins": "Instances that join: instance-one (1 of 2)",
    "a precondition's stage": "Text of the precondition (before stage moved; probes: command; docs/sources/one.md L12–L29)",
    "what writes a receipt": "Written by: Title of the procedure",
    "where a broken limit goes back to": "A broken rollback limit goes back to moved from every later stage.",
    "another image": "Another image waits until the ramp is done or was taken back; then it begins again at before.",
    "an architecture label": 'p0 -->|"flow label"| p1',
    "the routes of a ladder": "Routes by: Ingress of class ingress-class",
    "a done item": "Item of the checklist (Role of the second)",
  };
  test.each(Object.entries(told))("%s is told", (_, text) => {
    expect(shown.filter((block) => block.includes(text))).not.toEqual([]);
  });
});

/** Fields of a schema that none of the values fills anywhere, by the first path they were met at. */
function unfilled(schema: z.core.$ZodType, values: readonly unknown[]): readonly string[] {
  const met = new Map<z.core.$ZodType, { readonly path: string; filled: boolean }>();
  visit(schema, values, "", met);
  return [...met.values()].filter(({ filled }) => !filled).map(({ path }) => path);
}

function visit(
  schema: z.core.$ZodType,
  values: readonly unknown[],
  path: string,
  met: Map<z.core.$ZodType, { readonly path: string; filled: boolean }>,
): void {
  if (schema instanceof z.ZodNull) return;
  const there = values.filter((value) => value !== undefined && value !== null);
  const entry = met.get(schema) ?? { path, filled: false };
  met.set(schema, entry);
  const isList = schema instanceof z.ZodArray || schema instanceof z.ZodRecord;
  if (there.some((value) => !isList || Object.keys(Object(value)).length > 0)) entry.filled = true;
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    visit(schema.def.innerType, there, path, met);
  } else if (schema instanceof z.ZodUnion) {
    for (const option of schema.def.options)
      visit(
        option,
        there.filter((value) => fits(option, value)),
        path,
        met,
      );
  } else if (schema instanceof z.ZodArray) {
    visit(schema.def.element, there.flatMap(asArray), `${path}[]`, met);
  } else if (schema instanceof z.ZodRecord) {
    visit(
      schema.def.valueType,
      there.flatMap((value) => Object.values(Object(value))),
      `${path}.*`,
      met,
    );
  } else if (schema instanceof z.ZodObject) {
    for (const [key, field] of Object.entries(schema.shape)) {
      visit(
        field,
        there.map((value) => Object(value)[key]),
        path === "" ? key : `${path}.${key}`,
        met,
      );
    }
  }
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a value could be of this choice: for an object no key it does not know, and its literals as they must be. */
function fits(option: z.core.$ZodType, value: unknown): boolean {
  if (!(option instanceof z.ZodObject)) return z.safeParse(option, value).success;
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).every(([key, item]) => {
    const field = option.shape[key];
    return field !== undefined && (!(field instanceof z.ZodLiteral) || field.safeParse(item).success);
  });
}
