import type { World } from "../world.ts";
import { nodeId } from "./node-id.ts";
import { time } from "./time.ts";
import { organization, user } from "./user.ts";

/** The number of the one repository. */
export const repositoryId = 1296269;

const templates: Readonly<Record<string, string>> = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  hooks_url: "/hooks",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications{?since,all,participating}",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
};

/** Where the repository is in the API. */
export function repositoryUrl(world: World, owner = world.settings.owner): string {
  return `${world.url}/repos/${owner}/${world.settings.name}`;
}

/** Where a browser would find the repository. */
export function repositoryPage(world: World, owner = world.settings.owner): string {
  return `${world.url}/${owner}/${world.settings.name}`;
}

/** The least that the API says of a repository; of a fork, when an owner is given. */
export function minimalRepository(world: World, owner = world.settings.owner): Readonly<Record<string, unknown>> {
  const { name, forks } = world.settings;
  const fork = owner !== world.settings.owner;
  const id = fork ? repositoryId + 1 + Math.max(0, forks.indexOf(owner)) : repositoryId;
  return {
    id,
    node_id: nodeId("R", id),
    name,
    full_name: `${owner}/${name}`,
    private: world.settings.private,
    owner: fork ? user(world, owner) : organization(world),
    html_url: repositoryPage(world, owner),
    description: null,
    fork,
    url: repositoryUrl(world, owner),
    ...Object.fromEntries(Object.entries(templates).map(([key, rest]) => [key, `${repositoryUrl(world, owner)}${rest}`])),
  };
}

/** A repository as other things show it. */
export function repository(world: World, owner = world.settings.owner): Readonly<Record<string, unknown>> {
  const page = repositoryPage(world, owner);
  return {
    ...minimalRepository(world, owner),
    clone_url: `${page}.git`,
    git_url: `${page.replace(/^http/, "git")}.git`,
    ssh_url: `git@127.0.0.1:${owner}/${world.settings.name}.git`,
    svn_url: page,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    default_branch: "main",
    forks: 0,
    forks_count: 0,
    open_issues: 0,
    open_issues_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    size: 0,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    archived: false,
    disabled: false,
    visibility: world.settings.private ? "private" : "public",
    topics: [],
    is_template: false,
    allow_forking: true,
    web_commit_signoff_required: false,
    created_at: time(world.state.createdAt),
    updated_at: time(world.state.createdAt),
    pushed_at: time(world.state.pushedAt),
  };
}
