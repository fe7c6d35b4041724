import type { Rollout } from "../../model/rollout.ts";
import type { ProjectCheck, Report } from "../check.ts";

/** Who is to be called can be: an escalation ends with somebody who has a number, an address or a channel. */
export const definitionEscalation: ProjectCheck = {
  code: "definition-escalation",
  scope: "project",
  severity: "warning",
  description: "whoever an alert escalates to can be reached",
  *check({ project }) {
    for (const { value: rollout, file } of project.rollouts.values()) {
      for (const report of reports(rollout)) yield { ...report, file };
    }
  },
};

function* reports({ alerts, contacts, team }: Rollout): Generator<Omit<Report, "file">> {
  const reachable = (name: string) => (contacts[name]?.reach.length ?? 0) > 0;
  const ladder = Object.entries(contacts).flatMap(([name, { level }]) => (level === undefined ? [] : [name]));
  const named = Object.values(alerts).flatMap(({ escalation }) => (escalation === undefined ? [] : [escalation]));
  const silent = [...new Set([...ladder, ...named])].filter((name) => !reachable(name));
  // Addresses that are nowhere in the definition are kept elsewhere.
  const addressed = Object.keys(contacts).some(reachable);
  if (silent.length > 0) {
    yield {
      severity: "notice",
      message: `The definition says no way to reach ${silent.map((name) => `"${name}"`).join(", ")}, who ${silent.length === 1 ? "is" : "are"} called in escalations`,
      hint: "add reach to these contacts, unless their addresses are kept elsewhere",
      path: ["contacts"],
    };
  }
  for (const [name, { escalation, severity }] of Object.entries(alerts)) {
    const called = [...(escalation === undefined ? [] : [escalation]), ...ladder, team];
    if (severity !== "critical" || !addressed || called.some(reachable)) continue;
    yield {
      message: `Alert "${name}" is critical, but nobody it escalates to can be reached: ${[...new Set(called)].join(", ")}`,
      hint: "add reach to one of them, or name another contact in escalation",
      path: ["alerts", name],
    };
  }
}
