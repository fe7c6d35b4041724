import { z } from "zod";
import { ForgeFault } from "../../forge-fault.ts";
import type { Forge } from "../../forge.ts";
import type { Connection } from "../connection/connection.ts";

/** @see https://docs.github.com/rest/git/refs */
const RefShape = z.object({ ref: z.string(), object: z.object({ sha: z.string() }) });

const prefix = "refs/heads/";

export function branchOperations(connection: Connection): Pick<Forge, "branchHead" | "branches" | "createBranch" | "advanceBranch"> {
  const { owner, repo } = connection;
  return {
    async branchHead(branch) {
      const outcome = await connection.attempt({
        to: `read the branch ${branch}`,
        effect: "none",
        needs: "contents: read",
        request: ({ rest }) => rest.git.getRef({ owner, repo, ref: `heads/${branch}` }),
        shape: RefShape,
      });
      if (outcome.kind === "answer") return outcome.value.object.sha;
      // 409: there is no commit at all yet.
      if (outcome.refusal.status === 404 || outcome.refusal.status === 409) return undefined;
      throw outcome.refusal.fault;
    },

    async branches(start) {
      const pages = await connection.pages({
        to: `list the branches ${start}*`,
        effect: "none",
        needs: "contents: read",
        request: ({ rest }) => rest.git.listMatchingRefs({ owner, repo, ref: `heads/${start}` }),
        shape: z.array(RefShape),
      });
      const heads = pages.flat().filter(({ ref }) => ref.startsWith(`${prefix}${start}`));
      return new Map(heads.map(({ ref, object }) => [ref.slice(prefix.length), object.sha]));
    },

    async createBranch(branch, commit) {
      const outcome = await connection.attempt({
        to: `create the branch ${branch}`,
        effect: "change",
        needs: "contents: write",
        request: ({ rest }) => rest.git.createRef({ owner, repo, ref: `${prefix}${branch}`, sha: commit }),
        shape: RefShape,
      });
      if (outcome.kind === "answer") return "created";
      if (/reference already exists/i.test(outcome.refusal.words)) return "exists";
      throw outcome.refusal.fault;
    },

    async advanceBranch(branch, commit) {
      const to = `move the branch ${branch} forward`;
      const outcome = await connection.attempt({
        to,
        effect: "change",
        needs: "contents: write",
        request: ({ rest }) => rest.git.updateRef({ owner, repo, ref: `heads/${branch}`, sha: commit, force: false }),
        shape: RefShape,
      });
      if (outcome.kind === "answer") return "moved";
      const { words, fault } = outcome.refusal;
      if (/not a fast.forward/i.test(words)) return "not-fast-forward";
      if (/reference does not exist/i.test(words)) {
        throw new ForgeFault(`Cannot ${to}: there is no such branch any more`, { kind: "missing", status: outcome.refusal.status });
      }
      throw fault;
    },
  };
}
