import { access, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { inflate } from "node:zlib";
import type { GitObject } from "./git-object.ts";

const unpack = promisify(inflate);

/**
 * An object that lies by itself in the repository. `"elsewhere"`: it may be in
 * a pack, where Git itself must look.
 * @see https://git-scm.com/docs/gitrepository-layout
 */
export async function looseObject(folder: string, sha: string): Promise<GitObject | "elsewhere" | undefined> {
  const packed = await readFile(join(folder, "objects", sha.slice(0, 2), sha.slice(2))).catch(() => undefined);
  if (packed === undefined) return (await isPacked(folder)) ? "elsewhere" : undefined;
  const whole = await unpack(packed);
  const end = whole.indexOf(0);
  const [type = ""] = whole.toString("latin1", 0, end).split(" ");
  return { type, content: whole.subarray(end + 1) };
}

/** What a ref that lies by itself stands at. `"elsewhere"`: it may be packed, or point to another ref. */
export async function looseRef(folder: string, ref: string): Promise<string | undefined> {
  const text = await readFile(join(folder, ref), "latin1").catch(() => undefined);
  if (text !== undefined) return /^[0-9a-f]{40}\n$/.test(text) ? text.trim() : "elsewhere";
  return (await exists(join(folder, "packed-refs"))) ? "elsewhere" : undefined;
}

async function isPacked(folder: string): Promise<boolean> {
  const packs = await readdir(join(folder, "objects", "pack")).catch(() => []);
  return packs.length > 0 || exists(join(folder, "objects", "info", "alternates"));
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
