import { cell, codeSpan, fence, inline, join, link, phrase, type Markdown } from "../../base/markdown.ts";
import { renderTemplate } from "../../base/template.ts";
import type { Context } from "../../compile/context.ts";
import { headings, runbookUrl } from "../../compile/conventions.ts";
import type { NewStatus, Reviewers } from "../../forge/forge.ts";
import type { LedgerEntry } from "../../model/ledger-entry.ts";
import { overridesFile } from "../../project/read-overrides.ts";
import type { Finding } from "../../verify/finding.ts";
import { assertPlainWords } from "../pull-request/assert-plain-words.ts";
import { reasonWords } from "../pull-request/commit-message.ts";
import { labelsOf } from "../pull-request/labels-of.ts";
import { momentWords } from "../pull-request/moment-words.ts";
import { bodyRegion, findingsPart } from "../pull-request/pull-body.ts";
import { reviewersOf } from "../pull-request/reviewers-of.ts";
import { policyStatus } from "../pull-request/statuses-of.ts";
import { imageAt } from "../step-entry.ts";
import type { HoldOverride } from "./plan-resume.ts";

/** What the texts of a pull request that lets a rollout go on are made of. */
export interface ResumeInput {
  readonly context: Context;
  /** The step back that holds it. */
  readonly entry: LedgerEntry;
  readonly override: HoldOverride;
  readonly findings: readonly Finding[];
  readonly codeowners: string | undefined;
  /** Address of the repository for people. */
  readonly address: string;
  /** Path of the project below the repository, with a final slash; empty where they are the same. */
  readonly prefix: string;
}

/** All texts of that pull request, and whom it is put before. */
export interface ResumeRequest {
  readonly title: string;
  /** Ends with a trailer, without a final newline. */
  readonly message: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly reviewers: Reviewers;
  readonly statuses: readonly NewStatus[];
}

/**
 * Makes the texts of the pull request that lets a rollout go on after a step
 * back. Pure. Throws a `UserError` where a reason would do something in a
 * message beside being read.
 */
export function resumeRequest(input: ResumeInput): ResumeRequest {
  const { context, entry, override, findings } = input;
  const { rollout, environment } = context;
  const file = overridesFile(environment.name, rollout.name);
  const title = `${rollout.name} ${environment.name}: go on from ${entry.to} after the step back`;
  const message = [title, "", reasonWords(override.reason, "the file")].join("\n");
  assertPlainWords(message, "the message of a commit");
  return {
    title,
    message: `${message}\n\nRampart-Resume: ${environment.name}/${rollout.name} after ${entry.at}`,
    body: bodyOf(input, file),
    labels: labelsOf("resume", environment.name),
    reviewers: reviewersOf({
      context,
      codeowners: input.codeowners,
      paths: [`${input.prefix}${file}`],
      organisation: new URL(input.address).pathname.split("/")[1] ?? "",
    }),
    statuses: [
      { context: "rampart/gates", state: "success", description: "No stage changes: no gate has to pass" },
      policyStatus(findings),
    ],
  };
}

function bodyOf({ context, entry, override, findings }: ResumeInput, file: string): string {
  const { rollout, environment, position, positions } = context;
  const next = positions[position.index + 1]?.stage.name ?? position.stage.name;
  const failed = entry.evidence.filter(({ verdict }) => verdict === "fail");
  const text = renderTemplate(
    {
      name: "resume.md",
      text: context.template("resume.md"),
      partials: { "pull-request/findings": context.template("pull-request/findings") },
    },
    {
      sentence: phrase`Lets ${inline(rollout.title)} go on: it stands at ${codeSpan(entry.to)} since it was taken back, and nothing moves until this is merged.`,
      place: phrase`${inline(environment.title)}, stage ${position.index + 1} of ${positions.length}; ${link("runbook", runbookUrl(rollout, environment, headings.stage(position.stage.name)))}.`,
      reason: inline(override.reason),
      taken: cell(
        phrase`from ${codeSpan(String(entry.from))} to ${codeSpan(entry.to)} at ${inline(momentWords(Date.parse(entry.at) / 1000))} by ${inline(entry.operator)}`,
      ),
      because: entry.reason === undefined ? phrase`–` : cell(inline(entry.reason)),
      image: imageWords(context, next),
      owner: cell(inline(override.owner)),
      incident: override.incident === undefined ? undefined : cell(link(override.incident, override.incident)),
      until: inline(momentWords(Date.parse(override.expires) / 1000)),
      file: codeSpan(file),
      next: codeSpan(next),
      step: fence(`rampart step ${rollout.name} ${environment.name}`, "sh"),
      measured:
        failed.length === 0
          ? undefined
          : failed.map(({ gate, value }) => phrase`${codeSpan(gate)} failed${value === undefined ? phrase`` : phrase`: ${inline(value)}`}`),
      findings: findingsPart(findings),
    },
  );
  return bodyRegion(text);
}

/** Whether what goes on is what was taken back: the question every reviewer has. */
function imageWords(context: Context, next: string): Markdown | undefined {
  const now = imageAt(context, next);
  const back = context.ledger.findLastIndex(({ restart }) => restart !== true);
  const then = context.ledger[back - 1]?.image;
  if (now === undefined || then === undefined) return undefined;
  const shown = (tag: string, digest: string): Markdown => phrase`${codeSpan(tag)} (${codeSpan(digest.slice(0, 19))}…)`;
  return cell(
    now.digest === then.digest
      ? phrase`${shown(now.tag, now.digest)}, **the same that was taken back**`
      : join([shown(then.tag, then.digest), shown(now.tag, now.digest)], " → "),
  );
}
