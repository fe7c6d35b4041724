import type { Context } from "../compile/context.ts";
import type { PlannedStage } from "../compile/plan.ts";
import { gatePowerWords } from "../compile/power/gate-power-words.ts";
import { wantedConfidence } from "../compile/power/clearing.ts";
import { wantedPower } from "../compile/power/power.ts";
import { countWords } from "../compile/power/significant.ts";
import type { Paint } from "../base/paint.ts";
import { table } from "./table.ts";

/**
 * What the gates of each stage can detect at the expected traffic, as a table
 * for people, or what is missing to say it; empty where no gate has a signal.
 */
export function powerTable({ rollout, environment }: Context, stages: readonly PlannedStage[], { bold, dim, yellow }: Paint): string {
  const asks = stages.some(({ gates }) => gates.some((name) => "signal" in (rollout.gates[name] ?? {})));
  if (!asks) return "";
  if (environment.expectedTraffic[rollout.service] === undefined) {
    return dim(`What the gates can detect is told once environments/${environment.name}.ts has expectedTraffic["${rollout.service}"].\n`);
  }
  const head = ["stage", "users", "gate", "requests", "detects", "its limit needs"].map((cell) => dim(cell));
  const rows = stages.flatMap(({ stage, power }) =>
    (power?.gates ?? []).map((gate, index) => {
      const { requests, detects, needs, lack } = gatePowerWords(gate);
      const users = power?.usersExposed;
      return [
        index === 0 ? stage : "",
        index === 0 && users !== undefined ? countWords(users) : "",
        gate.gate,
        requests ?? "–",
        detects ?? "–",
        lack === undefined ? (gate.enough === true ? needs : dim(needs)) : `${needs}, ${yellow(lack)}`,
      ];
    }),
  );
  const title = `${bold("What the gates can detect")} ${dim(`within the hold, at ${wantedConfidence} confidence and ${wantedPower} power`)}`;
  return `${title}\n\n${table([head, ...rows])}\n`;
}
