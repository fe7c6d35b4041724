import { expect, test } from "vitest";
import { startForge } from "./start-forge.ts";

const graph = (name: string, fields: string): string => `mutation($id: ID!) { ${name}(input: { pullRequestId: $id }) { ${fields} } }`;
const output = {
  title: "t",
  summary: "s",
  annotations: [{ path: "a", start_line: 1, end_line: 1, annotation_level: "notice", message: "m" }],
};

/** Calls in order, each with the status that it is answered; `<pull>`, `<head>`, `<node>` and `<last>` (the id of the answer before) are filled in. */
const calls: readonly (readonly [number, string, string, unknown?, string?])[] = [
  [200, "GET", ""],
  [200, "GET", "//user"],
  [200, "GET", "//rate_limit"],
  [200, "GET", "/branches"],
  [200, "GET", "/branches/main"],
  [200, "GET", "/branches/main/protection", undefined, "ghp_alex"],
  [200, "GET", "/git/ref/heads/main"],
  [200, "GET", "/git/matching-refs/heads"],
  [200, "GET", "/git/commits/<head>"],
  [200, "GET", "/git/trees/main?recursive=1"],
  [201, "POST", "/git/blobs", { content: "eA==", encoding: "base64" }],
  [200, "GET", "/git/blobs/c1b0730e0133447badcfd47fd144e254807b06e1"],
  [200, "GET", "/contents"],
  [200, "GET", "/contents/link?ref=<head>"],
  [200, "GET", "/contents/README.md"],
  [200, "GET", "/contents/dist?ref=<head>"],
  [200, "GET", "/commits?per_page=1"],
  [200, "GET", "/commits?path=README.md&sha=main&since=2020-01-01T00:00:00Z"],
  [200, "GET", "/commits/main"],
  [422, "GET", "/commits/nothing"],
  [200, "GET", "/compare/main...<head>?per_page=1"],
  [200, "GET", "/pulls?state=all&head=acme:x&base=main&sort=updated&direction=asc&per_page=1&page=1"],
  [200, "GET", "/pulls/<pull>"],
  [200, "GET", "/pulls/<pull>/files"],
  [200, "GET", "/pulls/<pull>/commits"],
  [404, "GET", "/pulls/<pull>/merge"],
  [404, "GET", "/pulls/99"],
  [201, "POST", "/labels", { name: "zz", color: "ff0000", description: "d" }],
  [422, "POST", "/labels", { name: "ZZ" }],
  [200, "GET", "/labels"],
  [200, "GET", "/milestones"],
  [200, "POST", "/issues/<pull>/labels", { labels: ["a", "zz"] }],
  [200, "PUT", "/issues/<pull>/labels", { labels: ["b", "zz"] }],
  [200, "GET", "/issues/<pull>/labels"],
  [200, "DELETE", "/issues/<pull>/labels/b"],
  [201, "POST", "/pulls/<pull>/requested_reviewers", { reviewers: ["kim"], team_reviewers: ["sre"] }],
  [422, "POST", "/pulls/<pull>/requested_reviewers", { reviewers: ["rampart-bot"] }],
  [200, "GET", "/pulls/<pull>/requested_reviewers"],
  [200, "DELETE", "/pulls/<pull>/requested_reviewers", { reviewers: [], team_reviewers: ["sre"] }],
  [201, "POST", "/issues/<pull>/comments", { body: "one" }],
  [200, "GET", "/issues/<pull>/comments?since=2020-01-01T00:00:00Z"],
  [201, "POST", "/issues/<pull>/comments", { body: "two" }],
  [200, "PATCH", "/issues/comments/<last>", { body: "three" }],
  [200, "GET", "/issues/comments/<last>"],
  [204, "DELETE", "/issues/comments/<last>"],
  [200, "PATCH", "/issues/<pull>", { milestone: 1, title: "new", assignees: ["kim"], labels: ["zz"] }],
  [200, "GET", "/issues/<pull>"],
  [200, "PATCH", "/pulls/<pull>", { title: "newer", body: "b" }],
  [200, "PATCH", "/pulls/<pull>", { state: "closed" }],
  [200, "PATCH", "/pulls/<pull>", { state: "open" }],
  [200, "GET", "/issues/<pull>/events"],
  [201, "POST", "/statuses/<head>", { state: "success", context: "ci", description: "d", target_url: "https://ci.example/" }],
  [200, "GET", "/commits/<head>/status"],
  [200, "GET", "/commits/<head>/statuses"],
  [201, "POST", "/check-runs", { name: "gates", head_sha: "<head>", conclusion: "success", output }, "ghs_actions"],
  [200, "PATCH", "/check-runs/<last>", { status: "completed", conclusion: "neutral" }, "ghs_actions"],
  [200, "GET", "/check-runs/<last>"],
  [200, "GET", "/check-runs/<last>/annotations"],
  [200, "GET", "/commits/<head>/check-runs?check_name=gates&filter=latest"],
  [201, "POST", "/deployments", { ref: "<head>", environment: "prod", auto_merge: false, required_contexts: [], payload: { a: 1 } }],
  [200, "GET", "/deployments/<last>"],
  [201, "POST", "/deployments/<last>/statuses", { state: "success", log_url: "https://x.example", environment_url: "https://x.example" }],
  [200, "GET", "/deployments?sha=<head>"],
  [200, "GET", "/environments"],
  [409, "POST", "/deployments", { ref: "<head>", required_contexts: ["other"] }],
  [200, "POST", "/pulls/<pull>/reviews", { event: "APPROVE", commit_id: "<head>" }, "ghp_kim"],
  [200, "PUT", "/pulls/<pull>/reviews/<last>/dismissals", { message: "no" }],
  [200, "POST", "/pulls/<pull>/reviews", { body: "pending" }, "ghp_kim"],
  [200, "POST", "/pulls/<pull>/reviews/<last>/events", { event: "APPROVE" }, "ghp_kim"],
  [200, "GET", "/pulls/<pull>/reviews"],
  [200, "POST", "//graphql", { query: graph("markPullRequestReadyForReview", "pullRequest { isDraft }"), variables: { id: "<node>" } }],
  [200, "POST", "//graphql", { query: graph("disablePullRequestAutoMerge", "actor { login }"), variables: { id: "<node>" } }],
  [409, "PUT", "/pulls/<pull>/merge", { sha: "0000000000000000000000000000000000000000" }],
  [200, "PUT", "/pulls/<pull>/merge", { sha: "<head>", merge_method: "squash", commit_title: "t", commit_message: "m" }],
  [405, "PUT", "/pulls/<pull>/merge", {}],
  [204, "GET", "/pulls/<pull>/merge"],
  [200, "GET", "/pulls/<pull>"],
  [200, "GET", "/pulls?state=closed"],
  [200, "GET", "/issues/<pull>/events?per_page=100"],
  [204, "DELETE", "/git/refs/heads/x"],
  [422, "DELETE", "/git/refs/heads/x"],
  [422, "POST", "/git/refs", { ref: "refs/heads/main", sha: "<head>" }],
  [200, "PATCH", "/git/refs/heads/free", { sha: "<head>", force: true }],
  [422, "POST", "/pulls", { title: "x", head: "nothing", base: "main" }],
  [404, "GET", "/contents/nothing"],
  [301, "GET", "//repos/acme/old/pulls"],
  [401, "GET", "", undefined, "ghp_nobody"],
];

