import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { largestFile, readBounded } from "../../src/project/read-bounded.ts";
import { scratchFolder } from "./scratch-folder.ts";

test("reads a text file", () => {
  const root = scratchFolder({ "a.txt": "größer\n" });
  expect(readBounded(join(root, "a.txt"))).toEqual({ text: "größer\n" });
});

test("reads a file of exactly the bound, and none that is larger", () => {
  const root = scratchFolder({
    "most.txt": new Uint8Array(largestFile).fill(0x61),
    "more.txt": new Uint8Array(largestFile + 1).fill(0x61),
  });
  expect(readBounded(join(root, "most.txt"))).toEqual({ text: "a".repeat(largestFile) });
  expect(readBounded(join(root, "more.txt"))).toEqual({ problem: `has ${largestFile + 1} bytes, more than 4 MiB` });
});

test("follows no link, to a file or out of the world", () => {
  const root = scratchFolder({ "a.txt": "a" });
  symlinkSync("a.txt", join(root, "link"));
  symlinkSync("/dev/zero", join(root, "zero"));
  symlinkSync("gone", join(root, "dangling"));
  for (const name of ["link", "zero", "dangling"]) expect(readBounded(join(root, name))).toEqual({ problem: "is a symbolic link" });
});

test("does not wait for who might write into a pipe", () => {
  const root = scratchFolder();
  execFileSync("mkfifo", [join(root, "pipe")]);
  expect(readBounded(join(root, "pipe"))).toEqual({ problem: "is not a regular file" });
});

test("says what is no file, and what is no text", () => {
  const root = scratchFolder({ "bytes.bin": new Uint8Array([0xff, 0xfe, 0x00]) });
  mkdirSync(join(root, "folder"));
  expect(readBounded(join(root, "gone"))).toEqual({ problem: "does not exist" });
  expect(readBounded(join(root, "folder"))).toEqual({ problem: "is not a regular file" });
  expect(readBounded(join(root, "bytes.bin"))).toEqual({ problem: "is not UTF-8 text" });
});
