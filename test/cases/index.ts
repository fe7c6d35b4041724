import { burnRates } from "./burn-rates.ts";
import { deltas } from "./deltas.ts";
import { everySignal } from "./every-signal.ts";
import type { Example } from "./example.ts";
import { limits } from "./limits.ts";
import { mirrored } from "./mirrored.ts";
import { objectives } from "./objectives.ts";
import { oddTexts } from "./odd-texts.ts";
import { sharedMetrics } from "./shared-metrics.ts";
import { stageOnly } from "./stage-only.ts";
import { waves } from "./waves.ts";

/** Small rollouts, each named for what it shows. */
export const examples: readonly Example[] = [
  stageOnly,
  everySignal,
  limits,
  deltas,
  burnRates,
  objectives,
  mirrored,
  waves,
  sharedMetrics,
  oddTexts,
];
