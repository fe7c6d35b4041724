import { example } from "./example.ts";

/** Without any signal, the stage is still recorded. */
export const stageOnly = example("stage-only", {});
