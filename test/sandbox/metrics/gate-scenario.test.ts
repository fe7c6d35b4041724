import { expect, test } from "vitest";
import { rampart } from "../../cli/scratch.ts";

const root = new URL("../../..", import.meta.url).pathname;

test.each([
  ["a scenario", ["--scenario", "rare-errors"], 1, /go back +error-rate .*beyond the rollback limit of 0\.1 %: go back/],
  ["an earlier moment of it", ["--scenario", "healthy", "--at", "2026-01-05T15:00:00Z"], 1, /1d18h of the 2d to hold remain/],
  [
    "what people have yet to confirm, and shows how they do",
    ["--scenario", "healthy"],
    1,
    /People confirm by a line in environments\/production\/mcp-gateway-rust\.confirmations\.jsonl: \{"gate":"user-complaints","stage":"canary-5","by":/,
  ],
  ["a name that is none", ["--scenario", "helthy"], 2, /use one of healthy, latency-regression/],
  ["a moment before its beginning", ["--scenario", "healthy", "--at", "2025-01-01"], 2, /its stage begins at 2026-01-05T09:00:00Z/],
  ["a scenario and a server", ["--scenario", "healthy", "--prometheus", "http://127.0.0.1:9"], 2, /a scenario asks no server/],
])("rampart gate judges %s", async (_, options, code, words) => {
  const result = await rampart(root, "gate", "mcp-gateway-rust", "production", ...options);
  expect(`${result.stdout}${result.stderr}`).toMatch(words);
  expect(result.code).toBe(code);
});
