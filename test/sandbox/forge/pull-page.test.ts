import { expect, test } from "vitest";
import { startForge } from "./start-forge.ts";

test("the addresses that GitHub has pages at show pull requests as text", async () => {
  await using started = await startForge({ lawless: true });
  const { forge, call, open } = started;
  const page = async (path: string): Promise<string> => {
    const answer = await fetch(`${forge.url}/acme/gitops${path}`);
    return `${answer.status} ${answer.headers.get("content-type") ?? ""}\n${await answer.text()}`;
  };
  const shown = "200 text/plain; charset=utf-8\n";
  expect(await page("")).toBe(`${shown}No pull request has been opened yet.\n`);

  await open("one", { a: "1" }, { title: "checkout: 5 % → 10 %", body: "<b>What</b> moves", draft: true });
  await open("two", { b: "1" });
  await call("PUT", "/pulls/2/merge", {});
  expect(await page("/pulls")).toBe(
    `${shown}#1 draft: checkout: 5 % → 10 %\n   ${forge.url}/acme/gitops/pull/1\n\n#2 merged: two\n   ${forge.url}/acme/gitops/pull/2\n`,
  );
  expect(await page("/pull/1")).toBe(
    `${shown}#1 draft: checkout: 5 % → 10 %\none into main, by rampart-bot\nlabels: none\n\n<b>What</b> moves\n`,
  );
  expect(await page("/pull/3")).toMatch(/^404 /);
  expect(forge.requests.filter(({ path }) => path.includes("/pull/1"))).toEqual([]);
});
