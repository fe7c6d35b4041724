import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { type GitEnd, runGit } from "../../../src/sandbox/forge/git/run-git.ts";
import type { ForgeOptions } from "../../../src/sandbox/forge/forge-options.ts";
import { type Forge, serveForge } from "../../../src/sandbox/forge/serve-forge.ts";
import { expectLegal } from "../../openapi/check-exchange.ts";

/** What a call was answered. */
export interface Answer {
  readonly status: number;
  // A test reads what it expects to be there; what is not, it sees as undefined.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  readonly headers: Headers;
}

/** A forge with one commit on `main`, and ways to act on it. */
export interface StartedForge {
  readonly forge: Forge;
  /** Calls below `/repos/acme/gitops`, or anywhere by a path that begins with two slashes, with the bot's token unless another is named. */
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    token?: string,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
  /** Writes files as a commit and puts it on a branch, by the API. Returns the commit. */
  readonly commit: (branch: string, files: Readonly<Record<string, string | null>>, from?: string) => Promise<string>;
  /** As {@link StartedForge.commit} on a new branch, then opens a pull request for it. Returns its number. */
  readonly open: (branch: string, files: Readonly<Record<string, string | null>>, more?: object) => Promise<number>;
  /** Runs Git in the bare repository and returns what it printed. */
  readonly git: (...words: readonly string[]) => Promise<string>;
  /** Runs Git in a fresh folder beside the repository, as somebody at a desk. */
  readonly atDesk: (name: string, ...words: readonly string[]) => Promise<GitEnd>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a forge whose every exchange must be legal by GitHub's OpenAPI descriptions, unless `lawless`. */
export async function startForge({
  lawless = false,
  ...options
}: Partial<ForgeOptions> & { readonly lawless?: boolean } = {}): Promise<StartedForge> {
  const room = await mkdtemp(join(tmpdir(), "forge-"));
  const folder = join(room, "gitops.git");
  for (const [path, content] of await (seeded ??= seed())) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const forge = await serveForge({ folder, ...(lawless ? {} : { observe: expectLegal }), ...options });
  const root = forge.url + "/repos/acme/gitops";

  const call: StartedForge["call"] = async (method, path, body, token = "ghp_bot", headers = {}) => {
    const response = await fetch(path.startsWith("//") ? forge.url + path.slice(1) : root + path, {
      method,
      redirect: "manual",
      headers: { ...(token === "" ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text), headers: response.headers };
  };
  const git = async (...words: readonly string[]): Promise<string> => (await runGit(folder, words)).stdout.toString("utf8").trim();
  const commit: StartedForge["commit"] = async (branch, files, from = "main") => {
    const parent = (await call("GET", `/git/ref/heads/${from}`)).body.object.sha;
    const entries = Object.entries(files).map(([path, content]) =>
      content === null ? { path, mode: "100644", type: "blob", sha: null } : { path, mode: "100644", type: "blob", content },
    );
    const tree = (await call("POST", "/git/trees", { base_tree: parent, tree: entries })).body.sha;
    const made = (await call("POST", "/git/commits", { message: `change ${branch}`, tree, parents: [parent] })).body.sha;
    const moved =
      from === branch
        ? await call("PATCH", `/git/refs/heads/${branch}`, { sha: made })
        : await call("POST", "/git/refs", { ref: `refs/heads/${branch}`, sha: made });
    if (moved.status > 299) throw new Error(JSON.stringify(moved.body));
    return made;
  };
  return {
    forge,
    call,
    git,
    commit,
    open: async (branch, files, more = {}) => {
      await commit(branch, files);
      const made = await call("POST", "/pulls", { title: branch, head: branch, base: "main", ...more });
      if (made.status !== 201) throw new Error(JSON.stringify(made.body));
      return made.body.number;
    },
    atDesk: async (name, ...words) => {
      await mkdir(join(room, name), { recursive: true });
      const who = {
        GIT_AUTHOR_NAME: "Kim",
        GIT_AUTHOR_EMAIL: "kim@example.org",
        GIT_COMMITTER_NAME: "Kim",
        GIT_COMMITTER_EMAIL: "kim@example.org",
      };
      return runGit(join(room, name), words, { env: who });
    },
    [Symbol.asyncDispose]: async () => {
      try {
        await forge.close();
      } finally {
        await rm(room, { recursive: true, force: true });
      }
    },
  };
}

let seeded: Promise<ReadonlyMap<string, Buffer>> | undefined;

/** The files of a repository with one commit of three files on `main`: made once, since each forge begins with a copy. */
async function seed(): Promise<ReadonlyMap<string, Buffer>> {
  const folder = await mkdtemp(join(tmpdir(), "forge-seed-"));
  await runGit(folder, ["init", "--quiet", "--bare", "--template=", "-b", "main"]);
  const file = (path: string, content: string): string => `M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`;
  const files =
    file("README.md", "# gitops\n") + file("environments/prod/web.yaml", "stage: one\n") + file("dist/prod/web/values.yaml", "weight: 5\n");
  const commit = `commit refs/heads/main\ncommitter Alex <alex@example.org> 1700000000 +0000\ndata 5\nbegin\n${files}\n`;
  await runGit(folder, ["fast-import", "--quiet"], { stdin: commit });
  const made = new Map<string, Buffer>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) made.set(relative(folder, path), await readFile(path));
  }
  await rm(folder, { recursive: true });
  return made;
}