test("every answer has GitHub's shape, in all four descriptions", async () => {
  await using started = await startForge({
    labels: ["rampart"],
    milestones: ["v1"],
    renamedFrom: ["acme/old"],
    protection: { main: { approvals: 1, contexts: ["ci"] } },
  });
  const { call, open, commit, git } = started;
  await commit("free", { f: "1" });
  const link = { base_tree: "main", tree: [{ path: "link", mode: "120000", type: "blob", content: "README.md" }] };
  const tree = (await call("POST", "/git/trees", link)).body.sha;
  const number = await open("x", { "new.txt": "x\n", "dist/prod/web/values.yaml": "weight: 10\n" }, { body: "Hello", draft: true });
  const parents = [await git("rev-parse", "x")];
  const head = (await call("POST", "/git/commits", { message: "link", tree, parents })).body.sha;
  await call("PATCH", "/git/refs/heads/x", { sha: head });
  const node = (await call("GET", `/pulls/${number}`)).body.node_id;
  let last = 0;
  const filled = (text: string): string =>
    text.replaceAll("<pull>", String(number)).replaceAll("<head>", head).replaceAll("<node>", node).replaceAll("<last>", String(last));
  for (const [status, method, path, body, token] of calls) {
    const words = body === undefined ? undefined : filled(JSON.stringify(body));
    const answer = await call(method, filled(path), words, token);
    expect(`${method} ${path} ${answer.status} ${answer.status === 599 ? answer.body.message : ""}`).toBe(`${method} ${path} ${status} `);
    if (method === "POST" && typeof answer.body?.id === "number") last = answer.body.id;
  }
  expect(await git("fsck", "--strict", "--no-dangling")).toBe("");
});
