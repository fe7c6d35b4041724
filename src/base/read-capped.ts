/** Text of a body that is read piece by piece; `undefined`, and nothing more is read, once it is larger than the cap in bytes. */
export async function readCapped(body: AsyncIterable<Uint8Array>, cap: number): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.byteLength;
    // Leaving the loop cancels the stream, and with it the connection.
    if (size > cap) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
