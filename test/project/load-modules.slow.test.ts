import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { scratchFolder, writeFiles } from "./scratch-folder.ts";

const main = fileURLToPath(new URL("../../lib/cli/main.js", import.meta.url));
const sample = fileURLToPath(new URL("../package/project", import.meta.url));

// In a process of its own: the loader of the tests looks for no export before it is used.
test.each([{}, { CI: "true" }])("an import of what Node does not export is told with the definition that has it: %j", (variables) => {
  const root = scratchFolder();
  cpSync(sample, root, { recursive: true });
  writeFiles(root, {
    "rollouts/broken.ts": 'import { nothing } from "node:fs";\nexport default nothing;\n',
    "rollouts/later.ts": 'throw new Error("later");\n',
  });
  const env = { PATH: process.env["PATH"], TMPDIR: process.env["TMPDIR"], ...variables };
  const { status, stderr } = spawnSync(process.execPath, [main, "compile"], { cwd: root, env, encoding: "utf8" });
  expect(stderr).toMatch(
    /^error Cannot run rollouts\/broken\.ts: The requested module 'node:fs' does not provide an export named 'nothing'\n/,
  );
  expect(status).toBe(2);
});
