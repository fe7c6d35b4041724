import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

/** Largest file, in bytes, that is read of what somebody else has committed. */
export const largestFile = 4 * 1_048_576;

/** Text of a file, or why it was not read: a clause that follows the file's name. */
export type BoundedText = { readonly text: string } | { readonly problem: string };

/**
 * Reads a file that a stranger may have put there: only a regular file of UTF-8
 * text up to {@link largestFile}, and never through a symbolic link in its
 * place.
 */
export function readBounded(path: string): BoundedText {
  let file: number;
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ELOOP" || code === "EMLINK") return { problem: "is a symbolic link" };
    if (code === "ENOENT" || code === "ENOTDIR") return { problem: "does not exist" };
    if (code === "ENXIO" || code === "EISDIR") return { problem: "is not a regular file" };
    return { problem: `cannot be opened (${String(code)})` };
  }
  try {
    const status = fstatSync(file);
    if (!status.isFile()) return { problem: "is not a regular file" };
    if (status.size > largestFile) return { problem: `has ${status.size} bytes, more than 4 MiB` };
    const bytes = readFileSync(file);
    return isUtf8(bytes) ? { text: bytes.toString("utf8") } : { problem: "is not UTF-8 text" };
  } finally {
    closeSync(file);
  }
}
