import type { Comment } from "../state.ts";
import type { World } from "../world.ts";
import { nodeId } from "./node-id.ts";
import { association } from "./pull.ts";
import { repositoryPage, repositoryUrl } from "./repository.ts";
import { time } from "./time.ts";
import { user } from "./user.ts";

/** A comment below a pull request. */
export function comment(world: World, one: Comment): Readonly<Record<string, unknown>> {
  return {
    id: one.id,
    node_id: nodeId("IC", one.id),
    url: `${repositoryUrl(world)}/issues/comments/${one.id}`,
    html_url: `${repositoryPage(world)}/pull/${one.issue}#issuecomment-${one.id}`,
    issue_url: `${repositoryUrl(world)}/issues/${one.issue}`,
    body: one.body,
    user: user(world, one.user),
    author_association: association(world, one.user),
    performed_via_github_app: null,
    created_at: time(one.createdAt),
    updated_at: time(one.updatedAt),
  };
}
