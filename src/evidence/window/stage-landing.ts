import { parseYaml } from "../../base/yaml.ts";
import { check } from "../../model/check.ts";
import { State } from "../../model/state.ts";
import { gitRun } from "../../project/git-run.ts";
import type { Landing } from "./find-stay.ts";

const baseBranches = ["origin/HEAD", "origin/main", "origin/master", "HEAD"] as const;

/**
 * When the commit that set a stage landed on the base branch, by Git alone: the
 * oldest of the latest unbroken run of commits at which the state file tells
 * this stage. `undefined` where Git does not tell.
 */
export function stageLanding(root: string, stateFile: string, stage: string): Landing | undefined {
  const branch = baseBranches.find((name) => asked(root, ["rev-parse", "--verify", "--quiet", `${name}^{commit}`]) !== undefined);
  if (branch === undefined) return undefined;
  const log = asked(root, ["log", "--first-parent", "--max-count=200", "--format=%H %ct", branch, "--", stateFile]);
  let landing: Landing | undefined;
  for (const line of log?.split("\n") ?? []) {
    const [, commit, time] = /^([0-9a-f]{40,64}) (\d+)$/.exec(line) ?? [];
    if (commit === undefined || time === undefined) break;
    const text = asked(root, ["show", `${commit}:./${stateFile}`]);
    const parsed = text === undefined ? undefined : parseYaml(text);
    const state = parsed === undefined || "problem" in parsed ? undefined : check(State, parsed.value).value;
    if (state?.stage !== stage) break;
    landing = { commit, branch, at: Number(time) };
  }
  return landing;
}

function asked(root: string, args: readonly string[]): string | undefined {
  const { status, stdout } = gitRun(root, args);
  return status === 0 ? stdout.toString("utf8") : undefined;
}
