import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseYaml } from "../base/yaml.ts";
import { check } from "../model/check.ts";
import { State } from "../model/state.ts";
import type { FileProblem } from "./invalid-project.ts";

/** Reads `environments/<env>/<rollout>.yaml`; `undefined` when there is none or it is broken, which is then a problem. */
export function readState(
  root: string,
  environment: string,
  rollout: string,
  problems: FileProblem[],
): { readonly value: State; readonly file: string } | undefined {
  const file = `environments/${environment}/${rollout}.yaml`;
  const path = join(root, file);
  if (!existsSync(path)) return undefined;
  const parsed = parseYaml(readFileSync(path, "utf8"));
  if ("problem" in parsed) {
    problems.push({ file, path: "", message: parsed.problem, hint: "expected one line such as `stage: canary-5`" });
    return undefined;
  }
  const checked = check(State, parsed.value);
  problems.push(...checked.problems.map((problem) => ({ file, ...problem })));
  return checked.value === undefined ? undefined : { value: checked.value, file };
}
