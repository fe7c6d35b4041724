import { refusal } from "../refusal.ts";
import { time } from "../shapes/time.ts";
import { user } from "../shapes/user.ts";
import type { Route } from "../world.ts";

/** Who calls. @see https://docs.github.com/rest/users/users#get-the-authenticated-user */
export const account: readonly Route[] = [
  {
    method: "GET",
    path: "/user",
    needs: "anyone",
    handle: (world, { actor }) => {
      if (actor.kind === "anonymous") throw refusal(401, "Requires authentication");
      if (actor.kind !== "classic" && actor.kind !== "fine-grained") throw refusal(403, "Resource not accessible by integration");
      return {
        status: 200,
        body: {
          ...user(world, actor.login),
          name: actor.login,
          company: null,
          blog: "",
          location: null,
          email: null,
          hireable: null,
          bio: null,
          public_repos: 1,
          public_gists: 0,
          followers: 0,
          following: 0,
          created_at: time(world.state.createdAt),
          updated_at: time(world.state.createdAt),
        },
      };
    },
  },
  {
    method: "GET",
    path: "/rate_limit",
    needs: "anyone",
    handle: (world, { actor }) => {
      const count = world.rate(actor.login);
      return {
        status: 200,
        body: { resources: { core: count, graphql: count, search: { ...count, used: 0, remaining: count.limit } }, rate: count },
      };
    },
  },
];
