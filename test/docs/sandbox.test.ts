import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scenarios } from "../../src/sandbox/metrics/scenarios.ts";

const page = readFileSync(new URL("../../docs/sandbox.md", import.meta.url), "utf8");

test.each(Object.entries(scenarios))("docs/sandbox.md says what %s plays", (name, { summary }) => {
  expect(page).toContain(`| \`${name}\` | ${summary} |`);
});
