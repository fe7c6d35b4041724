import { paint } from "../base/paint.ts";
import type { Forge } from "../forge/forge.ts";
import { tokenAdvice } from "../forge/github/token/token-advice.ts";
import type { StepReport } from "../step/step-report.ts";
import type { Io } from "./command.ts";

/** Warns, once for a run, where the pull requests that it opened or would open start no workflows. */
export async function warnOfToken(forge: Forge, reports: readonly StepReport[], io: Io): Promise<void> {
  if (!reports.some(({ writes }) => writes.some(({ kind }) => kind === "open-pull"))) return;
  const advice = tokenAdvice(await forge.identity());
  if (advice !== undefined) io.stderr(`${paint(io.color).yellow("warning")} ${advice}\n`);
}
