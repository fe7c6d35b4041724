import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where `scripts/install-real-parts.sh` leaves what it builds. */
const built = fileURLToPath(new URL("../../.cache/real-parts/bin/", import.meta.url));

/** How a program ended. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The path of a tool that was built for these tests. */
export function realTool(name: string): string {
  const path = join(built, name);
  if (!existsSync(path)) throw new Error(`${name} is not built: run scripts/install-real-parts.sh`);
  return path;
}

/** Runs a tool that was built for these tests. */
export function runTool(name: string, args: readonly string[], cwd: string, input = ""): Run {
  const { status, stdout, stderr, error } = spawnSync(realTool(name), args, { cwd, input, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** The version of the module that a tool was built from. */
export function moduleVersion(name: string): string {
  const { stdout } = spawnSync("go", ["version", "-m", realTool(name)], { encoding: "utf8" });
  return /^\tmod\t\S+\t(\S+)/m.exec(stdout)?.[1] ?? "of unknown version";
}

/** A folder of its own with these files, until `remove` is called. */
export async function scratch(
  files: Readonly<Record<string, string>>,
): Promise<{ readonly folder: string; readonly write: (path: string, text: string) => void; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "real-"));
  const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  await Promise.all(Object.keys(files).map((path) => mkdir(dirname(join(folder, path)), { recursive: true })));
  for (const [path, text] of Object.entries(files)) write(path, text);
  return { folder, write, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
