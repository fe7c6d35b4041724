import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { rampart } from "./scratch.ts";

const starter = new URL("../../examples/starter", import.meta.url).pathname;
const left = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith("rampart-sandbox-"));

test("prints what to run, and ends by itself without a trace", async () => {
  const before = left();
  const { code, stdout, stderr } = await rampart(starter, "sandbox", "--for", "1");
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(
    /^forge {7}http:\/\/127\.0\.0\.1:\d+\/acme\/gitops\nprometheus {2}http:\/\/127\.0\.0\.1:\d+\/<environment>\/<rollout>\n/,
  );
  expect(stdout).toMatch(
    /\ngit clone http:\/\/.*@127\.0\.0\.1:\d+\/acme\/gitops\.git sandbox && cd sandbox\nexport RAMPART_TOKEN=ghp_[\w-]+\n/,
  );
  expect(stdout).toMatch(/\nrampart step <rollout> <environment> --prometheus http:\/\/127\.0\.0\.1:\d+\/<environment>\/<rollout>\n/);
  expect(stdout).toMatch(/\ncurl http:\/\/127\.0\.0\.1:\d+\/acme\/gitops\/pull\/1\ncurl -X PUT -H "Authorization: Bearer ghp_ada0+" /);
  expect(left().filter((name) => !before.includes(name))).toEqual([]);
});

test.each([
  [["--speed", "fast"], 'error Cannot use --speed "fast": expected a whole number\nhint  for example --speed 600\n'],
  [["--for", "-1"], "error "],
  [["--scenario", "sunny"], "error "],
])("%j is wrong use", async (args, words) => {
  const { code, stdout, stderr } = await rampart(starter, "sandbox", ...args);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr.slice(0, words.length)).toBe(words);
});
