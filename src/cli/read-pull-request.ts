import { z } from "zod";
import { parseJson } from "../base/parse-json.ts";
import { UserError } from "../base/user-error.ts";
import { gitRun } from "../project/git-run.ts";
import { readBounded } from "../project/read-bounded.ts";
import type { PullRequestText } from "../verify/transition/transition.ts";

/**
 * What Actions tells of a pull request's event.
 * @see https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request
 */
const Event = z.object({
  pull_request: z.object({
    body: z.string().nullable(),
    head: z.object({ sha: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/) }),
  }),
});

/**
 * Reads a pull request from the file of a GitHub event, which tells its head,
 * or its body as Markdown, whose head is what is checked out at the root.
 * Throws a {@link UserError} for a file that is neither.
 */
export function readPullRequest(root: string, path: string): PullRequestText {
  const read = readBounded(path);
  if ("problem" in read) {
    throw new UserError(`Cannot read the pull request: "${path}" ${read.problem}`, {
      hint: 'on Actions: --pull-request "$GITHUB_EVENT_PATH"; else a file with its body',
    });
  }
  if (!read.text.trimStart().startsWith("{")) return { body: read.text, head: headAt(root) };
  const parsed = parseJson(read.text);
  const event = "problem" in parsed ? undefined : Event.safeParse(parsed.value);
  if (event?.success !== true) {
    throw new UserError(`Cannot read the pull request: "${path}" is no event of a pull request`, {
      hint: "use it on event pull_request only; others have no body to judge",
    });
  }
  const { body, head } = event.data.pull_request;
  return { body: body ?? "", head: head.sha };
}

function headAt(root: string): string {
  const { status, stdout } = gitRun(root, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  if (status === 0) return stdout.toString("utf8").trim();
  throw new UserError("Cannot tell the head of the pull request: nothing is checked out here", {
    hint: "run it in a clone with the pull request's head checked out",
  });
}
