import { notFound, refusal } from "../refusal.ts";
import type { Access } from "../forge-options.ts";
import type { Actor, Need, Route, World } from "../world.ts";

/** Parts of the repository that GitHub denies people with 403; the others look as if they were not there. */
const toldApart = new Set(["issues", "pull_requests"]);

/** Refuses an actor what a route needs, with the status and words that GitHub has for the kind of token. */
export function permit(world: World, { method, path, needs }: Route, actor: Actor): void {
  if (needs === "app") {
    if (actor.kind !== "app") throw refusal(401, "A JSON web token could not be decoded");
    return;
  }
  if (needs === "anyone") return;
  if (actor.kind === "app") throw refusal(403, "Resource not accessible by integration");
  const writes = method !== "GET";
  if (actor.kind === "anonymous") {
    if (world.settings.private) throw notFound();
    if (writes) throw refusal(401, "Requires authentication");
    if (needs.every(([name]) => name === "administration")) throw refusal(401, "Requires authentication");
    return;
  }
  if (actor.kind === "classic") permitPerson(world, path, needs, actor);
  else permitToken(world, needs, actor);
}

function permitPerson(world: World, path: string, needs: readonly Need[], { role, scopes }: Actor): void {
  const seen = role !== "none" || !world.settings.private;
  const scoped = scopes.includes("repo") || (scopes.includes("public_repo") && !world.settings.private);
  const statusesOnly = scopes.includes("repo:status") && needs.some(([name]) => name === "statuses");
  const deploymentsOnly = scopes.includes("repo_deployment") && needs.some(([name]) => name === "deployments");
  if (!seen || (world.settings.private && !scoped && !statusesOnly && !deploymentsOnly)) throw notFound();
  const open = needs.some(
    ([name, access]) => allowed(role, name, access) && (access === "read" || scoped || statusesOnly || deploymentsOnly),
  );
  // Anybody who sees a repository may open a pull request and comment.
  if (open || (scoped && /\/(?:pulls|comments|reviews)$/.test(path))) return;
  if (needs.some(([name]) => toldApart.has(name))) throw refusal(403, "Must have admin rights to Repository.");
  throw notFound();
}

function allowed(role: Actor["role"], name: Need[0], access: Access): boolean {
  if (name === "administration") return role === "admin";
  return access === "read" || role === "admin" || role === "write";
}

function permitToken(world: World, needs: readonly Need[], { kind, role, permissions }: Actor): void {
  if (role === "none" && world.settings.private) throw notFound();
  const open = needs.some(([name, access]) => {
    const given = permissions[name];
    const enough = given === "write" || (access === "read" && (given === "read" || (name !== "administration" && !world.settings.private)));
    return enough && (kind !== "fine-grained" || allowed(role, name, access));
  });
  if (!open) throw refusal(403, `Resource not accessible by ${kind === "fine-grained" ? "personal access token" : "integration"}`);
}
