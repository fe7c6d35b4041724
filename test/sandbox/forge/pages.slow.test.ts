import { expect, test } from "vitest";
import { runGit } from "../../../src/sandbox/forge/git/run-git.ts";
import { type Answer, startForge } from "./start-forge.ts";

test("250 pull requests and 101 changed files come in pages that lead to each other", async () => {
  await using own = await startForge();
  const { call, commit, forge } = own;
  const sha = await commit("source", Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`f/${index}`, "x"])));
  const stdin = Array.from({ length: 250 }, (_, index) => `create refs/heads/many-${index} ${sha}\n`).join("");
  await runGit(forge.folder, ["update-ref", "--stdin"], { stdin });
  for (let index = 0; index < 12; index += 1) await call("POST", "/pulls", { title: "t", head: `many-${index}`, base: "main" });
  const [first] = forge.state.pulls;
  if (first === undefined) throw new Error("no pull request");
  for (let index = 12; index < 250; index += 1)
    forge.state.pulls.push({ ...first, id: 5000 + index, number: index + 1, headRef: `many-${index}` });
  const numbers: number[] = [];
  let next: string | undefined = "/pulls?per_page=100";
  let calls = 0;
  while (next !== undefined) {
    const answer: Answer = await call("GET", next);
    calls += 1;
    numbers.push(...answer.body.map(({ number }: { number: number }) => number));
    next = /<[^>]*\/repos\/acme\/gitops([^>]*)>; rel="next"/.exec(answer.headers.get("link") ?? "")?.[1];
  }
  expect([calls, new Set(numbers).size]).toEqual([3, 250]);
  expect((await call("GET", "/pulls?per_page=1000")).body).toHaveLength(100);
  const files = await call("GET", "/pulls/1/files?per_page=100&page=2");
  expect([files.body.length, files.headers.get("link")]).toEqual([1, expect.stringContaining('rel="prev"')]);
});
