import { listRefs, refSha } from "../git/refs.ts";
import { notFound } from "../refusal.ts";
import { repository as shape, repositoryPage, repositoryUrl } from "../shapes/repository.ts";
import type { Route, World } from "../world.ts";
import { paginate } from "../paginate.ts";
import { listed } from "./commits.ts";

const root = "/repos/{owner}/{repo}";

/** The repository and its branches. @see https://docs.github.com/rest/repos/repos */
export const repository: readonly Route[] = [
  {
    method: "GET",
    path: root,
    needs: [["metadata", "read"]],
    handle: (world, { actor }) => {
      const { settings } = world;
      const may = (role: readonly string[]): boolean => role.includes(actor.role);
      const body = {
        ...shape(world),
        permissions: {
          admin: may(["admin"]),
          maintain: may(["admin"]),
          push: may(["admin", "write"]),
          triage: may(["admin", "write"]),
          pull: actor.role !== "none" || !settings.private,
        },
        network_count: settings.forks.length,
        subscribers_count: 0,
        allow_rebase_merge: settings.mergeMethods.includes("rebase"),
        allow_squash_merge: settings.mergeMethods.includes("squash"),
        allow_merge_commit: settings.mergeMethods.includes("merge"),
        allow_auto_merge: settings.autoMerge,
        allow_update_branch: true,
        delete_branch_on_merge: settings.deleteBranchOnMerge,
        use_squash_pr_title_as_default: false,
        squash_merge_commit_title: "COMMIT_OR_PR_TITLE",
        squash_merge_commit_message: "COMMIT_MESSAGES",
        merge_commit_title: "MERGE_MESSAGE",
        merge_commit_message: "PR_TITLE",
      };
      return { status: 200, body };
    },
  },
  {
    method: "GET",
    path: `${root}/branches`,
    needs: [["contents", "read"]],
    async handle(world, call) {
      const all = await listRefs(world.repository, "refs/heads/");
      const { items, headers } = paginate(world, call, all);
      const body = items.map(({ ref, sha }) => {
        const name = ref.replace("refs/heads/", "");
        return { name, commit: { sha, url: `${repositoryUrl(world)}/commits/${sha}` }, protected: isProtected(world, name) };
      });
      return { status: 200, body, headers };
    },
  },
  {
    method: "GET",
    path: `${root}/branches/{branch+}/protection`,
    needs: [["administration", "read"]],
    handle(world, { params }) {
      const name = params["branch"] ?? "";
      const rules = world.settings.protection[name];
      if (rules === undefined) throw notFound();
      const url = `${repositoryUrl(world)}/branches/${name}/protection`;
      const contexts = rules.contexts ?? [];
      const body = {
        url,
        ...(contexts.length === 0 && rules.strict !== true
          ? {}
          : {
              required_status_checks: {
                url: `${url}/required_status_checks`,
                strict: rules.strict === true,
                contexts,
                contexts_url: `${url}/required_status_checks/contexts`,
                checks: contexts.map((context) => ({ context, app_id: null })),
              },
            }),
        ...(rules.pullsOnly === false
          ? {}
          : {
              required_pull_request_reviews: {
                url: `${url}/required_pull_request_reviews`,
                dismiss_stale_reviews: rules.dismissStale === true,
                require_code_owner_reviews: false,
                required_approving_review_count: rules.approvals ?? 0,
                require_last_push_approval: false,
              },
            }),
        enforce_admins: { url: `${url}/enforce_admins`, enabled: rules.enforceAdmins !== false },
        required_linear_history: { enabled: false },
        allow_force_pushes: { enabled: false },
        allow_deletions: { enabled: false },
        block_creations: { enabled: false },
        required_conversation_resolution: { enabled: false },
        lock_branch: { enabled: false },
        allow_fork_syncing: { enabled: false },
        required_signatures: { url: `${url}/required_signatures`, enabled: false },
      };
      return { status: 200, body };
    },
  },
  {
    method: "GET",
    path: `${root}/branches/{branch+}`,
    needs: [["contents", "read"]],
    async handle(world, { params }) {
      const name = params["branch"] ?? "";
      const sha = await refSha(world.repository, `refs/heads/${name}`);
      if (sha === undefined) throw notFound();
      const [commit] = await listed(world, [sha]);
      const url = `${repositoryUrl(world)}/branches/${name}`;
      const on = isProtected(world, name);
      const contexts = world.settings.protection[name]?.contexts ?? [];
      const checks = {
        enforcement_level: on ? "everyone" : "off",
        contexts,
        checks: contexts.map((context) => ({ context, app_id: null })),
      };
      const body = {
        name,
        commit,
        _links: { self: url, html: `${repositoryPage(world)}/tree/${name}` },
        protected: on,
        protection: { enabled: on, required_status_checks: checks },
        protection_url: `${url}/protection`,
      };
      return { status: 200, body };
    },
  },
];

function isProtected({ settings }: World, branch: string): boolean {
  return settings.protection[branch] !== undefined;
}
