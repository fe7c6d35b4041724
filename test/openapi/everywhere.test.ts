import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = new URL("..", import.meta.url).pathname;

test("no test talks to a forge whose exchanges are not held against GitHub's descriptions", () => {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.startsWith("real/"),
  );
  const starting = files.filter((file) => /\b(?:serveForge|startSandbox|showDemo)\(/.test(readFileSync(join(root, file), "utf8")));
  expect(starting).toEqual(expect.arrayContaining(["sandbox/forge/start-forge.ts", "sandbox/legal-sandbox.ts", "step/matrix/world.ts"]));
  const unheld = starting.filter((file) => !/\bexpectLegal\b/.test(readFileSync(join(root, file), "utf8")));
  expect(unheld).toEqual([]);
});
