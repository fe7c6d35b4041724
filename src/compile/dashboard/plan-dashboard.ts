import { codeUnitOrder } from "../../base/code-unit-order.ts";
import { UserError } from "../../base/user-error.ts";
import { formatDuration, seconds } from "../../model/quantity.ts";
import type { Context } from "../context.ts";
import { dashboardUid, headings, managedBy, runbookUrl } from "../conventions.ts";
import { alertsRow } from "./alerts-row.ts";
import { plainText } from "./literal.ts";
import { marks } from "./marks.ts";
import type { DashboardPlan, Link, Row } from "./panel.ts";
import { probesRow } from "./probes-row.ts";
import { rampRow } from "./ramp-row.ts";
import { signalsRow } from "./signals-row.ts";

/**
 * The dashboard of a rollout in an environment. It takes nothing from the
 * current position: the stage is read from the recorded series, so a step
 * leaves the dashboard as it is.
 */
export function planDashboard(context: Context): DashboardPlan {
  const { rollout, environment } = context;
  const rows = [rampRow(context), signalsRow(context), alertsRow(context), probesRow(context)].filter((row) => row !== undefined);
  checkIds(rollout.name, rows);
  return {
    uid: dashboardUid(rollout, environment),
    title: `${plainText(rollout.title)} (${plainText(environment.title)})`,
    description: plainText(rollout.summary),
    tags: [...new Set([managedBy, rollout.name, rollout.service, environment.name])].toSorted(codeUnitOrder),
    timeZone: environment.calendar.timeZone,
    span: longestHold(context),
    datasource: environment.grafana.datasource,
    links: runbookLinks(context),
    marks: marks(context),
    rows,
  };
}

/** The runbook and those of its chapters that are wanted in a hurry. */
function runbookLinks({ rollout, environment }: Context): readonly Link[] {
  const called = Object.values(rollout.contacts).some(({ level }) => level !== undefined);
  return [
    { title: "Runbook", url: runbookUrl(rollout, environment) },
    ...(called ? [{ title: "Escalation", url: runbookUrl(rollout, environment, headings.escalation) }] : []),
    { title: "Ledger", url: runbookUrl(rollout, environment, headings.ledger) },
  ];
}

/** The longest stage in sight as a whole, and six hours at the least. */
function longestHold({ positions }: Context): string {
  const holds = positions.map(({ stage }) => (stage.hold === undefined ? 0 : seconds(stage.hold)));
  return formatDuration(Math.max(6 * 3600, ...holds));
}

/** Ids are hashes of names: two may meet by chance, and Grafana would mix the panels up. */
function checkIds(rollout: string, rows: readonly Row[]): void {
  const seen = new Map<number, string>();
  for (const row of rows) {
    for (const { id, title } of [row, ...row.panels]) {
      const other = seen.get(id);
      if (other !== undefined) {
        throw new UserError(`Cannot draw the dashboard of "${rollout}": panels "${other}" and "${title}" get the same id ${id}`, {
          hint: "rename the signal, gate or alert that one of them shows",
        });
      }
      seen.set(id, title);
    }
  }
}
