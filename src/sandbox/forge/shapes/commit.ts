import type { CommitObject, Signature } from "../git/commit-object.ts";
import type { World } from "../world.ts";
import { nodeId } from "./node-id.ts";
import { repositoryPage, repositoryUrl } from "./repository.ts";
import { time } from "./time.ts";
import { accountOf, user } from "./user.ts";

type Shape = Readonly<Record<string, unknown>>;

/** A commit as the Git database shows it. */
export function gitCommit(world: World, sha: string, commit: CommitObject): Shape {
  return {
    sha,
    node_id: nodeId("C", sha),
    url: `${repositoryUrl(world)}/git/commits/${sha}`,
    html_url: `${repositoryPage(world)}/commit/${sha}`,
    author: dated(commit.author),
    committer: dated(commit.committer),
    tree: { sha: commit.tree, url: `${repositoryUrl(world)}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${repositoryUrl(world)}/git/commits/${parent}`,
      html_url: `${repositoryPage(world)}/commit/${parent}`,
    })),
    verification: verification(world, sha),
  };
}

/** A commit as lists and comparisons show it. */
export function listedCommit(world: World, sha: string, commit: CommitObject): Shape {
  return {
    sha,
    node_id: nodeId("C", sha),
    url: `${repositoryUrl(world)}/commits/${sha}`,
    html_url: `${repositoryPage(world)}/commit/${sha}`,
    comments_url: `${repositoryUrl(world)}/commits/${sha}/comments`,
    commit: {
      url: `${repositoryUrl(world)}/git/commits/${sha}`,
      author: dated(commit.author),
      committer: dated(commit.committer),
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${repositoryUrl(world)}/git/trees/${commit.tree}` },
      verification: verification(world, sha),
    },
    author: account(world, commit.author),
    committer: account(world, commit.committer),
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${repositoryUrl(world)}/commits/${parent}`,
      html_url: `${repositoryPage(world)}/commit/${parent}`,
    })),
  };
}

function dated({ name, email, time: seconds }: Signature): Shape {
  return { name, email, date: time(seconds * 1000) };
}

function account(world: World, { email }: Signature): Shape | null {
  if (email === "noreply@github.com") return user(world, "web-flow");
  const login = accountOf(world, email);
  return login === undefined ? null : user(world, login);
}

function verification(world: World, sha: string): Shape {
  return world.state.signed.includes(sha)
    ? {
        verified: true,
        reason: "valid",
        signature: "-----BEGIN PGP SIGNATURE-----\n\nsandbox\n-----END PGP SIGNATURE-----",
        payload: `sandbox ${sha}`,
        verified_at: time(world.state.createdAt),
      }
    : { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null };
}
