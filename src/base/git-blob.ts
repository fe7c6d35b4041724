import { createHash } from "node:crypto";

/**
 * Name Git gives to a file's content.
 * @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
export function gitBlob(content: string): string {
  const bytes = Buffer.from(content, "utf8");
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
