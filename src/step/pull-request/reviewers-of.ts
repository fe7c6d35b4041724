import type { Context } from "../../compile/context.ts";
import type { Reviewers } from "../../forge/forge.ts";
import { codeowners } from "./codeowners.ts";

/** What reviewers are found by. */
export interface ReviewersInput {
  readonly context: Context;
  /** Text of the base branch's CODEOWNERS, where there is one. */
  readonly codeowners: string | undefined;
  /** Paths that the pull request touches, as the repository has them. */
  readonly paths: readonly string[];
  /** Who the repository belongs to: only its own teams can be asked. */
  readonly organisation: string;
}

/** More cannot be asked at once. */
const mostReviewers = 15;

/**
 * Whom a pull request is put before: the team of the rollout, the owners of
 * what it touches, the environment's teams and the other contacts, as far as
 * they have a handle on the forge.
 */
export function reviewersOf(input: ReviewersInput): Reviewers {
  const { rollout, environment } = input.context;
  const contact = (name: string) =>
    (rollout.contacts[name]?.reach ?? []).flatMap(({ kind, address }) => (kind === "github" ? [address] : []));
  const owned = input.codeowners === undefined ? [] : [...codeowners(input.codeowners, input.paths).values()].flat();
  const handles = [
    ...contact(rollout.team),
    ...owned,
    ...environment.approvals.teams,
    ...Object.keys(rollout.contacts).flatMap(contact),
  ].flatMap((handle) => readHandle(handle, input.organisation) ?? []);
  const chosen = handles.filter((handle, index) => index === handles.findIndex((other) => isSame(handle, other))).slice(0, mostReviewers);
  const named = (kind: Handle["kind"]) => chosen.filter((handle) => handle.kind === kind).map(({ name }) => name);
  return { people: named("people"), teams: named("teams") };
}

interface Handle {
  readonly kind: "people" | "teams";
  readonly name: string;
}

/** Handles do not differ by case. */
function isSame(left: Handle, right: Handle): boolean {
  return left.kind === right.kind && left.name.toLowerCase() === right.name.toLowerCase();
}

/** Reads `@login` or `@org/team`; nothing for an address, or a team of somebody else. */
function readHandle(text: string, organisation: string): Handle | undefined {
  const [, name = "", team] = /^@([a-z\d](?:-?[a-z\d])*(?:_[a-z\d]+)?)(?:\/([a-z\d][\w.-]*))?$/i.exec(text) ?? [];
  if (name === "") return undefined;
  if (team === undefined) return { kind: "people", name };
  return name.toLowerCase() === organisation.toLowerCase() ? { kind: "teams", name: team } : undefined;
}
