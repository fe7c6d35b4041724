import { z } from "zod";
import { Name } from "./name.ts";

/** Where a rollout stands in an environment: `environments/<env>/<rollout>.yaml`. Changed by steps only. */
export const State = z.strictObject({ stage: Name });
export type State = z.output<typeof State>;
