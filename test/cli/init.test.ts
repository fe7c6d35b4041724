import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rampart } from "./scratch.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rampart-init-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("begins a project that compiles and verifies clean", async () => {
  const begun = await rampart(folder, "init", "shop");
  expect([begun.code, begun.stderr]).toEqual([0, ""]);
  for (const file of [
    "rollouts/checkout.ts",
    "environments/production.ts",
    "tsconfig.json",
    ".gitignore",
    "policies/tls-on-hosts.yaml",
    ".github/workflows/verify.yml",
  ]) {
    expect(begun.stdout).toContain(`created  ${file}\n`);
    expect(existsSync(join(folder, "shop", file))).toBe(true);
  }
  expect(begun.stdout).toMatch(/\nNext:\n {2}cd shop\n {2}install Rampart as a development dependency/);
  const project = join(folder, "shop");
  expect((await rampart(project, "compile")).code).toBe(0);
  expect(await rampart(project, "verify", "--strict")).toMatchObject({ code: 0, stderr: "" });
});

test("does not ask for what is installed", async () => {
  mkdirSync(join(folder, "node_modules/rampart"), { recursive: true });
  writeFileSync(join(folder, "node_modules/rampart/package.json"), "{}");
  const { code, stdout } = await rampart(folder, "init");
  expect([code, stdout]).toEqual([0, expect.not.stringContaining("install Rampart")]);
});

test("refuses where a project is", async () => {
  mkdirSync(join(folder, "rollouts"));
  expect(await rampart(folder, "init")).toEqual({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/^error Cannot begin a project in ".*": it has rollouts already\nhint {2}name an empty folder, or add /),
  });
  expect(existsSync(join(folder, "environments"))).toBe(false);
});

test("keeps what is there", async () => {
  mkdirSync(join(folder, ".github/workflows"), { recursive: true });
  const file = join(folder, ".github/workflows/verify.yml");
  writeFileSync(file, "on: push\n");
  const { code, stdout } = await rampart(folder, "init");
  expect([code, stdout]).toEqual([0, expect.stringContaining("kept     .github/workflows/verify.yml\n")]);
  expect(stdout).not.toContain("  cd ");
  expect(readFileSync(file, "utf8")).toBe("on: push\n");
});
