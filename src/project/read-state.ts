import { State } from "../model/state.ts";
import type { FileProblem } from "./invalid-project.ts";
import { stateFile } from "./read-records.ts";
import { readYamlAs } from "./read-yaml-as.ts";

/** Reads `environments/<env>/<rollout>.yaml`; `undefined` when there is none or it is broken, which is then a problem. */
export function readState(
  root: string,
  environment: string,
  rollout: string,
  problems: FileProblem[],
): { readonly value: State; readonly file: string } | undefined {
  const file = stateFile(environment, rollout);
  const value = readYamlAs(root, { schema: State, file, hint: "expected one line such as `stage: canary-5`" }, problems);
  return value === undefined ? undefined : { value, file };
}
