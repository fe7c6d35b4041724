import { z } from "zod";
import { ForgeFault } from "../../forge-fault.ts";
import type { Comparison, Forge, TreeFile } from "../../forge.ts";
import type { Connection } from "../connection/connection.ts";

/** @see https://docs.github.com/rest/git/trees */
const TreeShape = z.object({
  tree: z.array(z.object({ path: z.string(), mode: z.string(), type: z.string(), sha: z.string() })),
  truncated: z.boolean(),
});

/** @see https://docs.github.com/rest/repos/contents#get-repository-content */
const FileShape = z.object({ type: z.literal("file"), encoding: z.string(), content: z.string(), sha: z.string() });
/** A folder, a link to another repository: something, but no file. */
const OtherShape = z.union([z.array(z.unknown()), z.object({ type: z.enum(["dir", "symlink", "submodule"]) })]).transform(() => undefined);

/** @see https://docs.github.com/rest/git/blobs#get-a-blob */
const BlobShape = z.object({ encoding: z.literal("base64"), content: z.string() });

/** @see https://docs.github.com/rest/commits/commits#compare-two-commits */
const ComparisonShape = z.object({
  merge_base_commit: z.object({ sha: z.string() }),
  ahead_by: z.int(),
  behind_by: z.int(),
  total_commits: z.int(),
  commits: z.array(
    z.object({
      sha: z.string(),
      commit: z.object({ message: z.string(), tree: z.object({ sha: z.string() }) }),
      parents: z.array(z.object({ sha: z.string() })),
      author: z.object({ login: z.string().optional() }).nullish(),
    }),
  ),
  files: z
    .array(z.object({ filename: z.string(), previous_filename: z.string().optional(), sha: z.string().nullish(), status: z.string() }))
    .default([]),
});

/** Files that a comparison tells of at most. */
const mostFiles = 300;

const Sha = z.object({ sha: z.string().regex(/^[0-9a-f]{40,64}$/) });

export function contentOperations(connection: Connection): Pick<Forge, "compare" | "tree" | "text" | "createTree" | "createCommit"> {
  const { owner, repo } = connection;

  async function readTree(sha: string, whole: boolean): Promise<z.output<typeof TreeShape>> {
    return connection.ask({
      to: `list the files of ${sha.slice(0, 10)}`,
      effect: "none",
      needs: "contents: read",
      request: ({ rest }) => rest.git.getTree({ owner, repo, tree_sha: sha, ...(whole ? { recursive: "1" } : {}) }),
      shape: TreeShape,
    });
  }

  /** What is too large for one answer is read folder by folder. */
  async function filesBelow(sha: string, folder: string): Promise<readonly (readonly [string, TreeFile])[]> {
    const whole = await readTree(sha, true);
    const cut = whole.truncated;
    const { tree } = cut ? await readTree(sha, false) : whole;
    const found: (readonly [string, TreeFile])[] = [];
    for (const { path, mode, type, sha: id } of tree) {
      if (type !== "tree") found.push([`${folder}${path}`, { blob: id, mode }]);
      else if (cut) found.push(...(await filesBelow(id, `${folder}${path}/`)));
    }
    return found;
  }

  return {
    async compare(base, head) {
      const shape = await connection.ask({
        to: `compare ${base} with ${head}`,
        effect: "none",
        needs: "contents: read",
        request: ({ rest }) => rest.repos.compareCommitsWithBasehead({ owner, repo, basehead: `${base}...${head}` }),
        shape: ComparisonShape,
      });
      return comparisonOf(shape);
    },

    async tree(commit) {
      return new Map(await filesBelow(commit, ""));
    },

    async text(path, at) {
      const to = `read ${path} at ${at}`;
      const outcome = await connection.attempt({
        to,
        effect: "none",
        needs: "contents: read",
        request: ({ rest }) => rest.repos.getContent({ owner, repo, path, ref: at }),
        shape: z.union([FileShape, OtherShape]),
      });
      if (outcome.kind === "refusal") {
        if (outcome.refusal.status === 404) return undefined;
        throw outcome.refusal.fault;
      }
      const file = outcome.value;
      if (file === undefined) return undefined;
      // What is larger than 1 MB is told without its content.
      const { content } =
        file.encoding === "base64"
          ? file
          : await connection.ask({
              to,
              effect: "none",
              needs: "contents: read",
              request: ({ rest }) => rest.git.getBlob({ owner, repo, file_sha: file.sha }),
              shape: BlobShape,
            });
      return decoded(content, to);
    },

    async createTree(base, files) {
      const tree = [...files].map(([path, content]) => {
        const entry = { path, mode: "100644", type: "blob" } as const;
        return content === null ? { ...entry, sha: null } : { ...entry, content };
      });
      const { sha } = await connection.ask({
        to: "store the files",
        effect: "content",
        needs: "contents: write",
        request: ({ rest }) => rest.git.createTree({ owner, repo, base_tree: base, tree }),
        shape: Sha,
      });
      return sha;
    },

    async createCommit({ tree, parents, message }) {
      const { sha } = await connection.ask({
        to: "store the commit",
        // Twice is a second commit that nothing points to.
        effect: "content",
        needs: "contents: write",
        // Neither author nor date, or the forge would not sign it.
        request: ({ rest }) => rest.git.createCommit({ owner, repo, tree, parents: [...parents], message }),
        shape: Sha,
      });
      return sha;
    },
  };
}

function comparisonOf(shape: z.output<typeof ComparisonShape>): Comparison {
  return {
    mergeBase: shape.merge_base_commit.sha,
    ahead: shape.ahead_by,
    behind: shape.behind_by,
    commits: shape.commits.map(({ sha, commit, parents, author }) => ({
      sha,
      tree: commit.tree.sha,
      parents: parents.map((parent) => parent.sha),
      message: commit.message,
      author: author?.login,
    })),
    files: shape.files.flatMap(({ filename, previous_filename: previous, sha, status }) => [
      // A file that moved is gone where it was.
      ...(status === "renamed" && previous !== undefined ? [{ path: previous, blob: undefined, change: "removed" }] : []),
      { path: filename, blob: status === "removed" ? undefined : (sha ?? undefined), change: status },
    ]),
    cut: shape.total_commits > shape.commits.length || shape.files.length >= mostFiles,
  };
}

function decoded(base64: string, to: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, "base64"));
  } catch {
    throw new ForgeFault(`Cannot ${to}: it is not text in UTF-8`, { kind: "invalid" });
  }
}
