import { z } from "zod";
import type { CheckResult, Forge } from "../../forge.ts";
import type { Connection } from "../connection/connection.ts";

/** @see https://docs.github.com/rest/commits/statuses#get-the-combined-status-for-a-specific-reference */
const Combined = z.object({
  statuses: z.array(
    z.object({ context: z.string(), state: z.enum(["success", "failure", "error", "pending"]), description: z.string().nullish() }),
  ),
});

/** @see https://docs.github.com/rest/checks/runs#list-check-runs-for-a-git-reference */
const CheckRuns = z.object({
  check_runs: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      conclusion: z.string().nullable(),
      output: z.object({ title: z.string().nullish() }).nullish(),
    }),
  ),
});

/** Characters of a status's description that GitHub takes at most. */
const longestDescription = 140;

type Told = readonly [context: string, result: CheckResult];

export function checkOperations(connection: Connection): Pick<Forge, "statuses" | "checks" | "setStatus"> {
  const { owner, repo } = connection;
  const statusesOf = async (commit: string): Promise<readonly Told[]> => {
    const pages = await connection.pages({
      to: `read the statuses of ${commit.slice(0, 10)}`,
      effect: "none",
      needs: "statuses: read",
      request: ({ rest }) => rest.repos.getCombinedStatusForRef({ owner, repo, ref: commit, per_page: 100 }),
      shape: Combined,
    });
    return pages.flatMap(({ statuses }) =>
      statuses.map(({ context, state, description }): Told => [context, { state: stateOf(state), description: description ?? "" }]),
    );
  };
  return {
    async statuses(commit) {
      return new Map(await statusesOf(commit));
    },

    async checks(commit) {
      const statuses = await statusesOf(commit);
      const runs = await connection.pages({
        to: `read the checks of ${commit.slice(0, 10)}`,
        effect: "none",
        needs: "checks: read",
        request: ({ rest }) => rest.checks.listForRef({ owner, repo, ref: commit, filter: "latest", per_page: 100 }),
        shape: CheckRuns,
      });
      return worstOf([
        ...statuses,
        ...runs.flatMap((page) =>
          page.check_runs.map(({ name, status, conclusion, output }): Told => {
            const state = status === "completed" ? stateOf(conclusion ?? "") : "pending";
            return [name, { state, description: output?.title ?? "" }];
          }),
        ),
      ]);
    },

    async setStatus(commit, { context, state, description, url }) {
      await connection.ask({
        to: `report ${context} on ${commit.slice(0, 10)}`,
        effect: "change",
        needs: "statuses: write",
        request: ({ rest }) =>
          rest.repos.createCommitStatus({
            owner,
            repo,
            sha: commit,
            context,
            state,
            description: shortened(description),
            ...(url === undefined ? {} : { target_url: url }),
          }),
        shape: z.object({ context: z.literal(context) }),
      });
    },
  };
}

/** Of several of one name, such as check runs of two Apps, the worst counts. */
function worstOf(all: readonly Told[]): ReadonlyMap<string, CheckResult> {
  const severity = { success: 0, pending: 1, failure: 2 };
  const worst = new Map<string, CheckResult>();
  for (const [context, result] of all) {
    const known = worst.get(context);
    if (known === undefined || severity[known.state] < severity[result.state]) worst.set(context, result);
  }
  return worst;
}

function stateOf(word: string): CheckResult["state"] {
  if (word === "pending") return "pending";
  return ["success", "neutral", "skipped"].includes(word) ? "success" : "failure";
}

function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length > longestDescription ? `${characters.slice(0, longestDescription - 1).join("")}…` : text;
}
