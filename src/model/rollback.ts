import { z } from "zod";
import { Severity } from "./alert.ts";
import { ref } from "./name.ts";
import { Duration } from "./quantity.ts";
import { Step } from "./procedure.ts";
import { Source, Text } from "./text.ts";

/** One way back, with how much it touches. */
export const RollbackLevel = z.strictObject({
  title: Text,
  /** What it touches, smallest first. */
  blastRadius: z.enum(["stage", "instance", "environment", "source"]),
  when: Text,
  steps: z.array(Step).min(1),
  /** Who or what must not rely on this way. */
  notSafeFor: z.array(z.strictObject({ subject: Text, reason: Text })).default([]),
  /** Probes that show that it worked. */
  verify: z.array(ref("probe")).default([]),
  sources: z.array(Source).default([]),
});
export type RollbackLevel = z.output<typeof RollbackLevel>;

/** How to go back: what calls for it, how fast it is, the ways by blast radius, and what follows. */
export const Rollback = z.strictObject({
  triggers: z
    .array(
      z.strictObject({
        text: Text,
        /** The gate whose rollback limit, or the alert whose firing, this is. */
        gate: ref("gate").optional(),
        alert: ref("alert").optional(),
        /** Any alert of the rollout of this severity. */
        severity: Severity.optional(),
      }),
    )
    .default([]),
  /** Recovery-time objective and what shows that it is met. */
  objective: z.strictObject({ within: Duration, because: Text, validation: Text }).optional(),
  levels: z.array(RollbackLevel).min(1),
  afterwards: z.array(Step).default([]),
});
export type Rollback = z.output<typeof Rollback>;
