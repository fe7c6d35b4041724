import { UserError } from "../../base/user-error.ts";
import { formatMoment } from "../../evidence/window/format-moment.ts";
import type { Identity } from "../../forge/forge.ts";
import type { LedgerEntry } from "../../model/ledger-entry.ts";
import { Override } from "../../model/override.ts";
import { seconds } from "../../model/quantity.ts";
import { parseOverrides } from "../../project/read-overrides.ts";
import type { Decision } from "../decide/decision.ts";
import type { Facts } from "../decide/facts.ts";
import { heldOverride, stepBack, takenBack } from "../decide/taken-back.ts";

/** What somebody asks for who wants a rollout to go on. */
export interface ResumeAsked {
  readonly reason: string;
  /** Who answers for it; the person whose token it is when left out. */
  readonly owner: string | undefined;
  readonly incident: string | undefined;
  /** How long the decision counts: a duration. */
  readonly lasts: string;
}

/** A rollout that is held, and the step back since which it is. */
export interface HeldRollout {
  readonly decision: Extract<Decision, { readonly kind: "held" }>;
  readonly entry: LedgerEntry;
}

export type HoldOverride = Extract<Override, { readonly kind: "hold" }>;

/** The step back that holds a rollout. Throws a {@link UserError} where nothing holds it. */
export function planResume(facts: Facts): HeldRollout {
  const { rollout, environment } = facts.context;
  const decision = takenBack(facts);
  const entry = stepBack(facts.context);
  if (decision?.kind === "held" && entry !== undefined) return { decision, entry };
  const cannot = `Cannot resume "${rollout.name}" in "${environment.name}"`;
  const decided = heldOverride(facts);
  throw decided === undefined
    ? new UserError(`${cannot}: it was not taken back, so nothing holds it`, { hint: "`rampart status` tells what it waits for" })
    : new UserError(`${cannot}: ${decided.owner} has decided already that it may go on, until ${decided.expires}`, {
        hint: `rampart step ${rollout.name} ${environment.name}`,
      });
}

/** Who answers for the decision: whom somebody names, else whose token it is. Throws a {@link UserError} where that is no person's. */
export function ownerOf(named: string | undefined, { login, token }: Identity): string {
  if (named !== undefined) return named;
  if (token !== "app" && token !== "actions") return login;
  throw new UserError(`Cannot resume in the name of "${login}": the token is a robot's, and a person has to answer for it`, {
    hint: "name who decided it with --owner",
  });
}

/** When it is asked for, Unix seconds, and the text of the overrides that stands on its branch already. */
export interface ResumeMoment {
  readonly now: number;
  readonly onBranch: string | undefined;
}

/**
 * The override by which it goes on. One that an earlier run has put on the
 * branch is kept while it says the same and has half of its time left, so that
 * nothing has to be written again. Throws a {@link UserError} for words that no file of overrides takes.
 */
export function resumeOverride(
  { entry }: HeldRollout,
  asked: ResumeAsked & { readonly owner: string },
  { now, onBranch }: ResumeMoment,
): HoldOverride {
  const { reason, owner, incident, lasts } = asked;
  const fresh: HoldOverride = {
    kind: "hold",
    after: entry.at,
    reason,
    owner,
    ...(incident === undefined ? {} : { incident }),
    expires: formatMoment(Math.floor(now) + seconds(lasts)),
  };
  const read = Override.safeParse(fresh);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new UserError(
      `Cannot resume with this ${String(issue?.path[0] ?? "decision")}: ${issue?.message ?? "it cannot be written down"}`,
      {
        hint: "say it in one line of plain words",
      },
    );
  }
  const there = onBranch === undefined ? undefined : parseOverrides("overrides", onBranch);
  const kept = (there !== undefined && "value" in there ? there.value : []).find(
    (one): one is HoldOverride =>
      one.kind === "hold" &&
      one.after === entry.at &&
      one.reason === reason &&
      one.owner === owner &&
      one.incident === incident &&
      Math.abs(Date.parse(fresh.expires) - Date.parse(one.expires)) < (seconds(lasts) / 2) * 1000,
  );
  return kept ?? fresh;
}
