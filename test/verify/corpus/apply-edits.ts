import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sha256 } from "../../../src/base/sha256.ts";
import { lockFile } from "../../../src/compile/lock-file.ts";
import { Lock } from "../../../src/compile/lock.ts";
import type { Edit } from "./broken-case.ts";

/** Edits a project; throws when there is nothing to edit, so that no case passes for having done nothing. */
export function applyEdits(root: string, edits: readonly Edit[]): void {
  for (const edit of edits) for (const file of filesOf(edit)) applyEdit(join(root, file), edit, root);
}

/** Files that an edit is about. */
export function filesOf({ file }: Edit): readonly string[] {
  return typeof file === "string" ? [file] : file;
}

function applyEdit(path: string, edit: Edit, root: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const text = existsSync(path) && lstatSync(path).isFile() ? readFileSync(path, "utf8") : undefined;
  if (text === undefined && ("find" in edit || "append" in edit)) throw new Error(`there is no ${path} to edit`);
  if (!existsSync(path) && "delete" in edit) throw new Error(`there is no ${path} to delete`);
  // The file may be a hard link to the sound one.
  rmSync(path, { recursive: true, force: true });
  if ("find" in edit) writeFileSync(path, replaced(text ?? "", edit, path));
  else if ("append" in edit) writeFileSync(path, (text ?? "") + edit.append.repeat(edit.times));
  else if ("write" in edit) writeFileSync(path, edit.write);
  else if ("copy" in edit) cpSync(join(root, edit.copy), path, { recursive: true });
  else if ("link" in edit) symlinkSync(edit.link, path);
}

function replaced(text: string, { find, replace, every }: Extract<Edit, { find: string }>, path: string): string {
  const indent = deeper.find((spaces) => text.includes(indented(find, spaces))) ?? "";
  const parts = text.split(indented(find, indent));
  if (parts.length < 2 || (parts.length > 2 && every !== true)) {
    throw new Error(`${path} has ${JSON.stringify(find)} ${parts.length - 1} times, expected ${every === true ? "at least once" : "once"}`);
  }
  return parts.join(indented(replace, indent));
}

/** What one file has may stand deeper in another that carries it. */
const deeper = ["", "  ", "    ", "      "];

function indented(text: string, spaces: string): string {
  return text.replaceAll(/\n(?=[^\n])/g, `\n${spaces}`);
}

/** Makes every lock below `dist/` say what lies beside it now. */
export function relock(root: string): void {
  for (const path of readdirSync(join(root, "dist"), { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(lockFile)) continue;
    const file = join(root, "dist", path);
    const folder = dirname(file);
    const lock = Lock.parse(JSON.parse(readFileSync(file, "utf8")));
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== lockFile)
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .toSorted()
      .map(
        (name) =>
          [
            name,
            { generator: lock.files[name]?.generator ?? "unknown", sha256: sha256(readFileSync(join(folder, name), "utf8")) },
          ] as const,
      );
    rmSync(file);
    writeFileSync(file, `${JSON.stringify({ ...lock, files: Object.fromEntries(files) }, null, 2)}\n`);
  }
}
