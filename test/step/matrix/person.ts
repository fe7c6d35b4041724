import { z } from "zod";
import { tokenOf } from "./accounts.ts";

/** The forge does not let a person do it, as things are. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** What a person does by the forge's API. Throws {@link Refused} where the forge does not let them. */
export interface Person {
  /** A request below the repository. */
  readonly ask: (method: string, path: string, body?: object) => Promise<unknown>;
  /** A mutation of GraphQL on one pull request. */
  readonly mutate: (mutation: string, pull: number, more?: string) => Promise<void>;
  /** A commit on top of a branch, or by force in place of its newest one. */
  readonly commit: (branch: string, files: Readonly<Record<string, string>>, force?: boolean) => Promise<string>;
}

const Sha = z.object({ sha: z.string() });
const Ref = z.object({ object: Sha });
const Commit = z.object({ parents: z.array(Sha) });
const Node = z.object({ node_id: z.string() });

/** Somebody with a token for the forge at this address. */
export function personAt(url: string, login: string): Person {
  const send = async (method: string, address: string, body: object | undefined): Promise<unknown> => {
    const answer = await fetch(address, {
      method,
      headers: { authorization: `Bearer ${tokenOf(login)}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Refused(`${method} ${address} answered ${answer.status}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
  const ask: Person["ask"] = (method, path, body) => send(method, `${url}/repos/acme/gitops/${path}`, body);
  return {
    ask,
    mutate: async (mutation, pull, more = "") => {
      const { node_id: id } = Node.parse(await ask("GET", `pulls/${pull}`));
      const query = `mutation { ${mutation}(input: { pullRequestId: "${id}"${more} }) { clientMutationId } }`;
      const said = z
        .object({ errors: z.array(z.object({ message: z.string() })).optional() })
        .parse(await send("POST", `${url}/graphql`, { query }));
      if (said.errors !== undefined) throw new Refused(said.errors.map(({ message }) => message).join(", "));
    },
    commit: async (branch, files, force = false) => {
      const head = Ref.parse(await ask("GET", `git/ref/heads/${branch}`)).object.sha;
      const { parents } = Commit.parse(await ask("GET", `git/commits/${head}`));
      const below = force ? (parents[0]?.sha ?? head) : head;
      const entries = Object.entries(files).map(([path, content]) => ({ path, content, mode: "100644", type: "blob" }));
      const tree = Sha.parse(await ask("POST", "git/trees", { base_tree: below, tree: entries })).sha;
      const made = await ask("POST", "git/commits", { tree, parents: [below], message: "A person's commit" });
      const { sha } = Sha.parse(made);
      await ask("PATCH", `git/refs/heads/${branch}`, { sha, force });
      return sha;
    },
  };
}
