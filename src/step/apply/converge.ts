import { ForgeFault } from "../../forge/forge-fault.ts";
import type { Forge } from "../../forge/forge.ts";
import { nextWrite } from "./next-write.ts";
import { perform } from "./perform.ts";
import { seenAfter, type WriteAnswer } from "./seen-after.ts";
import type { Seen } from "./seen.ts";
import { givesTurn, leftToDo, needsNoTurn, noTurn, type Turn } from "./turn.ts";
import type { Wanted } from "./wanted.ts";
import type { Write } from "./write.ts";

/** How far it came. */
export type Convergence =
  /** Everything is as wanted. */
  | { readonly kind: "settled"; readonly seen: Seen; readonly writes: readonly Write[] }
  /** Nobody knows whether the last write had its effect; or, without a fault, somebody else was there first or may be at it: look again. */
  | { readonly kind: "look-again"; readonly writes: readonly Write[]; readonly fault: ForgeFault | undefined; readonly turn: Turn };

/** More than any step needs: a bug must not write for ever. */
const mostWrites = 50;

/**
 * Makes one write after the other until nothing is left to do. Faults after
 * which nothing was done are thrown. Where others may be at the same, it ends
 * before the first write that they would double; what was left then decides
 * after a while whose turn it is.
 */
export async function converge(forge: Forge, wanted: Wanted, first: Seen, turn: Turn): Promise<Convergence> {
  const writes: Write[] = [];
  let seen = first;
  let { isOurs } = turn;
  for (let write = nextWrite(wanted, seen); write !== undefined; write = nextWrite(wanted, seen)) {
    if (writes.length >= mostWrites) throw new RangeError(`Cannot settle a step within ${mostWrites} writes: the last was ${write.kind}`);
    if (!isOurs && !needsNoTurn(write)) {
      const left = leftToDo(plannedWrites(wanted, seen));
      if (left !== turn.left) return { kind: "look-again", writes, fault: undefined, turn: { isOurs, left } };
      isOurs = true;
    }
    writes.push(write);
    try {
      const performed = await perform(forge, write, seen.pull);
      if (performed.kind === "overtaken") return { kind: "look-again", writes, fault: undefined, turn: noTurn };
      isOurs ||= givesTurn(write);
      seen = seenAfter(seen, write, performed.answer);
    } catch (error) {
      if (error instanceof ForgeFault && (error.kind === "unclear" || error.kind === "garbled"))
        return { kind: "look-again", writes, fault: error, turn: { isOurs, left: undefined } };
      throw error;
    }
  }
  return { kind: "settled", seen, writes };
}

/** The writes that a run would make, in order, without making one. */
export function plannedWrites(wanted: Wanted, first: Seen): readonly Write[] {
  const writes: Write[] = [];
  let seen = first;
  for (let write = nextWrite(wanted, seen); write !== undefined && writes.length < mostWrites; write = nextWrite(wanted, seen)) {
    writes.push(write);
    seen = seenAfter(seen, write, expected(write));
  }
  return writes;
}

/** Names of things that are not made yet. */
const unmade = "0000000000000000000000000000000000000000";

function expected(write: Write): WriteAnswer {
  switch (write.kind) {
    case "create-tree":
    case "create-commit":
      return { sha: unmade };
    case "open-pull": {
      const { branch, base, title, body, draft } = write.pull;
      return {
        pull: {
          number: 0,
          url: "",
          node: "",
          state: "open",
          draft,
          title,
          body,
          author: "",
          base,
          head: { branch, commit: unmade, repository: undefined },
          labels: [],
          reviewers: { people: [], teams: [] },
          autoMerge: false,
          createdAt: "",
          mergedAt: undefined,
          mergeCommit: undefined,
        },
      };
    }
    case "create-deployment":
      return { deployment: { id: 0, commit: write.deployment.commit, task: write.deployment.task, state: undefined } };
    default:
      return {};
  }
}
