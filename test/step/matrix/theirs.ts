import { people, robot } from "./accounts.ts";
import { branchesOf } from "./shown.ts";
import type { World } from "./world.ts";

/** What people did on a forge, and must not be undone by anybody else. */
export interface Theirs {
  /** Commits on branches. */
  commits: { readonly sha: string; readonly branch: string }[];
  /** What they wrote into bodies, outside of our markers. */
  readonly notes: { readonly pull: number; readonly text: string }[];
  readonly titles: Map<number, string>;
  /** Pull requests they closed. */
  readonly closed: Set<number>;
  readonly labelsOff: Map<number, Set<string>>;
  readonly labelsOn: Map<number, Set<string>>;
  readonly drafts: Set<number>;
  /** Heads at which they armed auto-merge; what they push there themselves counts anew. */
  readonly armed: Map<number, string>;
}

/** Nothing yet. */
export function nothingOfTheirs(): Theirs {
  return {
    commits: [],
    notes: [],
    titles: new Map(),
    closed: new Set(),
    labelsOff: new Map(),
    labelsOn: new Map(),
    drafts: new Set(),
    armed: new Map(),
  };
}

/** What of theirs is lost, as sentences. `again`: that a closed pull request is opened anew was asked for. */
export async function lostOfTheirs({ server }: World, theirs: Theirs, again: boolean): Promise<readonly string[]> {
  const { state, folder, requests } = server;
  const { heads, commits } = await branchesOf(folder);
  const below = (sha: string | undefined): ReadonlySet<string> => {
    const found = new Set(sha === undefined ? [] : [sha]);
    for (const one of found) for (const parent of commits.get(one)?.parents ?? []) found.add(parent);
    return found;
  };
  const main = below(heads.get("refs/heads/main"));
  const lost: string[] = [];
  for (const { sha, branch } of theirs.commits) {
    if (!main.has(sha) && !below(heads.get(`refs/heads/${branch}`)).has(sha)) lost.push(`their commit ${sha} is on ${branch} no more`);
  }
  for (const { pull, text } of theirs.notes) {
    const body = state.pulls.find(({ number }) => number === pull)?.body ?? "";
    const edit = { method: "PATCH", path: `pulls/${pull}` };
    if (!body.includes(text) && !isOverlapped(requests, edit, edit)) lost.push(`their words "${text}" are gone from #${pull}`);
  }
  for (const pull of state.pulls) {
    const { number } = pull;
    const title = theirs.titles.get(number);
    if (title !== undefined && pull.title !== title) lost.push(`their title of #${number} is gone`);
    if (theirs.closed.has(number)) {
      if (pull.state !== "closed" || pull.mergedAt !== null) lost.push(`#${number}, which they closed, is not closed`);
      const second = state.pulls.find((other) => other.number > number && other.headRef === pull.headRef);
      if (second !== undefined && !again) lost.push(`#${second.number} was opened after they closed #${number}`);
    }
    for (const label of theirs.labelsOff.get(number) ?? [])
      if (pull.labels.includes(label)) lost.push(`label ${label} is back on #${number}`);
    for (const label of theirs.labelsOn.get(number) ?? []) if (!pull.labels.includes(label)) lost.push(`label ${label} is off #${number}`);
    if (theirs.drafts.has(number) && pull.state === "open" && !pull.draft) lost.push(`#${number} is no draft any more`);
    const armedAt = theirs.armed.get(number);
    const wasSeen = !isOverlapped(requests, { method: "POST", path: "/graphql" }, { method: "PATCH", path: "git/refs/" });
    if (armedAt !== undefined && pull.autoMerge !== null && pull.headSha !== armedAt && wasSeen)
      lost.push(`#${number} was pushed to while it was armed`);
  }
  return lost;
}

/** What holds at every moment, whatever people do; as sentences where it does not. */
export function broken({ server }: World, merges: boolean): readonly string[] {
  const own = server.state.pulls.filter(({ user }) => user === robot);
  const open = own.filter(({ state }) => state === "open");
  const merged = server.state.pulls.filter(({ mergedBy }) => mergedBy === robot);
  const unapproved = merged.filter(({ number, headSha }) => {
    const by = server.state.reviews.filter((review) => review.pull === number && review.state === "APPROVED" && review.commit === headSha);
    return new Set(by.map(({ user }) => user)).size < people.length;
  });
  return [
    ...(open.length > 1 ? [`${open.map(({ number }) => `#${number}`).join(" and ")} are open at once`] : []),
    ...(merges ? unapproved : merged).map(({ number }) => `#${number} was merged by the robot`),
  ];
}

/**
 * Whether a person's request came between the last look at what it changes and
 * our own write: a forge takes neither a body nor a push on condition, so there
 * the one who comes later has the last word. Words are in its history of edits.
 */
function isOverlapped(requests: World["server"]["requests"], theirs: Asked, ours: Asked): boolean {
  const is = (index: number, { method, path }: Asked): boolean => {
    const request = requests[index];
    return request?.method === method && request.path.startsWith(`${path.startsWith("/") ? "" : "/repos/acme/gitops/"}${path}`);
  };
  return requests.some(
    ({ login }, index) => login === people[0] && is(index, theirs) && requests[index + 1]?.login === robot && is(index + 1, ours),
  );
}

/** A kind of request, by how its path begins. */
interface Asked {
  readonly method: string;
  readonly path: string;
}
