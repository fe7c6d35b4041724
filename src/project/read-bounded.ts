import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

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
    const bytes = bytesOf(file, status.size);
    if (bytes === undefined) return { problem: "changes while it is read" };
    return isUtf8(bytes) ? { text: bytes.toString("utf8") } : { problem: "is not UTF-8 text" };
  } finally {
    closeSync(file);
  }
}

/** Room for one file at a time: memory of its own for each would be given back late, and a fleet has many. */
let room = Buffer.alloc(0);

/** The bytes of an open file, until the next one is read; `undefined` when they are not as many as it said. */
function bytesOf(file: number, size: number): Buffer | undefined {
  if (room.length <= size) room = Buffer.alloc(Math.max(65_536, 2 * size));
  let length = 0;
  // One byte more than there should be, to see that there is none.
  for (;;) {
    const read = readSync(file, room, length, size + 1 - length, null);
    length += read;
    if (read === 0 || length > size) return length === size ? room.subarray(0, length) : undefined;
  }
}
