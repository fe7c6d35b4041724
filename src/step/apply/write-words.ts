import type { Write } from "./write.ts";

/** A write as a request and what it does, for dry runs and reports. */
export function writeWords(write: Write): { readonly request: string; readonly words: string } {
  switch (write.kind) {
    case "close-pull":
      return { request: `PATCH /pulls/${write.number}`, words: `close #${write.number}, which is superseded` };
    case "create-tree":
      return { request: "POST /git/trees", words: `a tree with ${count(write.files.size, "file")} changed, on ${write.base.slice(0, 12)}` };
    case "create-commit":
      return { request: "POST /git/commits", words: `commit "${write.message.split("\n")[0] ?? ""}"` };
    case "create-branch":
      return { request: "POST /git/refs", words: `branch ${write.branch}, only if it is not there` };
    case "advance-branch":
      return { request: `PATCH /git/refs/heads/${write.branch}`, words: "move it forward, never by force" };
    case "open-pull":
      return {
        request: "POST /pulls",
        words: `open "${write.pull.title}" from ${write.pull.branch} into ${write.pull.base}${write.pull.draft ? ", as a draft" : ""}`,
      };
    case "edit-pull":
      return { request: `PATCH /pulls/${write.number}`, words: "write its body anew, between our markers" };
    case "add-labels":
      return { request: `POST /issues/${named(write.number)}/labels`, words: `add ${write.labels.join(", ")}` };
    case "request-reviews":
      return {
        request: `POST /pulls/${named(write.number)}/requested_reviewers`,
        words: `ask ${[...write.reviewers.people, ...write.reviewers.teams].join(", ")} for a review`,
      };
    case "mark-ready":
      return { request: "POST /graphql", words: `mark #${write.number} ready for review` };
    case "set-status":
      return {
        request: "POST /statuses/{head}",
        words: `${write.status.context}: ${write.status.state}, "${write.status.description}"`,
      };
    case "comment":
      return { request: `POST /issues/${write.number}/comments`, words: "say it on the pull request, once" };
    case "create-deployment":
      return { request: "POST /deployments", words: `${write.deployment.environment}: ${write.deployment.description}` };
    case "set-deployment-state":
      return { request: `POST /deployments/${named(write.id)}/statuses`, words: write.state };
  }
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

/** What is not made yet has no number. */
function named(number: number): string {
  return number === 0 ? "{new}" : String(number);
}
