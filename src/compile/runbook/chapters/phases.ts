import { inline } from "../../../base/markdown.ts";
import type { TemplateData } from "../../../base/template.ts";
import { contactName, taskHeading, taskLink } from "../links.ts";
import type { Chapter, Page } from "../page.ts";
import { prose, proseList, some } from "../prose.ts";

/** The work around the ladder: who does what by when. A task stands with the first phase that names it. */
export const phases: Chapter = (page) => {
  const { phases: all, tasks } = page.rollout;
  if (all.length === 0 && Object.keys(tasks).length === 0) return undefined;
  const firstPhase = (name: string) => all.findIndex((phase) => phase.tasks.some((task) => task === name));
  return {
    phases: some(
      all.map((phase, index) => ({
        number: index + 1,
        title: inline(phase.title),
        objective: inline(phase.objective),
        milestone: inline(phase.milestone),
        due: inline(phase.due),
        internal: proseList(phase.communication?.internal ?? []),
        external: proseList(phase.communication?.external ?? []),
        tasks: phase.tasks.filter((name) => firstPhase(name) === index).map((name) => taskView(page, name)),
        earlier: some(phase.tasks.filter((name) => firstPhase(name) !== index).map((name) => taskLink(page, name))),
      })),
    ),
    others: some(
      Object.keys(tasks)
        .filter((name) => firstPhase(name) === -1)
        .map((name) => taskView(page, name)),
    ),
  };
};

function taskView(page: Page, name: string): TemplateData {
  const task = page.rollout.tasks[name];
  if (task === undefined) throw new RangeError(`Cannot describe task "${name}": the rollout has none of that name`);
  return {
    heading: inline(taskHeading(name)),
    title: inline(task.title),
    owner: contactName(page, task.owner),
    duration: prose(task.duration),
    items: task.items.map(({ text, done }) => ({ text: inline(text), done })),
    acceptance: prose(task.acceptance),
    deliverable: prose(task.deliverable),
  };
}
