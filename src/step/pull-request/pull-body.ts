import { cell, codeSpan, fence, inline, phrase, type Markdown } from "../../base/markdown.ts";
import { renderTemplate, type TemplateData } from "../../base/template.ts";
import { UserError } from "../../base/user-error.ts";
import { asRegion } from "../../model/body-region.ts";
import { evidenceJson } from "../../model/evidence-text.ts";
import { confirmationsFile } from "../../project/read-records.ts";
import type { Finding } from "../../verify/finding.ts";
import type { Proposal } from "../proposal.ts";
import type { Evidence } from "./evidence-of.ts";
import { fileDiffs, filesPart } from "./files-part.ts";
import { chartsPart, gatesPart } from "./gates-part.ts";
import { ladderPart } from "./ladder-part.ts";
import { moved } from "./moved.ts";
import { openingPart, undoCommand } from "./opening-part.ts";
import { powerPart } from "./power-part.ts";
import { overridesPart, termsPart } from "./terms-part.ts";
import { withoutActiveWords } from "./without-active-words.ts";

/** GitHub takes 65,536 characters; people need room of their own. */
export const longestBody = 60_000;

/** What a body is made of. */
export interface BodyInput {
  readonly proposal: Proposal;
  readonly findings: readonly Finding[];
  readonly evidence: Evidence;
  /** Where the forge shows all that changes. */
  readonly compareAddress: string;
  /** Unix seconds. */
  readonly now: number;
}

/** Partials of the template, each a part of the body. */
const parts = [
  "moves",
  "gates",
  "terms",
  "overrides",
  "remaining",
  "findings",
  "power",
  "way-back",
  "ladder",
  "files",
  "evidence",
] as const;

/** What is left out where a body would be too long, in this order; what it is about stays. */
const dropped: readonly ((data: TemplateData, names: TemplateData) => TemplateData)[] = [
  (data, names) => ({ ...data, files: names }),
  (data) => ({ ...data, charts: undefined }),
  (data) => ({ ...data, power: undefined }),
  (data) => ({ ...data, ladder: undefined }),
  (data) => ({ ...data, sentences: undefined }),
  (data) => ({ ...data, findings: undefined, files: undefined }),
];

/**
 * Our part of a pull request's body, for the commit it comes to rest on. No
 * longer than {@link longestBody}: parts are left out whole, the diffs first.
 * Throws a {@link UserError} where what must not be left out is too long.
 */
export function pullBody(input: BodyInput): (headCommit: string) => string {
  const { proposal, evidence } = input;
  const diffs = fileDiffs(proposal);
  const names = filesPart(diffs, input.compareAddress, "names");
  const filled = { ...dataOf(input), files: filesPart(diffs, input.compareAddress, "diffs") };
  const template = {
    name: "pull-request.md",
    text: proposal.after.template("pull-request.md"),
    partials: Object.fromEntries(parts.map((part) => [`pull-request/${part}`, proposal.after.template(`pull-request/${part}`)])),
  };
  const write = (data: TemplateData, commit: string): string => {
    const text = renderTemplate(template, { ...data, evidence: { json: fence(evidenceJson(evidence.block(commit)), "json") } });
    return bodyRegion(text);
  };
  let data: TemplateData = filled;
  for (const drop of dropped) {
    if (write(data, "0".repeat(64)).length <= longestBody) break;
    data = drop(data, names);
  }
  const { length } = write(data, "0".repeat(64));
  if (length > longestBody) {
    throw new UserError(`Cannot tell this step in a pull request: its body would have ${length} characters, ${longestBody} are the most`, {
      hint: "shorten the queries and titles of the stage's gates",
    });
  }
  return (headCommit) => write(data, headCommit);
}

/** A rendered text as our part of a body. */
export function bodyRegion(text: string): string {
  const parts = withoutForeignMarkers(text.trim()).split(/^(?=<!-- rampart:evidence -->$)/m);
  // Evidence is data, and is written so that nothing in it has to be taken apart.
  return asRegion(parts.map((part, index) => (index === 0 ? withoutActiveWords(part) : part)).join(""));
}

/** Code is told to the letter, so it may hold what looks like a marker of ours: one counts as a line of its own only, and nowhere else is one left. */
function withoutForeignMarkers(text: string): string {
  return text.replaceAll(/<!-- rampart:(?!evidence -->$)|(?<!^)<!-- rampart:/gm, "<!-- rampart\u200b:");
}

function dataOf({ proposal, findings, evidence, now }: BodyInput): TemplateData {
  const { decision, before } = proposal;
  const gates = gatesPart(proposal);
  return {
    opening: openingPart(proposal),
    moves: movesPart(proposal),
    gates,
    sentences: gates?.["sentences"],
    charts: chartsPart(proposal),
    terms: termsPart(proposal, now, evidence.expires),
    overrides: overridesPart(proposal),
    remaining: remainingPart(proposal),
    findings: findingsPart(findings),
    power: powerPart(proposal),
    "way-back": {
      command: fence(undoCommand(proposal), "sh"),
      from: codeSpan(decision.move.from),
      down: decision.kind === "roll-back" || decision.kind === "restart",
      restart: decision.kind === "restart",
      resume: fence(`rampart resume ${before.rollout.name} ${before.environment.name} --reason "…"`, "sh"),
    },
    ladder: ladderPart(proposal),
  };
}

function movesPart(proposal: Proposal): TemplateData {
  const all = moved(proposal);
  return {
    rows:
      all.length === 0 ? undefined : all.map(({ what, before, after }) => ({ what: cell(what), before: cell(before), after: cell(after) })),
  };
}

function remainingPart({ decision, before: { rollout, environment } }: Proposal): TemplateData | undefined {
  const remaining = "remaining" in decision ? decision.remaining : [];
  if (remaining.length === 0) return undefined;
  return {
    items: remaining.map(inline),
    confirmations: codeSpan(confirmationsFile(environment.name, rollout.name)),
    probe: codeSpan(`rampart probe ${rollout.name} ${environment.name}`),
  };
}

/** More findings are told by their number; `rampart verify` has all. */
const mostFindings = 20;

const graver = { error: 0, warning: 1, notice: 2 } as const;

/** What policies and checks say, the gravest first. */
export function findingsPart(findings: readonly Finding[]): TemplateData {
  const sorted = findings.toSorted((left, right) => graver[left.severity] - graver[right.severity]);
  const more = sorted.length - mostFindings;
  return {
    none: sorted.length === 0,
    more: more > 0 ? more : undefined,
    findings: sorted.slice(0, mostFindings).map(({ severity, code, message, file, hint }) => ({
      severity: severities[severity],
      code: codeSpan(code),
      message: inline(message),
      file: codeSpan(file),
      hint: hint === undefined ? undefined : inline(hint),
    })),
  };
}

const severities = {
  error: phrase`❌ error`,
  warning: phrase`⚠️ warning`,
  notice: phrase`ℹ️ notice`,
} as const satisfies Record<Finding["severity"], Markdown>;
