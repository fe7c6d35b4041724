import type { CheckRun } from "../state.ts";
import type { World } from "../world.ts";
import { app } from "./app.ts";
import { nodeId } from "./node-id.ts";
import { repositoryPage, repositoryId, repositoryUrl } from "./repository.ts";

/** A check run. */
export function checkRun(world: World, run: CheckRun): Readonly<Record<string, unknown>> {
  const url = `${repositoryUrl(world)}/check-runs/${run.id}`;
  const page = `${repositoryPage(world)}/runs/${run.id}`;
  const repo = { id: repositoryId, url: repositoryUrl(world), name: world.settings.name };
  return {
    id: run.id,
    node_id: nodeId("CR", run.id),
    head_sha: run.sha,
    external_id: run.externalId,
    url,
    html_url: page,
    details_url: run.detailsUrl ?? page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    name: run.name,
    check_suite: { id: 1 },
    app: app(world, run.app),
    pull_requests: world.state.pulls
      .filter(({ headSha, state }) => headSha === run.sha && state === "open")
      .map((pull) => ({
        id: pull.id,
        number: pull.number,
        url: `${repositoryUrl(world)}/pulls/${pull.number}`,
        head: { ref: pull.headRef, sha: pull.headSha, repo },
        base: { ref: pull.baseRef, sha: pull.baseSha, repo },
      })),
  };
}
