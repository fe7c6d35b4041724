import { fence, inline, phrase, type Markdown } from "../../../base/markdown.ts";
import type { TemplateData } from "../../../base/template.ts";
import { headings } from "../../conventions.ts";
import type { Position } from "../../position.ts";
import { power, type StagePower } from "../../power/power.ts";
import { levers } from "../levers.ts";
import { gateLink, procedureLink } from "../links.ts";
import type { Chapter, Page } from "../page.ts";
import { listed, prose, some } from "../prose.ts";
import { earliest } from "../../earliest.ts";
import { showsShare } from "../shows-share.ts";
import { stagePowerView } from "../stage-power-view.ts";

/** What each stage moves, what to run and what must be true to leave it. */
export const stages: Chapter = (page) => {
  const powers = power(page);
  return { stages: page.positions.map((position) => stage(page, position, powers[position.index])) };
};

function stage(page: Page, position: Position, told: StagePower | undefined): TemplateData {
  const { name, title, description, hold, gates, procedures } = position.stage;
  const before = page.positions[position.index - 1];
  const next = page.positions[position.index + 1];
  const emergencies = procedures.filter((procedure) => page.rollout.procedures[procedure]?.use === "break-glass");
  return {
    heading: inline(headings.stage(name)),
    title: inline(title),
    description: prose(description),
    levers: some(levers(page, position)),
    share: showsShare(page) ? phrase`${inline(position.candidatePercent)} %` : undefined,
    earliest: inline(earliest(page.positions, position.index)),
    hold: prose(hold),
    gates: listed(gates.map(gateLink)),
    ...stagePowerView(told),
    next: next === undefined ? undefined : inline(next.stage.name),
    procedures: listed(
      procedures.filter((procedure) => !emergencies.includes(procedure)).map((procedure) => procedureLink(page, procedure)),
    ),
    commands: before === undefined ? undefined : commands(page, name, before.stage.name),
    emergencies: some(emergencies.map((procedure) => ({ link: procedureLink(page, procedure), commands: ownCommands(page, procedure) }))),
  };
}

/** The way through Git: a pull request up, a pull request down. */
function commands({ rollout, environment }: Page, name: string, before: string): Markdown {
  return fence(
    [
      `# From ${before} to ${name}: opens the pull request once the gates of ${before} pass`,
      `rampart step ${rollout.name} ${environment.name}`,
      `# From ${name} back to ${before}, at any time`,
      `rampart rollback ${rollout.name} ${environment.name} --to ${before} --reason "…"`,
    ].join("\n"),
    "sh",
  );
}

/** The commands of a procedure that is this stage's alone, to be copied in a hurry; one that stages share needs reading first. */
function ownCommands({ rollout, environment, ladder }: Page, name: string): Markdown | undefined {
  if (ladder.stages.filter(({ procedures }) => procedures.some((one) => one === name)).length > 1) return undefined;
  const here = (rollout.procedures[name]?.steps ?? []).filter(({ environments }) => environments?.includes(environment.name) ?? true);
  const all = here.flatMap(({ command }) => (command === undefined ? [] : [command]));
  return all.length === 0 ? undefined : fence(all.join("\n\n"), "sh", "- ".length);
}
