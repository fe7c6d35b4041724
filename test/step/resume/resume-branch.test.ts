import { expect, test } from "vitest";
import { readBranchName } from "../../../src/step/branch-name.ts";
import { readResumeBranch, resumeBranch } from "../../../src/step/resume/resume-branch.ts";

const where = { environment: "production", rollout: "checkout" };

test("the branch of a rollout is read back, and is none of a step", () => {
  const branch = resumeBranch(where);
  expect(branch).toBe("rampart-resume/production/checkout");
  expect(readResumeBranch(branch)).toEqual(where);
  expect(readBranchName(branch)).toBeUndefined();
});

test.each([
  "rampart/production/checkout/canary-5",
  "rampart/production/checkout",
  "rampart-resume/production",
  "rampart-resume/production/checkout/more",
  "rampart-resume/production/Checkout",
  "rampart-resume/../checkout",
  "x/rampart-resume/production/checkout",
])("%s is nobody's", (branch) => {
  expect(readResumeBranch(branch)).toBeUndefined();
});
