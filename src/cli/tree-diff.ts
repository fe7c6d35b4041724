import { createTwoFilesPatch } from "diff";
import { codeUnitOrder } from "../base/code-unit-order.ts";
import type { FolderFile } from "../project/folder-files.ts";
import type { Paint } from "./paint.ts";

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

/** Colours a diff for a terminal. */
export function paintDiff(diff: string, { bold, green, red, dim }: Paint): string {
  return diff
    .split("\n")
    .map((line) => {
      if (line.startsWith("@@")) return dim(line);
      if (line.startsWith("+")) return green(line);
      if (line.startsWith("-")) return red(line);
      return line.startsWith(" ") ? line : bold(line);
    })
    .join("\n");
}
