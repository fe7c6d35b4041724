import { hash } from "node:crypto";

/** The SHA-256 digest of a text in lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return hash("sha256", content, "hex");
}
