import type { Pull, Review } from "../state.ts";
import type { World } from "../world.ts";
import { nodeId } from "./node-id.ts";
import { association, pullPage } from "./pull.ts";
import { repositoryUrl } from "./repository.ts";
import { time } from "./time.ts";
import { user } from "./user.ts";

/** A review of a pull request. */
export function review(world: World, pull: Pull, one: Review): Readonly<Record<string, unknown>> {
  const page = `${pullPage(world, pull)}#pullrequestreview-${one.id}`;
  const url = `${repositoryUrl(world)}/pulls/${pull.number}`;
  return {
    id: one.id,
    node_id: nodeId("PRR", one.id),
    user: user(world, one.user),
    body: one.body,
    state: one.state,
    html_url: page,
    pull_request_url: url,
    _links: { html: { href: page }, pull_request: { href: url } },
    ...(one.state === "PENDING" ? {} : { submitted_at: time(one.submittedAt) }),
    commit_id: one.commit,
    author_association: association(world, one.user),
  };
}
