import { createTwoFilesPatch } from "diff";
import { codeUnitOrder } from "../base/code-unit-order.ts";
import { lockFile } from "../compile/lock-file.ts";
import type { FolderFile } from "../project/folder-files.ts";
import type { Paint } from "../base/paint.ts";

/** How two renderings of a folder differ, as a unified diff without context; empty when they do not. */
export function treeDiff(before: readonly FolderFile[], after: readonly FolderFile[], context = 0): string {
  const texts = (files: readonly FolderFile[]) => new Map(files.map(({ path, content }) => [path, content]));
  const [old, fresh] = [texts(before), texts(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .toSorted(codeUnitOrder)
    .filter((path) => old.get(path) !== fresh.get(path))
    .map((path) => {
      const patch = createTwoFilesPatch(path, path, old.get(path) ?? "", fresh.get(path) ?? "", undefined, undefined, { context });
      return patch
        .split("\n")
        .filter((line) => !/^(={3,}|Index: |--- |\\ No newline)/.test(line))
        .map((line) => (line.startsWith("+++ ") ? path : line))
        .join("\n")
        .trimEnd();
    })
    .join("\n");
}

/** How two stages differ, for people: the lock is told in a line, as its digests follow from the rest. */
export function stageDiff(before: readonly FolderFile[], after: readonly FolderFile[]): string {
  const readable = (files: readonly FolderFile[]) => files.filter(({ path }) => path !== lockFile);
  const diff = treeDiff(readable(before), readable(after));
  return diff === "" ? diff : `${diff}\n${lockFile}\n# the digests of the files above`;
}

/** Colours a diff for a terminal. */
export function paintDiff(diff: string, { bold, green, red, dim }: Paint): string {
  return diff
    .split("\n")
    .map((line) => {
      if (line.startsWith("@@") || line.startsWith("#")) return dim(line);
      if (line.startsWith("+")) return green(line);
      if (line.startsWith("-")) return red(line);
      return line.startsWith(" ") ? line : bold(line);
    })
    .join("\n");
}
