import { readFile, rename, writeFile } from "node:fs/promises";
import type { State } from "./state.ts";

/** Where what Git does not hold is kept: beside the repository. */
export function statePath(folder: string): string {
  return `${folder.replace(/\/$/, "")}.state.json`;
}

/** Puts what was kept into a fresh state. A missing file is a fresh forge. */
export async function recallState(path: string, state: State): Promise<void> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  // Nobody but the forge writes this file, so its shape is not asked for again.
  if (text !== undefined) Object.assign(state, JSON.parse(text));
}

/** Writes the state down, whole or not at all. */
export async function keepState(path: string, state: State): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(state));
  await rename(`${path}.new`, path);
}
