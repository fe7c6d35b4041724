import type { RolloutResource } from "../../model/rollout-resource.ts";
import type { Backend } from "../../model/traffic.ts";
import type { Folder } from "../folder.ts";

/** What `rollout.yaml` says of the traffic at the stage it stands at. */
export interface CommittedStage {
  readonly host: string;
  readonly backends: { readonly baseline: Backend; readonly candidate: Backend };
  readonly weightTotal: number;
  readonly stage: RolloutResource["spec"]["stages"][number];
}

/** The traffic of the stage; `undefined` where the rollout routes none, or its data is not sound. */
export function committedStage(folder: Folder): CommittedStage | undefined {
  const { spec, status } = folder.resource() ?? {};
  const stage = spec?.stages[status?.index ?? -1];
  if (spec?.host === undefined || spec.backends === undefined || stage === undefined) return undefined;
  return { host: spec.host, backends: spec.backends, weightTotal: spec.weightTotal, stage };
}
