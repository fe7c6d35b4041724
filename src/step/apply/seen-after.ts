import type { CheckResult, Deployment, Pull } from "../../forge/forge.ts";
import type { Seen } from "./seen.ts";
import type { Write } from "./write.ts";

/** What a write answered: an object's name, or the thing that was made. */
export interface WriteAnswer {
  /** Sha of a tree or commit. */
  readonly sha?: string;
  readonly pull?: Pull;
  readonly deployment?: Deployment;
}

/** What stands on the forge after a write that did what it says. */
export function seenAfter(seen: Seen, write: Write, answer: WriteAnswer): Seen {
  switch (write.kind) {
    case "close-pull":
      return { ...seen, open: new Set([...seen.open].filter((number) => number !== write.number)) };
    case "create-tree":
      return { ...seen, made: { ...seen.made, ...(answer.sha === undefined ? {} : { tree: answer.sha }) } };
    case "create-commit":
      return { ...seen, made: { ...seen.made, ...(answer.sha === undefined ? {} : { commit: answer.sha }) } };
    case "create-branch":
    case "advance-branch":
      // A new head has no statuses yet.
      return { ...seen, branch: { kind: "same", head: write.commit }, made: {}, statuses: new Map() };
    case "open-pull":
      return { ...seen, pull: answer.pull, draftIsOurs: write.pull.draft };
    case "edit-pull":
      return { ...seen, pull: changed(seen.pull, write.change) };
    case "add-labels":
      return { ...seen, settledLabels: [...seen.settledLabels, ...write.labels] };
    case "request-reviews":
      return {
        ...seen,
        settledReviewers: {
          people: [...seen.settledReviewers.people, ...write.reviewers.people],
          teams: [...seen.settledReviewers.teams, ...write.reviewers.teams],
        },
      };
    case "mark-ready":
      return { ...seen, pull: changed(seen.pull, { draft: false }) };
    case "set-status": {
      const { context, state, description } = write.status;
      const result: CheckResult = { state: state === "error" ? "failure" : state, description };
      return { ...seen, statuses: new Map([...seen.statuses, [context, result]]) };
    }
    case "comment":
      return { ...seen, remarked: true };
    case "create-deployment":
      return { ...seen, deployment: answer.deployment };
    case "set-deployment-state":
      return { ...seen, deployment: seen.deployment === undefined ? undefined : { ...seen.deployment, state: write.state } };
  }
}

function changed(pull: Pull | undefined, change: { readonly body?: string; readonly draft?: boolean }): Pull | undefined {
  return pull === undefined ? undefined : { ...pull, ...change };
}
