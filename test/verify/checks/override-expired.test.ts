import { expect, test } from "vitest";
import { overrideExpired } from "../../../src/verify/checks/override-expired.ts";
import { overrideExpiryFar } from "../../../src/verify/checks/override-expiry-far.ts";
import { checkoutCourse } from "../checkout.ts";

const file = "environments/production/checkout.overrides.yaml";
const until = (...moments: readonly string[]): string =>
  `overrides:\n${moments.map((moment) => `  - kind: freeze\n    reason: Agreed\n    owner: J. Martin\n    expires: ${moment}\n`).join("")}`;

const cases: Record<string, readonly [overrides: string, expired: readonly object[], far: readonly object[]]> = {
  "one of tomorrow": [until("2026-11-21T12:00:00Z"), [], []],
  "one that ends in this second": [
    until("2026-11-20T12:00:00Z"),
    [
      {
        message: "The override of kind freeze ended at 2026-11-20T12:00:00Z: Agreed",
        hint: "remove it; Git keeps what was decided",
        file,
        path: ["overrides", 0, "expires"],
      },
    ],
    [],
  ],
  "one of a fortnight": [until("2026-12-05T11:59:59Z"), [], []],
  "one of more": [
    until("2026-11-21T12:00:00Z", "2026-12-05T12:00:00Z"),
    [],
    [
      {
        message: "The override of kind freeze lasts until 2026-12-05T12:00:00Z, 15 days from now",
        hint: "let it end within 14 days, or change the gate or the calendar in the definition",
        file,
        path: ["overrides", 1, "expires"],
      },
    ],
  ],
  "what cannot be read is told by another": ["overrides: yes\n", [], []],
};

test.each(Object.entries(cases))("%s", (_, [overrides, expired, far]) => {
  const course = checkoutCourse({ overrides });
  expect([...overrideExpired.check(course)]).toEqual(expired);
  expect([...overrideExpiryFar.check(course)]).toEqual(far);
});
