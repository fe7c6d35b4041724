import { afterAll, beforeAll, expect, test } from "vitest";
import { rampartOn } from "./scratch.ts";
import { scratchRepository, type ScratchRepository } from "./scratch-repository.ts";

const nobody = "http://127.0.0.1:9";

let project: ScratchRepository;
beforeAll(async () => {
  project = await scratchRepository();
});
afterAll(() => project.remove());

function rampart(name: string, ...args: readonly string[]) {
  const address = ["--repository", "acme/rollouts", "--api-url", nobody, "--prometheus", nobody];
  return rampartOn({ RAMPART_TOKEN: "ghp_any" }, project.root, name, ...args, ...address);
}

test("status tells everything else where the forge does not answer", async () => {
  const { code, stdout, stderr } = await rampart("status");
  expect([code, stdout]).toEqual([0, expect.stringMatching(/\ncheckout +production +first \(2\/4\) /)]);
  expect(stderr).toMatch(/^note open pull requests are not shown: .*127\.0\.0\.1:9/);
});

test.each([
  ["step", "--all"],
  ["rollback", "checkout", "production", "--reason", "Slow"],
])("%s ends with 75 where it does not", async (name, ...args) => {
  const { code, stdout, stderr } = await rampart(name, ...args);
  expect([code, stdout, stderr]).toEqual([75, "", expect.stringMatching(/^error .*127\.0\.0\.1:9/)]);
});
