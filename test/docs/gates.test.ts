import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createStandingContext } from "../../src/compile/compile.ts";
import { readGateTests } from "../../src/evidence/synthetic/read-gate-tests.ts";
import { runGateTest } from "../../src/evidence/synthetic/run-gate-test.ts";
import { Confirmation } from "../../src/model/confirmation.ts";
import { readProject } from "../../src/project/read-project.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
const page = readFileSync(`${root}/docs/gates.md`, "utf8");

function blocks(language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, text = ""]) => text);
}

test("the tests that docs/gates.md shows are as it says", async () => {
  const project = await readProject(root);
  const standing = project.standings.find(({ rollout, environment }) => rollout === "mcp-gateway-rust" && environment === "production");
  if (standing === undefined) throw new Error("expected the standing");
  const tests = blocks("yaml").flatMap((text) => readGateTests("docs/gates.md", text).tests);
  expect(tests.length).toBeGreaterThan(2);
  const results = tests.map((one) => runGateTest(createStandingContext(project, standing, one.stage ?? "canary-5"), one));
  expect(results.flatMap(({ test: { name }, differences }) => differences.map((line) => `${name}: ${line}`))).toEqual([]);
});

test("the confirmations that docs/gates.md shows are some", () => {
  const lines = blocks("json").flatMap((text) => text.trim().split("\n"));
  expect(lines.length).toBe(2);
  for (const line of lines) expect(Confirmation.safeParse(JSON.parse(line)).success, line).toBe(true);
});
