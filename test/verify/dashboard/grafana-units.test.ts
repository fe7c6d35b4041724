import * as units from "@grafana/grafana-foundation-sdk/units";
import { expect, test } from "vitest";
import { grafanaUnits, isGrafanaUnit } from "../../../src/verify/dashboard/grafana-units.ts";

test("the units are those of Grafana's own package", () => {
  const theirs = Object.values(units).filter((unit): unit is Extract<typeof unit, string> => typeof unit === "string");
  expect([...grafanaUnits].toSorted()).toEqual([...new Set<string>(theirs)].toSorted());
});

test.each(["s", "percentunit", "suffix:/min", "prefix:~", "count:items", "currency:€"])("%s is one", (unit) =>
  expect(isGrafanaUnit(unit)).toBe(true),
);
test.each(["", "seconds", "S", "suffix"])('"%s" is none', (unit) => expect(isGrafanaUnit(unit)).toBe(false));
