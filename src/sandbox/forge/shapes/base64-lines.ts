/** Bytes in Base64 as the API writes them: lines of 60 letters, each ended. */
export function base64Lines(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll(/.{1,60}/g, "$&\n");
}
