import { z } from "zod";
import { UserError } from "../base/user-error.ts";
import { Name } from "../model/name.ts";
import type { Generator } from "./generator.ts";

const isFunction = (value: unknown) => typeof value === "function";

const Config = z.strictObject({
  generators: z
    .array(
      z.strictObject({
        id: Name,
        description: z.string().min(1),
        applies: z.custom<Generator["applies"]>(isFunction, { error: "expected a function" }),
        generate: z.custom<Generator["generate"]>(isFunction, { error: "expected a function" }),
      }),
    )
    .default([]),
  /** Read where checks are run. */
  checks: z.unknown().optional(),
});

/** The generators that a project's `rampart.config.ts` adds. */
export function ownGenerators(config: unknown): readonly Generator[] {
  if (config === undefined) return [];
  const parsed = Config.safeParse(config);
  if (parsed.success) return parsed.data.generators;
  throw new UserError(`Cannot use rampart.config.ts:\n${z.prettifyError(parsed.error)}`, {
    hint: "write `export default defineConfig({ generators: [...] })`, each made by defineGenerator",
  });
}
