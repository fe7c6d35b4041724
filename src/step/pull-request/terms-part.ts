import { codeSpan, inline, join, link, phrase, type Markdown } from "../../base/markdown.ts";
import type { TemplateData } from "../../base/template.ts";
import { facts } from "../../compile/runbook/facts.ts";
import { seconds } from "../../model/quantity.ts";
import type { Override } from "../../model/override.ts";
import type { Proposal } from "../proposal.ts";
import { freezeWords } from "./freeze-words.ts";
import { momentWords } from "./moment-words.ts";

/** When it was judged, how long that counts, and what else must be so before it is merged. */
export function termsPart(proposal: Proposal, now: number, expires: number): TemplateData {
  const { decision, before } = proposal;
  const isBack = decision.kind === "roll-back" || decision.kind === "restart";
  const { approvals } = before.environment;
  return {
    facts: facts({
      Bake: isBack ? undefined : bake(proposal),
      Judged: isBack ? undefined : judged(proposal, expires),
      Freeze: isBack ? undefined : freezeWords(proposal, now),
      Approvals: approvalWords(isBack ? approvals.rollback : approvals.advance, approvals.teams),
    }),
  };
}

function bake({ before, judgement }: Proposal): Markdown | undefined {
  const { hold } = before.position.stage;
  if (judgement === undefined) return hold === undefined ? undefined : phrase`hold ${inline(hold)}`;
  const { stay } = judgement;
  if (stay.kind === "unknown") return inline(stay.sentence);
  const ends = hold === undefined ? undefined : stay.since + seconds(hold);
  const until =
    ends === undefined ? phrase`the stage has no hold` : phrase`its hold of ${inline(hold ?? "")} ended ${inline(momentWords(ends))}`;
  const running =
    ends !== undefined && ends > judgement.at ? phrase`its hold of ${inline(hold ?? "")} ends ${inline(momentWords(ends))}` : until;
  return phrase`from ${inline(momentWords(stay.since))}; ${running}. ${inline(stay.sentence)}`;
}

function judged({ judgement }: Proposal, expires: number): Markdown {
  const counts = phrase`it counts until ${inline(momentWords(expires))}`;
  if (judgement === undefined) return phrase`no server was asked; ${counts}`;
  const server = judgement.server === undefined ? phrase`` : phrase` by Prometheus ${inline(judgement.server)}`;
  return phrase`at ${inline(momentWords(judgement.at))}${server}; ${counts}`;
}

function approvalWords(count: number, teams: readonly string[]): Markdown {
  const by = teams.length === 0 ? phrase`` : phrase`, by ${join(teams.map(codeSpan), ", ")}`;
  return phrase`${count === 0 ? phrase`none is asked` : phrase`${count} ${count === 1 ? phrase`is` : phrase`are`} needed`}${by}`;
}

/** Decisions of people that the step rests on; `undefined` where there are none. */
export function overridesPart({ decision }: Proposal): TemplateData | undefined {
  const overrides = "overrides" in decision ? decision.overrides : [];
  if (overrides.length === 0) return undefined;
  return {
    overrides: overrides.map((override) => ({
      what: subject(override),
      reason: inline(override.reason),
      owner: inline(override.owner),
      incident: override.incident === undefined ? undefined : link(override.incident, override.incident),
      expires: inline(override.expires),
    })),
  };
}

function subject(override: Override): Markdown {
  switch (override.kind) {
    case "gate":
      return phrase`gate ${codeSpan(override.gate)} need not pass to leave ${codeSpan(override.stage)}`;
    case "freeze":
      return phrase`steps are taken in spite of a freeze`;
    case "hold":
      return phrase`it goes on after the step down of ${inline(override.after)}`;
  }
}
