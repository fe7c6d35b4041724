import { expect, test } from "vitest";
import { showDemo } from "../../src/cli/commands/demo.ts";
import type { Io } from "../../src/cli/command.ts";
import { expectLegal } from "../openapi/check-exchange.ts";

test("rampart demo ramps what comes with the package to the end, and takes a bad candidate back", { timeout: 600_000 }, async () => {
  let [stdout, stderr] = ["", ""];
  const io: Io = {
    cwd: "/",
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
    color: false,
    interactive: false,
  };
  await showDemo(io, { observe: expectLegal });
  expect(stderr).toBe("");
  const [, , ramp = "", records = "", regression = "", slip = ""] = stdout.split(/^\d\. /m);
  for (const stage of ["canary-1", "canary-5", "canary-10", "canary-25", "canary-50", "full"]) {
    expect(ramp).toMatch(new RegExp(`#\\d merged by ada: the rollout stands at ${stage}$`, "m"));
  }
  expect(ramp).toMatch(/error-rate +pass +0\.02\d* % +at most 0\.1 %/);
  expect(ramp).toMatch(/on-call-ready +waits for people/);
  expect(ramp).toMatch(
    /#3 begins so.*\n\n {2}│ Takes MCP Gateway Migration: Python to Rust from stage `canary-5` to `canary-10`: Traffic weight 5 % → 10 %, and nothing else\.\n/,
  );
  expect(records).toContain("Merge pull request #6 from acme/rampart/production/mcp-gateway-rust/full");
  expect(regression).toMatch(/ hold Gates? .*(does|do) not know/);
  expect(regression).toMatch(/#1 opened mcp-gateway-rust production: roll back canary-10 → before/);
  expect(regression).toMatch(
    / held Taken back from canary-10 to before; `rampart resume mcp-gateway-rust production --reason "…"` asks to go on\.$/m,
  );
  expect(slip).toContain("rollouts/mcp-gateway-rust.ts:");
});
