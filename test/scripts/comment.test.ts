import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { commentMarker } from "../../src/verify/report/markdown.ts";
import { scratchFolder } from "../project/scratch-folder.ts";

const script = new URL("../../scripts/comment.js", import.meta.url).pathname;
const summary = `${commentMarker}\n### Rampart found errors\n`;
const bot = { login: "github-actions[bot]" };

interface Comment {
  readonly id: number;
  readonly user: { readonly login: string } | null;
  readonly body: string;
}

let server: Server;
let comments: Comment[] = [];
let refusal: number | undefined;
let asked: string[] = [];
beforeEach(async () => {
  [comments, refusal, asked] = [[], undefined, []];
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://localhost");
    asked.push(`${request.method} ${url.pathname} ${request.headers.authorization}`);
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const answer = (status: number, value: unknown) =>
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
      if (refusal !== undefined) return answer(refusal, { message: "Resource not accessible by integration" });
      const page = Number(url.searchParams.get("page") ?? 1);
      if (request.method === "GET") return answer(200, comments.slice((page - 1) * 100, page * 100));
      const json: unknown = JSON.parse(body);
      const written = z.object({ body: z.string() }).parse(json).body;
      const id = request.method === "POST" ? comments.length + 1 : Number(url.pathname.split("/").at(-1));
      comments = [...comments.filter((one) => one.id !== id), { id, user: bot, body: written }];
      return answer(request.method === "POST" ? 201 : 200, { id });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

async function write(body = summary, variables: Readonly<Record<string, string>> = {}): Promise<string> {
  const address = z.object({ port: z.number() }).parse(server.address());
  const root = scratchFolder({ "summary.md": body });
  const env = {
    PATH: process.env["PATH"],
    GITHUB_API_URL: `http://127.0.0.1:${address.port}`,
    GITHUB_REPOSITORY: "shop/rollouts",
    COMMENT_TOKEN: "canary-token",
    COMMENT_AUTHOR: bot.login,
    COMMENT_FILE: join(root, "summary.md"),
    COMMENT_PULL_REQUEST: "7",
    ...variables,
  };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [script], { env });
  expect(stdout + stderr).not.toContain("canary-token");
  return stdout;
}

test("writes one comment, updates it, and leaves it when nothing changed", async () => {
  expect(await write()).toBe("Summary comment written\n");
  expect(await write(`${summary}more\n`)).toBe("Summary comment updated\n");
  expect(await write(`${summary}more\n`)).toBe("Summary comment is up to date\n");
  expect(comments).toEqual([{ id: 1, user: bot, body: `${summary}more\n` }]);
  expect(asked).toContain("POST /repos/shop/rollouts/issues/7/comments Bearer canary-token");
});

test("never touches a comment that somebody else has marked", async () => {
  comments = [
    { id: 1, user: { login: "mallory" }, body: summary },
    { id: 2, user: null, body: summary },
    { id: 3, user: bot, body: `Quoted: ${summary}` },
  ];
  const others = [...comments];
  expect(await write()).toBe("Summary comment written\n");
  expect(comments).toEqual([...others, { id: 4, user: bot, body: summary }]);
});

test("finds its comment on a later page", async () => {
  comments = [
    ...Array.from({ length: 130 }, (_, index) => ({ id: index + 1, user: { login: "anna" }, body: "hello" })),
    { id: 131, user: bot, body: summary },
  ];
  expect(await write(`${summary}more\n`)).toBe("Summary comment updated\n");
  expect(comments).toHaveLength(131);
});

test("says why it could not write, and goes on", async () => {
  refusal = 403;
  expect(await write()).toBe(
    "::warning title=rampart::The summary comment was not written: GET /repos/shop/rollouts/issues/7/comments was answered with 403; the job needs pull-requests: write, which pull requests from forks never get\n",
  );
});

test.each([{ GITHUB_REPOSITORY: "../../admin" }, { COMMENT_PULL_REQUEST: "7/merge" }])("asks nothing when told %o", async (variables) => {
  expect(await write(summary, variables)).toBe(
    "::warning title=rampart::The summary comment was not written: it is not known which pull request to comment on\n",
  );
  expect(asked).toEqual([]);
});

test("writes nothing but a summary", async () => {
  expect(await write("secret\n")).toMatch(/^::warning title=rampart::The summary comment was not written: .* is no summary of Rampart\n$/);
  expect(asked).toEqual([]);
});
