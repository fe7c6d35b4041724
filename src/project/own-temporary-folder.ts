import { lstatSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A folder below the system's temporary one that this user finds again, and
 * that nobody else can write to. Everybody may make folders there, so one of
 * that name which is somebody else's, open to others or no folder is passed by,
 * and the answer is a new folder for this run alone.
 */
export function ownTemporaryFolder(name: string): string {
  const folder = join(tmpdir(), name);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return isOwn(folder) ? folder : mkdtempSync(`${folder}-`);
}

function isOwn(folder: string): boolean {
  const found = lstatSync(folder);
  if (!found.isDirectory()) return false;
  // Windows has no user ids, and gives each user a temporary folder of their own.
  const user = process.getuid?.();
  return user === undefined || (found.uid === user && (found.mode & 0o022) === 0);
}
