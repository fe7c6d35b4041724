import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scratchProject } from "./scratch.ts";

const main = fileURLToPath(new URL("../../lib/cli/main.js", import.meta.url));
let project: Awaited<ReturnType<typeof scratchProject>>;
let out = "";
beforeAll(async () => {
  project = await scratchProject("koan-http-sse", "mcp-gateway-rust");
  out = mkdtempSync(join(tmpdir(), "rampart-bytes-"));
});
afterAll(() => {
  project.remove();
  rmSync(out, { recursive: true, force: true });
});

/** Renders in a process of its own with this environment and working directory; contents by path. */
function rendered(name: string, cwd: string, env: Record<string, string>): Record<string, string> {
  const folder = join(out, name);
  const { status, stderr } = spawnSync(process.execPath, [main, "compile", "--root", project.root, "--out", folder], {
    cwd,
    env: { PATH: process.env["PATH"] ?? "", ...env },
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => [
      join(entry.parentPath, entry.name).slice(folder.length),
      readFileSync(join(entry.parentPath, entry.name), "utf8"),
    ]),
  );
}

test("two compiles in other time zones, locales and working directories give equal bytes", () => {
  const paris = rendered("paris", project.root, { TZ: "Europe/Paris", LANG: "fr_FR.UTF-8", LC_ALL: "fr_FR.UTF-8" });
  const auckland = rendered("auckland", "/", { TZ: "Pacific/Auckland", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", HOME: out });
  expect(Object.keys(paris).length).toBeGreaterThan(50);
  expect(auckland).toEqual(paris);
}, 30_000);

test("every file ends its lines with LF and names no path of this machine", () => {
  for (const [path, content] of Object.entries(rendered("once", project.root, {}))) {
    expect(content.endsWith("\n"), path).toBe(true);
    expect(content.includes("\r"), path).toBe(false);
    expect(content.includes(project.root), path).toBe(false);
  }
}, 30_000);
