import { cell, inline, link, phrase, mermaidLabel, slug, type Markdown } from "../../../base/markdown.ts";
import { headings } from "../../conventions.ts";
import { moves } from "../../moves.ts";
import { gateLink, orDash, stageLink } from "../links.ts";
import type { Chapter, Page } from "../page.ts";
import { listed, prose, some } from "../prose.ts";
import { earliest } from "../../earliest.ts";
import { showsShare } from "../shows-share.ts";
import { breakGlass } from "../break-glass.ts";

/** The way through this environment at a glance. */
export const ladder: Chapter = (page) => {
  const { rollout, positions, environment } = page;
  const share = showsShare(page);
  return {
    entry: some(page.ladder.entry.map((entry) => ({ before: entryText(page, entry), note: prose(entry.note) }))),
    workingHours: page.ladder.window === "working-hours" ? workingHours(page) : undefined,
    share,
    stages: positions.map((position, index) => ({
      id: index,
      number: index + 1,
      label: mermaidLabel(position.stage.name),
      share: share ? phrase`${inline(position.candidatePercent)} %` : undefined,
      holdLabel: position.stage.hold === undefined ? undefined : mermaidLabel(`hold ${position.stage.hold}`),
      last: index === positions.length - 1,
      next: index + 1,
      stage: stageLink(position.stage.name),
      title: cell(inline(position.stage.title)),
      earliest: inline(earliest(positions, index)),
      moves: orDash(listed(moves(rollout, position.stage.levers).map(inline), "; ")),
      hold: orDash(prose(position.stage.hold)),
      gates: orDash(listed(position.stage.gates.map(gateLink))),
    })),
    otherImage: otherImage(page),
    rollout: inline(rollout.name),
    environment: inline(environment.name),
    breakGlass: breakGlass(page),
  };
};

function workingHours({ environment }: Page): Markdown {
  const { workingHours: hours, timeZone } = environment.calendar;
  return inline(`${hours.days.join(", ")} ${hours.from}–${hours.to} (${timeZone})`);
}

/** What another image does to the ramp, where it does not just wait for people. */
function otherImage({ rollout, ladder }: Page): Markdown | undefined {
  const first = stageLink(ladder.stages[0]?.name ?? "");
  switch (rollout.whenChanged) {
    case "restart":
      return phrase`Another image sends the ramp back to ${first}, from where it begins again.`;
    case "queue":
      return phrase`Another image waits until the ramp is done or was taken back; then it begins again at ${first}.`;
    case "refuse":
      return undefined;
  }
}

function entryText({ rollout, environment }: Page, entry: Page["ladder"]["entry"][number]): Markdown {
  const name = inline(entry.stage);
  const there = rollout.ladders[entry.environment]?.stages.some((stage) => stage.name === entry.stage) === true;
  const other = `../../${entry.environment}/${rollout.name}/RUNBOOK.md#${slug(headings.stage(entry.stage))}`;
  const stage = there && entry.environment !== environment.name ? link(name, other) : name;
  const observed = entry.observedFor === undefined ? phrase`` : phrase` and been observed there for ${inline(entry.observedFor)}`;
  return phrase`${inline(entry.environment)} has reached stage ${stage}${observed}`;
}
