import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PreparedProject } from "./prepared-project.ts";

/** What each ref of a bare repository stands at. */
export type Refs = ReadonlyMap<string, string>;

/** Makes a bare repository of its own refs, which shares its objects with all others of the project. */
export function makeRepository({ folder, bare }: PreparedProject, refs: Refs = readRefs(bare)): string {
  const made = mkdtempSync(join(folder, "world-"));
  for (const file of ["HEAD", "config"]) cpSync(join(bare, file), join(made, file));
  mkdirSync(join(made, "refs/heads"), { recursive: true });
  symlinkSync(join(bare, "objects"), join(made, "objects"));
  for (const [ref, sha] of refs) {
    mkdirSync(dirname(join(made, ref)), { recursive: true });
    writeFileSync(join(made, ref), `${sha}\n`);
  }
  return made;
}

/** Reads the refs of a repository that packs none. */
export function readRefs(bare: string): Refs {
  const files = readdirSync(join(bare, "refs"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .toSorted()
      .map((file) => [file.slice(bare.length + 1), readFileSync(file, "latin1").trim()]),
  );
}
