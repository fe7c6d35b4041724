import { z } from "zod";
import { isRefName } from "../git/is-ref-name.ts";
import { type Ref, type RefRefusal, listRefs, moveRef, refSha } from "../git/refs.ts";
import { readBody } from "../read-body.ts";
import { notFound, refusal } from "../refusal.ts";
import { nodeId } from "../shapes/node-id.ts";
import { repositoryUrl } from "../shapes/repository.ts";
import type { Actor, Route, World } from "../world.ts";

const NewRef = z.object({ ref: z.string(), sha: z.string(), key: z.string().optional() });
const MovedRef = z.object({ sha: z.string(), force: z.boolean().default(false) });
const root = "/repos/{owner}/{repo}/git";

/** Refs of the Git database. @see https://docs.github.com/rest/git/refs */
export const gitRefs: readonly Route[] = [
  {
    method: "GET",
    path: `${root}/ref/{ref+}`,
    needs: [["contents", "read"]],
    async handle(world, { params }) {
      const ref = `refs/${params["ref"] ?? ""}`;
      const sha = await refSha(world.repository, ref);
      if (sha === undefined) throw notFound();
      return { status: 200, body: await shown(world, ref, sha) };
    },
  },
  {
    method: "GET",
    path: `${root}/matching-refs/{ref+}`,
    needs: [["contents", "read"]],
    async handle(world, { params }) {
      const refs = await listRefs(world.repository, `refs/${params["ref"] ?? ""}`);
      return { status: 200, body: refs.filter(({ ref }) => !ref.startsWith("refs/forks/")).map((ref) => refShape(world, ref)) };
    },
  },
  {
    method: "POST",
    path: `${root}/refs`,
    needs: [["contents", "write"]],
    async handle(world, call) {
      const { ref, sha } = readBody(call, NewRef);
      if (!/^refs\/[^/]+\/./.test(ref)) throw refusal(422, "Reference name must start with 'refs' and have at least two slashes.");
      if (!(await isRefName(world.repository, ref))) throw refusal(422, `${ref} is not a valid ref name.`);
      if (!isSha(sha)) throw refusal(422, "The sha parameter must be exactly 40 characters and contain only [0-9a-f].");
      const type = (await world.repository.objects.read(sha))?.type;
      if (type === undefined || (ref.startsWith("refs/heads/") && type !== "commit")) throw refusal(422, "Object does not exist");
      const refused = await moveRef(world.repository, ref, undefined, sha);
      if (refused !== undefined) throw refusal(422, refused === "in-the-way" ? "Reference update failed" : creation(refused));
      return { status: 201, body: await shown(world, ref, sha), headers: { location: encodeURI(`${repositoryUrl(world)}/git/${ref}`) } };
    },
  },
  {
    method: "PATCH",
    path: `${root}/refs/{ref+}`,
    needs: [["contents", "write"]],
    async handle(world, call) {
      const ref = `refs/${call.params["ref"] ?? ""}`;
      const { sha, force } = readBody(call, MovedRef);
      const old = await refSha(world.repository, ref);
      if (old === undefined) throw refusal(422, "Reference does not exist");
      if (!isSha(sha) || (await world.repository.commit(sha)) === undefined) throw refusal(422, "Object does not exist");
      guard(world, call.actor, ref);
      if (!force && !(await world.history.holds(sha, old))) throw refusal(422, "Update is not a fast forward");
      const refused = await moveRef(world.repository, ref, old, sha);
      if (refused !== undefined) throw refusal(422, "Reference cannot be updated");
      return { status: 200, body: await shown(world, ref, sha) };
    },
  },
  {
    method: "DELETE",
    path: `${root}/refs/{ref+}`,
    needs: [["contents", "write"]],
    async handle(world, { params, actor }) {
      const ref = `refs/${params["ref"] ?? ""}`;
      const old = await refSha(world.repository, ref);
      if (old === undefined) throw refusal(422, "Reference does not exist");
      if (ref === "refs/heads/main") throw refusal(422, "Cannot delete the default branch");
      guard(world, actor, ref);
      if ((await moveRef(world.repository, ref, old, undefined)) !== undefined) throw refusal(422, "Reference cannot be deleted");
      return { status: 204 };
    },
  },
];

/** Whether a text has the form of an object's full name. */
function isSha(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

function creation(refused: RefRefusal): string {
  return refused === "exists" || refused === "moved" ? "Reference already exists" : "Reference cannot be created";
}

/** Refuses what a protected branch takes only by pull request. */
function guard({ settings }: World, actor: Actor, ref: string): void {
  const rules = settings.protection[ref.replace(/^refs\/heads\//, "")];
  if (rules === undefined || rules.pullsOnly === false || (actor.role === "admin" && rules.enforceAdmins === false)) return;
  throw refusal(422, "Changes must be made through a pull request.");
}

async function shown(world: World, ref: string, sha: string): Promise<object> {
  return refShape(world, { ref, sha, type: (await world.repository.objects.read(sha))?.type ?? "commit" });
}

function refShape(world: World, { ref, sha, type }: Ref): object {
  return {
    ref,
    node_id: nodeId("REF", ref),
    url: `${repositoryUrl(world)}/git/${ref}`,
    object: { sha, type, url: `${repositoryUrl(world)}/git/${type}s/${sha}` },
  };
}
