import type { ForgeOptions } from "./forge-options.ts";
import type { Settings } from "./world.ts";

/** Says every default of a forge: a repository `acme/gitops`, a person who may everything, a bot and a reader. */
export function settingsOf(options: ForgeOptions): Settings {
  const lag = options.lag ?? {};
  return {
    owner: options.owner ?? "acme",
    name: options.name ?? "gitops",
    private: options.private ?? false,
    people: options.people ?? [
      { login: "alex", role: "admin" },
      { login: "rampart-bot", role: "write" },
      { login: "kim", role: "write" },
      { login: "reader", role: "read" },
    ],
    tokens: options.tokens ?? [
      { token: "ghp_alex", login: "alex" },
      { token: "ghp_bot", login: "rampart-bot" },
      { token: "ghp_kim", login: "kim" },
      { token: "ghp_reader", login: "reader" },
      { token: "ghs_actions", login: "github-actions[bot]" },
    ],
    app: options.app,
    protection: options.protection ?? {},
    mergeMethods: options.mergeMethods ?? ["merge", "squash", "rebase"],
    autoMerge: options.autoMerge ?? true,
    deleteBranchOnMerge: options.deleteBranchOnMerge ?? false,
    actionsMayOpenPulls: options.actionsMayOpenPulls ?? true,
    rateLimit: options.rateLimit ?? 5000,
    lag: { list: lag.list ?? 0, mergeable: lag.mergeable ?? 0, node: lag.node ?? 0, merge: lag.merge ?? 0 },
    renamedFrom: options.renamedFrom ?? [],
    forks: options.forks ?? [],
    enterprise: options.enterprise,
  };
}
