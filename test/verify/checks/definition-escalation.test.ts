import { expect, test } from "vitest";
import { alertCommon } from "../../cases/metrics.ts";
import { definitionEscalation } from "../../../src/verify/checks/definition-escalation.ts";
import { definition, measured, subjectOf } from "../definitions.ts";

const reach = [{ kind: "slack", address: "#shop" }];
const when = { kind: "limit", signal: "errors", bound: { above: "1 %" } };
const file = "rollouts/shop.ts";

function shop(contacts: object, alert: object = {}): object {
  return { ...measured, contacts, alerts: { ErrorsHigh: { ...alertCommon, when, ...alert } } };
}

const cases: Readonly<Record<string, readonly [parts: object, reports: readonly object[]]>> = {
  "the team can be reached": [shop({ "shop-team": { role: "Shop team", reach } }), []],
  "addresses are kept elsewhere": [shop({ "shop-team": { role: "Shop team" } }), []],
  "some that are called have no address": [
    shop(
      { "shop-team": { role: "Shop team", reach }, lead: { role: "Lead", level: 1 }, expert: { role: "Expert" } },
      { escalation: "expert" },
    ),
    [
      {
        severity: "notice",
        message: 'The definition says no way to reach "lead", "expert", who are called in escalations',
        hint: "add reach to these contacts, unless their addresses are kept elsewhere",
        path: ["contacts"],
        file,
      },
    ],
  ],
  "nobody that is called has one, though others do": [
    shop({ "shop-team": { role: "Shop team" }, lead: { role: "Lead", level: 1 }, press: { role: "Press", reach } }),
    [
      {
        severity: "notice",
        message: 'The definition says no way to reach "lead", who is called in escalations',
        hint: "add reach to these contacts, unless their addresses are kept elsewhere",
        path: ["contacts"],
        file,
      },
      {
        message: 'Alert "ErrorsHigh" is critical, but nobody it escalates to can be reached: lead, shop-team',
        hint: "add reach to one of them, or name another contact in escalation",
        path: ["alerts", "ErrorsHigh"],
        file,
      },
    ],
  ],
  "a warning may wait": [shop({ "shop-team": { role: "Shop team" }, press: { role: "Press", reach } }, { severity: "warning" }), []],
};

test.each(Object.entries(cases))("%s", (_, [parts, reports]) => {
  expect([...definitionEscalation.check(subjectOf(definition(parts)))]).toEqual(reports);
});
