import { expect, test } from "vitest";
import { rampart } from "./scratch.ts";

test("rampart demo ramps what comes with the package to the end, and takes a bad candidate back", { timeout: 600_000 }, async () => {
  const { code, stdout, stderr } = await rampart("/", "demo");
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const [, , ramp = "", records = "", regression = "", slip = ""] = stdout.split(/^\d\. /m);
  for (const stage of ["canary-1", "canary-5", "canary-10", "canary-25", "canary-50", "full"]) {
    expect(ramp).toMatch(new RegExp(`#\\d merged by ada: the rollout stands at ${stage}$`, "m"));
  }
  expect(ramp).toMatch(/error-rate +pass +0\.02\d* % +at most 0\.1 %/);
  expect(records).toContain("Merge pull request #6 from acme/rampart/production/mcp-gateway-rust/full");
  expect(regression).toMatch(/ hold Gates? .*(does|do) not know/);
  expect(regression).toMatch(/#1 opened mcp-gateway-rust production: roll back canary-10 → before/);
  expect(regression).toMatch(/ held It was taken back from canary-10 to before/);
  expect(slip).toContain("rollouts/mcp-gateway-rust.ts:");
});
