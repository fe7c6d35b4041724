import type { NewStatus, Reviewers } from "../../forge/forge.ts";
import type { Finding } from "../../verify/finding.ts";
import { branchName } from "../branch-name.ts";
import type { Proposal } from "../proposal.ts";
import { assertPlainWords } from "./assert-plain-words.ts";
import { commitMessage } from "./commit-message.ts";
import { evidenceOf, type Evidence } from "./evidence-of.ts";
import { labelsOf } from "./labels-of.ts";
import { pullBody } from "./pull-body.ts";
import { pullTitle } from "./pull-title.ts";
import { reviewersOf } from "./reviewers-of.ts";
import { statusesOf } from "./statuses-of.ts";

/** What the texts of a pull request are made of. */
export interface PullRequestInput {
  readonly proposal: Proposal;
  /** What verify says of the proposal. */
  readonly findings: readonly Finding[];
  /** Text of CODEOWNERS on the base branch, where there is one. */
  readonly codeowners: string | undefined;
  /** Address of the repository for people: `https://github.com/acme/rollouts`. */
  readonly address: string;
  /** Name of the base branch. */
  readonly base: string;
  /** Path of the project below the repository, with a final slash; empty where they are the same. */
  readonly prefix?: string;
  /** Unix seconds; the same as the evidence of the ledger's line was made with. */
  readonly now: number;
  /** Unix seconds from which the evidence counts for nothing; likewise. */
  readonly expires?: number;
}

/** A pull request as it is to be opened: all its texts, and whom it is put before. */
export interface PullRequest {
  readonly title: string;
  /** Message of its commit. Ends with a trailer, without a final newline: further trailers may follow. */
  readonly message: string;
  readonly labels: readonly string[];
  readonly reviewers: Reviewers;
  /** Whether something must be done by people first. */
  readonly draft: boolean;
  /** Our part of the body, for the commit the branch points to. Worked out when it is asked for. */
  readonly body: (headCommit: string) => string;
  readonly statuses: readonly NewStatus[];
}

/**
 * Makes the texts of the pull request a step is. Pure: the same input gives the
 * same texts. Throws a `UserError` where a text of people would do something in
 * a title or a message beside being read.
 */
export function pullRequestOf(input: PullRequestInput): PullRequest {
  const { proposal, findings, now, prefix = "" } = input;
  const { decision, before, after } = proposal;
  const title = pullTitle(proposal);
  assertPlainWords(title, "the title of a pull request");
  const address = input.address.replace(/\/+$/, "");
  const branch = branchName({ environment: before.environment.name, rollout: before.rollout.name, stage: decision.move.to });
  let written: ((headCommit: string) => string) | undefined;
  return {
    title,
    message: commitMessage(title, proposal),
    labels: labelsOf(decision.kind, before.environment.name),
    reviewers: reviewersOf({
      context: after,
      codeowners: input.codeowners,
      paths: [...proposal.files.keys()].map((path) => `${prefix}${path}`),
      organisation: new URL(address).pathname.split("/")[1] ?? "",
    }),
    draft: "remaining" in decision && decision.remaining.length > 0,
    body: (headCommit) => {
      const evidence = evidenceFor(input);
      written ??= pullBody({ proposal, findings, evidence, compareAddress: `${address}/compare/${input.base}...${branch}`, now });
      return written(headCommit);
    },
    statuses: statusesOf(proposal, findings),
  };
}

/** The evidence that the ledger's line names; a body must not tell another. */
function evidenceFor({ proposal, now, expires }: PullRequestInput): Evidence {
  const { decision, before, judgement, entry } = proposal;
  const overrides = "overrides" in decision ? decision.overrides : [];
  const evidence = evidenceOf({
    context: before,
    move: decision.move,
    judgement,
    overrides,
    now,
    ...(expires === undefined ? {} : { expires }),
  });
  if (entry.evidenceDigest !== undefined && entry.evidenceDigest !== evidence.digest) {
    throw new RangeError("Cannot tell a step whose ledger line names other evidence than it rests on");
  }
  return evidence;
}
