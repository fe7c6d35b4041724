import { z } from "zod";
import { UserError } from "../base/user-error.ts";
import { Name } from "../model/name.ts";
import type { Check } from "./check.ts";

const Scope = z.enum(["folder", "folders", "disk", "course", "definition", "project", "transition", "change", "silence"]);
const common = z.object({ code: Name, severity: z.enum(["error", "warning", "notice"]), description: z.string().min(1), scope: Scope });

const OwnCheck = z.custom<Check>(
  (value) =>
    common.safeParse(value).success && z.object({ check: z.custom((check) => typeof check === "function") }).safeParse(value).success,
  {
    error: "expected a check with code, severity, description, scope and check(), as defineCheck takes it",
  },
);

const Config = z.looseObject({ checks: z.array(OwnCheck).default([]) });

/** The checks that a project's `rampart.config.ts` adds. */
export function ownChecks(config: unknown, builtIn: readonly Check[]): readonly Check[] {
  if (config === undefined) return [];
  const parsed = Config.safeParse(config);
  if (!parsed.success) {
    throw new UserError(`Cannot use rampart.config.ts:\n${z.prettifyError(parsed.error)}`, {
      hint: "write `export default defineConfig({ checks: [...] })`, each made by defineCheck",
    });
  }
  const taken = new Set(builtIn.map(({ code }) => code));
  for (const { code } of parsed.data.checks) {
    if (taken.has(code))
      throw new UserError(`Cannot use rampart.config.ts: two checks are called "${code}"`, { hint: "rename the project's own" });
    taken.add(code);
  }
  return parsed.data.checks;
}
