import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { ownTemporaryFolder } from "../../src/project/own-temporary-folder.ts";

const root = mkdtempSync(join(tmpdir(), "own-temporary-"));
const named = (name: string): string => join(root, name);

/** The folder that is given where the system's temporary one is ours. */
function given(name: string): string {
  vi.stubEnv("TMPDIR", root);
  try {
    return ownTemporaryFolder(name);
  } finally {
    vi.unstubAllEnvs();
  }
}

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("a folder that this user finds again", () => {
  test("is made for this user alone, and is the same the next time", () => {
    expect(given("new")).toBe(named("new"));
    expect(statSync(named("new")).mode & 0o777).toBe(0o700);
    expect(given("new")).toBe(named("new"));
  });

  const others: Readonly<Record<string, (path: string) => void>> = {
    "others may write to": (path) => {
      mkdirSync(path);
      chmodSync(path, 0o777);
    },
    "is a link to a folder elsewhere": (path) => symlinkSync(named("new"), path),
    "is a file": (path) => writeFileSync(path, ""),
  };
  test.each(Object.entries(others))("is another, for this run, where one of that name %s", (what, make) => {
    const name = what.replaceAll(" ", "-");
    make(named(name));
    const instead = given(name);
    expect(instead).not.toBe(named(name));
    expect(instead.startsWith(`${named(name)}-`)).toBe(true);
    expect(statSync(instead).mode & 0o077).toBe(0);
  });

  test("is another where one of that name belongs to somebody else", () => {
    mkdirSync(named("foreign"), { mode: 0o700 });
    const user = vi.spyOn(process, "getuid").mockReturnValue(statSync(named("foreign")).uid + 1);
    expect(given("foreign")).not.toBe(named("foreign"));
    user.mockRestore();
  });
});
