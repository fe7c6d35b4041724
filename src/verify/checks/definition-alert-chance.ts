import { alertChances, toleratedChance, type AlertChance } from "../../compile/power/alert-chance.ts";
import type { DefinitionCheck } from "../check.ts";

/** An alert that fires though nothing is wrong stops ramps, and is soon not believed. */
export const definitionAlertChance: DefinitionCheck = {
  code: "definition-alert-chance",
  scope: "definition",
  severity: "warning",
  description: "alerts on shares do not fire by chance at the expected traffic and errors",
  *check(context) {
    const { rollout, environment, definition } = context;
    const expected = environment.expectedTraffic[rollout.service];
    const often = alertChances(context).filter(({ chance }) => chance > toleratedChance);
    for (const alert of new Set(often.map((one) => one.alert))) {
      const chances = often.filter((one) => one.alert === alert);
      const { stage, chance } = chances.reduce((worst, one) => (one.chance > worst.chance ? one : worst));
      yield {
        message: `Alert "${alert}" fires by chance in ${ofHundred(chance)} of 100 ramps at stage "${stage}", where no more than the expected ${expected?.errors ?? "0 %"} of ${expected?.requests ?? "all"} fail`,
        hint: hintOf(chances),
        file: definition,
        path: ["alerts", alert, "when"],
      };
    }
  },
};

function hintOf(chances: readonly AlertChance[]): string {
  const enough = chances.map((one) => one.enough ?? Infinity).reduce((most, one) => Math.max(most, one));
  return enough === Infinity
    ? "move its limit away from the errors that expectedTraffic tells, or correct these"
    : `set minimumFailures to ${enough}, or let it wait longer (for)`;
}

function ofHundred(chance: number): number {
  return Math.min(99, Math.round(100 * chance));
}
