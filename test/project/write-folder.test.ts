import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { compareFolder } from "../../src/project/folder-files.ts";
import { writeFolder } from "../../src/project/write-folder.ts";

let out = "";
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "rampart-test-"));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const folder = "production/checkout";
const files = [
  { path: "RUNBOOK.md", content: "# Checkout\n" },
  { path: "manifests/rules.yaml", content: "groups: []\n" },
];

function read(path: string): string {
  return readFileSync(join(out, folder, path), "utf8");
}

describe("writeFolder()", () => {
  test("makes a folder hold exactly the files, and tells what was different", () => {
    expect(writeFolder(out, folder, files)).toEqual([
      { path: `${folder}/RUNBOOK.md`, kind: "missing" },
      { path: `${folder}/manifests/rules.yaml`, kind: "missing" },
    ]);
    expect(compareFolder(out, folder, files)).toEqual([]);
    expect(read("manifests/rules.yaml")).toBe("groups: []\n");
  });

  test("touches nothing when nothing changed", () => {
    writeFolder(out, folder, files);
    const before = statSync(join(out, folder)).ino;
    expect(writeFolder(out, folder, files)).toEqual([]);
    expect(statSync(join(out, folder)).ino).toBe(before);
  });

  test("writes changed files only: the others stay the same file", () => {
    writeFolder(out, folder, files);
    const inode = () => statSync(join(out, folder, "manifests/rules.yaml")).ino;
    const before = inode();
    const changed = [{ path: "RUNBOOK.md", content: "# Checkout, again\n" }, files[1] ?? { path: "", content: "" }];
    expect(writeFolder(out, folder, changed)).toEqual([{ path: `${folder}/RUNBOOK.md`, kind: "changed" }]);
    expect(inode()).toBe(before);
    expect(read("RUNBOOK.md")).toBe("# Checkout, again\n");
  });

  test("removes stale files and empty folders", () => {
    writeFolder(out, folder, files);
    expect(writeFolder(out, folder, files.slice(0, 1))).toEqual([{ path: `${folder}/manifests/rules.yaml`, kind: "stale" }]);
    expect(existsSync(join(out, folder, "manifests"))).toBe(false);
  });

  test.each([
    ["before the old folder was moved away", ".rampart-new"],
    ["before the old folder was removed", ".rampart-old"],
  ])("makes whole what a run left that was killed %s", (_, suffix) => {
    writeFolder(out, folder, files);
    mkdirSync(join(out, `${folder}${suffix}`));
    writeFileSync(join(out, `${folder}${suffix}`, "RUNBOOK.md"), "torn");
    writeFolder(out, folder, files);
    expect(readdirSync(join(out, "production"))).toEqual(["checkout"]);
    expect(compareFolder(out, folder, files)).toEqual([]);
  });

  test("refuses a folder that is a symbolic link, and writes nothing through it", () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "rampart-elsewhere-"));
    mkdirSync(join(out, "production"));
    symlinkSync(elsewhere, join(out, folder));
    expect(() => writeFolder(out, folder, files)).toThrow("it is a symbolic link");
    expect(readdirSync(elsewhere)).toEqual([]);
    rmSync(elsewhere, { recursive: true });
  });

  test("refuses a symbolic link above the folder", () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "rampart-elsewhere-"));
    symlinkSync(elsewhere, join(out, "production"));
    expect(() => writeFolder(out, folder, files)).toThrow("it is a symbolic link");
    expect(readdirSync(elsewhere)).toEqual([]);
    rmSync(elsewhere, { recursive: true });
  });

  test("refuses a symbolic link in place of a file", () => {
    writeFolder(out, folder, files);
    rmSync(join(out, folder, "RUNBOOK.md"));
    symlinkSync("/etc/hostname", join(out, folder, "RUNBOOK.md"));
    expect(() => compareFolder(out, folder, files)).toThrow("expected a regular file");
  });
});

test("compareFolder() tells missing, changed and stale files apart", () => {
  writeFolder(out, folder, [...files, { path: "old.md", content: "" }]);
  writeFileSync(join(out, folder, "RUNBOOK.md"), "by hand");
  expect(compareFolder(out, folder, [...files, { path: "new.md", content: "" }])).toEqual([
    { path: `${folder}/RUNBOOK.md`, kind: "changed" },
    { path: `${folder}/new.md`, kind: "missing" },
    { path: `${folder}/old.md`, kind: "stale" },
  ]);
});
