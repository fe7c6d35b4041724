import { z } from "zod";
import { people, robot } from "./accounts.ts";
import { Refused } from "./person.ts";
import type { Theirs } from "./theirs.ts";
import type { World } from "./world.ts";

/** What a person may do at any moment. */
export const acts = [
  "push",
  "push to main",
  "force-push",
  "delete the branch",
  "close",
  "merge",
  "approve",
  "edit around the body",
  "edit within the body",
  "change the title",
  "take a label off",
  "put a label on",
  "make it a draft",
  "arm auto-merge",
] as const;

/** One of {@link acts}. */
export type Act = (typeof acts)[number];

const Sha = z.object({ sha: z.string() });

/**
 * A person does it, to the newest pull request of ours that is open or to its
 * branch, and remembers it. Where there is none, or the forge does not let
 * them, nothing happens. `count` tells acts of one kind apart.
 */
export async function act(world: World, theirs: Theirs, what: Act, count: number): Promise<void> {
  try {
    await attempt(world, theirs, what, count);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

async function attempt({ server, ada, grace }: World, theirs: Theirs, what: Act, count: number): Promise<void> {
  const files = { [`notes/${count}.md`]: `Note ${count}\n` };
  if (what === "push to main") {
    theirs.commits.push({ sha: await ada.commit("main", files), branch: "main" });
    return;
  }
  const pull = server.state.pulls.findLast(({ user, state }) => user === robot && state === "open");
  const branch = pull?.headRef ?? "rampart/production/checkout/canary-10";
  if (what === "push" || what === "force-push") {
    const forced = what === "force-push";
    const sha = await ada.commit(branch, files, forced);
    theirs.commits = [...theirs.commits.filter((one) => !forced || one.branch !== branch), { sha, branch }];
    if (pull !== undefined && theirs.armed.has(pull.number)) theirs.armed.set(pull.number, sha);
    return;
  }
  if (what === "delete the branch") {
    await ada.ask("DELETE", `git/refs/heads/${branch}`);
    theirs.commits = theirs.commits.filter((one) => one.branch !== branch);
    if (pull !== undefined) theirs.closed.add(pull.number);
    return;
  }
  if (pull === undefined) return;
  const { number } = pull;
  const body = pull.body ?? "";
  const [label] = pull.labels;
  switch (what) {
    case "close":
      await ada.ask("PATCH", `pulls/${number}`, { state: "closed" });
      theirs.closed.add(number);
      return;
    case "merge":
      Sha.parse(await ada.ask("PUT", `pulls/${number}/merge`, {}));
      return;
    case "approve":
      for (const person of [ada, grace]) await person.ask("POST", `pulls/${number}/reviews`, { event: "APPROVE" });
      return;
    case "edit around the body": {
      const text = `Words ${count} of ${people[0]}.`;
      await ada.ask("PATCH", `pulls/${number}`, { body: count % 2 === 0 ? `${text}\n\n${body}` : `${body}\n\n${text}` });
      theirs.notes.push({ pull: number, text });
      return;
    }
    case "edit within the body":
      await ada.ask("PATCH", `pulls/${number}`, { body: body.replace("### What moves", "### What does not move") });
      return;
    case "change the title":
      await ada.ask("PATCH", `pulls/${number}`, { title: `Title ${count}` });
      theirs.titles.set(number, `Title ${count}`);
      return;
    case "take a label off":
      if (label === undefined) return;
      await ada.ask("DELETE", `issues/${number}/labels/${encodeURIComponent(label)}`);
      theirs.labelsOff.set(number, new Set([...(theirs.labelsOff.get(number) ?? []), label]));
      theirs.labelsOn.get(number)?.delete(label);
      return;
    case "put a label on": {
      const name = `urgent-${count}`;
      await ada.ask("POST", `issues/${number}/labels`, { labels: [name] });
      theirs.labelsOn.set(number, new Set([...(theirs.labelsOn.get(number) ?? []), name]));
      return;
    }
    case "make it a draft":
      if (pull.draft) return;
      await ada.mutate("convertPullRequestToDraft", number);
      theirs.drafts.add(number);
      return;
    case "arm auto-merge":
      await ada.mutate("enablePullRequestAutoMerge", number);
      theirs.armed.set(number, pull.headSha);
  }
}
