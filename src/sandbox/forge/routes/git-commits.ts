import { z } from "zod";
import type { Signature } from "../git/commit-object.ts";
import { readBody } from "../read-body.ts";
import { notFound, refusal } from "../refusal.ts";
import { gitCommit } from "../shapes/commit.ts";
import { accountEmail } from "../shapes/user.ts";
import type { Route, World } from "../world.ts";

const Who = z.object({ name: z.string(), email: z.string(), date: z.string().optional() });
const NewCommit = z.object({
  message: z.string(),
  tree: z.string(),
  parents: z.array(z.string()).default([]),
  author: Who.optional(),
  committer: Who.partial().optional(),
  signature: z.string().optional(),
});
const root = "/repos/{owner}/{repo}/git/commits";

/** Commits of the Git database. @see https://docs.github.com/rest/git/commits */
export const gitCommits: readonly Route[] = [
  {
    method: "GET",
    path: `${root}/{sha}`,
    needs: [["contents", "read"]],
    async handle(world, { params }) {
      const sha = params["sha"] ?? "";
      const commit = /^[0-9a-f]{40}$/.test(sha) ? await world.repository.commit(sha) : undefined;
      if (commit === undefined) throw notFound();
      return { status: 200, body: gitCommit(world, sha, commit) };
    },
  },
  {
    method: "POST",
    path: root,
    needs: [["contents", "write"]],
    async handle(world, call) {
      const { message, tree, parents, author, committer } = readBody(call, NewCommit);
      if (message.includes("\0")) throw refusal(422, "The commit message contains a null byte.");
      if (!/^[0-9a-f]{40}$/.test(tree) || (await world.repository.tree(tree)) === undefined) throw refusal(422, "Tree SHA does not exist");
      for (const parent of parents) {
        if (!/^[0-9a-f]{40}$/.test(parent) || (await world.repository.commit(parent)) === undefined)
          throw refusal(422, "Parent SHA does not exist or is not a commit object");
      }
      const { login, kind } = call.actor;
      const writer = author === undefined ? own(world, login) : signature(world, author.name, author.email, author.date);
      const commit = {
        tree,
        parents,
        author: writer,
        committer:
          committer?.name === undefined || committer.email === undefined
            ? writer
            : signature(world, committer.name, committer.email, committer.date),
        message,
      };
      const sha = await world.repository.writeCommit(commit);
      const bot = kind === "installation" || kind === "actions";
      if (bot && author === undefined && committer === undefined) world.state.signed.push(sha);
      return { status: 201, body: gitCommit(world, sha, commit), headers: { location: `${world.url}${call.path}/${sha}` } };
    },
  },
];

function own(world: World, login: string): Signature {
  return signature(world, login, accountEmail(login), undefined);
}

function signature(world: World, name: string, email: string, date: string | undefined): Signature {
  const milliseconds = date === undefined ? world.now() : Date.parse(date);
  if (Number.isNaN(milliseconds)) throw refusal(422, "Invalid request.\n\nThe date is not valid.");
  if (/[<>\n\0]/.test(name + email) || name.trim() === "") throw refusal(422, "Invalid request.\n\nName or email is malformed.");
  return { name, email, time: Math.floor(milliseconds / 1000), zone: "+0000" };
}
