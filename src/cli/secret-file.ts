import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** Reads secrets by paths from the project's root. They are often symbolic links into a mounted folder, so links are followed. */
export function secretFile(root: string): (path: string) => string | undefined {
  return (path) => {
    try {
      return readFileSync(resolve(root, path), "utf8");
    } catch {
      return undefined;
    }
  };
}
