import { z } from "zod";
import type { Removals } from "../../forge.ts";

/** What happened to a pull request, as far as labels, reviewers and drafts go. @see https://docs.github.com/rest/using-the-rest-api/issue-event-types */
export const EventShape = z.object({
  event: z.string(),
  label: z.object({ name: z.string() }).nullish(),
  requested_reviewer: z.object({ login: z.string() }).nullish(),
  requested_team: z.object({ slug: z.string() }).nullish(),
});

const events: Readonly<Record<string, "put" | "taken">> = {
  labeled: "put",
  unlabeled: "taken",
  review_requested: "put",
  review_request_removed: "taken",
};

/** What was taken off and not put back since. Events come oldest first. */
export function lastRemovals(history: readonly z.output<typeof EventShape>[]): Removals {
  const labels = new Map<string, boolean>();
  const people = new Map<string, boolean>();
  const teams = new Map<string, boolean>();
  for (const { event, label, requested_reviewer: person, requested_team: team } of history) {
    const what = events[event];
    if (what === undefined) continue;
    const taken = what === "taken";
    if (event.endsWith("labeled") && label) labels.set(label.name, taken);
    if (event.startsWith("review") && person) people.set(person.login, taken);
    if (event.startsWith("review") && team) teams.set(team.slug, taken);
  }
  const readiness = history.some(({ event }) => event === "convert_to_draft");
  return { labels: gone(labels), reviewers: { people: gone(people), teams: gone(teams) }, readiness };
}

function gone(last: ReadonlyMap<string, boolean>): readonly string[] {
  return [...last].flatMap(([name, taken]) => (taken ? [name] : []));
}
