import { z } from "zod";
import { Name } from "./name.ts";
import { Day, Text } from "./text.ts";

/** A check that is not to speak of something, for a reason and a time. */
export const Silence = z.strictObject({
  check: Name,
  /** Narrows it to reports on one file of the rendered folder. */
  file: z.string().optional(),
  reason: Text,
  owner: Text,
  /** Last day it holds. */
  until: Day,
});
export type Silence = z.output<typeof Silence>;
