// Writes a summary into one comment of a pull request, and into the same one
// ever after. Run by action.yml. A comment is a courtesy: where it cannot be
// written, the log says why and the run goes on.
import { readFileSync } from "node:fs";

const marker = "<!-- rampart-verify -->";
const mostPages = 20;

const {
  GITHUB_API_URL: api = "https://api.github.com",
  GITHUB_REPOSITORY: repository = "",
  COMMENT_TOKEN: token = "",
  COMMENT_AUTHOR: author = "",
  COMMENT_FILE: file = "",
  COMMENT_PULL_REQUEST: number = "",
} = process.env;

try {
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^\d+$/.test(number)) throw new Error("it is not known which pull request to comment on");
  const body = readFileSync(file, "utf8");
  if (!body.startsWith(marker)) throw new Error(`${file} is no summary of Rampart`);
  console.log(await comment(body));
} catch (error) {
  const reason = String(error instanceof Error ? error.message : error)
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
  console.log(`::warning title=rampart::The summary comment was not written: ${reason}`);
}

async function comment(body) {
  const before = await find();
  if (before === undefined) {
    await ask("POST", `/repos/${repository}/issues/${number}/comments`, { body });
    return "Summary comment written";
  }
  if (before.body === body) return "Summary comment is up to date";
  await ask("PATCH", `/repos/${repository}/issues/comments/${before.id}`, { body });
  return "Summary comment updated";
}

/** Our comment: by its marker and by its author, because anybody can write the marker. */
async function find() {
  for (let page = 1; page <= mostPages; page += 1) {
    const comments = await ask("GET", `/repos/${repository}/issues/${number}/comments?per_page=100&page=${page}`);
    if (!Array.isArray(comments)) throw new Error("the answer is no list of comments");
    const own = comments.find((one) => one?.user?.login === author && typeof one.body === "string" && one.body.startsWith(marker));
    if (own !== undefined) return own;
    if (comments.length < 100) return undefined;
  }
  throw new Error(`there are more than ${mostPages * 100} comments`);
}

async function ask(method, path, body) {
  const response = await fetch(`${api}${path}`, {
    method,
    redirect: "error",
    signal: AbortSignal.timeout(20_000),
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "x-github-api-version": "2022-11-28",
      "user-agent": "rampart",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.ok) return response.json();
  const hint =
    response.status === 403 || response.status === 404
      ? "; the job needs pull-requests: write, which pull requests from forks never get"
      : "";
  throw new Error(`${method} ${path.split("?")[0]} was answered with ${response.status}${hint}`);
}
