import { createHash } from "node:crypto";
import { z } from "zod";
import { permissionsOf } from "../actors/default-permissions.ts";
import type { Permissions } from "../forge-options.ts";
import { paginate } from "../paginate.ts";
import { readBody } from "../read-body.ts";
import { notFound, refusal } from "../refusal.ts";
import { app, installation } from "../shapes/app.ts";
import { repository, repositoryId } from "../shapes/repository.ts";
import { time } from "../shapes/time.ts";
import type { Route, World } from "../world.ts";

const Wanted = z.object({
  repositories: z.array(z.string()).optional(),
  repository_ids: z.array(z.number()).optional(),
  permissions: z.record(z.string(), z.enum(["read", "write"])).optional(),
});
const hour = 3_600_000;

/** The App, its installation and the tokens it is given. @see https://docs.github.com/rest/apps/apps */
export const apps: readonly Route[] = [
  {
    method: "GET",
    path: "/app",
    needs: "app",
    handle: (world, { actor }) => ({ status: 200, body: app(world, actor.login) }),
  },
  {
    method: "GET",
    path: "/app/installations",
    needs: "app",
    handle(world, call) {
      const { items, headers } = paginate(world, call, [installation(world)]);
      return { status: 200, body: items, headers };
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/installation",
    needs: "app",
    handle: (world) => ({ status: 200, body: installation(world) }),
  },
  {
    method: "POST",
    path: "/app/installations/{id}/access_tokens",
    needs: "app",
    handle(world, call) {
      const own = world.settings.app;
      if (own === undefined || call.params["id"] !== String(own.installationId)) throw notFound();
      const wanted = readBody(call, Wanted);
      const elsewhere =
        wanted.repositories?.some((name) => name !== world.settings.name) === true ||
        wanted.repository_ids?.some((id) => id !== repositoryId) === true;
      if (elsewhere)
        throw refusal(422, "There is at least one repository that does not exist or is not accessible to the parent installation.");
      const granted = permissionsOf(own.permissions);
      const permissions = wanted.permissions === undefined ? granted : narrowed(granted, wanted.permissions);
      const id = world.nextId();
      // Nothing on loopback is secret, and the same run gives the same tokens.
      const token = `ghs_${createHash("sha256").update(`${own.slug}:${id}`).digest("hex").slice(0, 36)}`;
      const expiresAt = world.now() + hour;
      world.state.installationTokens.push({ token, permissions, expiresAt });
      return {
        status: 201,
        body: { token, expires_at: time(expiresAt), permissions, repository_selection: "selected", repositories: [repository(world)] },
      };
    },
  },
  {
    method: "GET",
    path: "/installation/repositories",
    needs: "anyone",
    handle(world: World, call) {
      if (call.actor.kind !== "installation" && call.actor.kind !== "actions")
        throw refusal(403, "You must authenticate with an installation access token in order to list repositories for an installation.");
      const { items, headers } = paginate(world, call, [repository(world)]);
      return { status: 200, body: { total_count: 1, repository_selection: "selected", repositories: items }, headers };
    },
  },
];

function narrowed(granted: Permissions, wanted: Readonly<Record<string, "read" | "write">>): Permissions {
  const given: Readonly<Record<string, string | undefined>> = granted;
  for (const [name, access] of Object.entries(wanted)) {
    if (given[name] === access || given[name] === "write") continue;
    throw refusal(422, "The permissions requested are not granted to this installation.");
  }
  return { ...wanted, metadata: "read" };
}
