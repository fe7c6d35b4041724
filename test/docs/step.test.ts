import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseOverrides } from "../../src/project/read-overrides.ts";
import { parseStops } from "../../src/project/read-stops.ts";

const page = readFileSync(new URL("../../docs/step.md", import.meta.url), "utf8");

function block(key: string): string {
  return new RegExp(`^\`\`\`yaml\\n(${key}:\\n[\\s\\S]*?)\`\`\`$`, "m").exec(page)?.[1] ?? "";
}

test("the overrides that docs/step.md shows are read, one of each kind", () => {
  const read = parseOverrides("docs/step.md", block("overrides"));
  expect("value" in read ? read.value.map(({ kind }) => kind) : read.problems).toEqual(["gate", "freeze", "hold"]);
});

test("the stops that docs/step.md shows are read", () => {
  const read = parseStops(block("stops"));
  expect("value" in read ? read.value.map(({ environments }) => environments) : read.problems).toEqual(["all", ["production", "staging"]]);
});
