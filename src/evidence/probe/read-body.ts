/** As much of a body as was read. */
export interface ReadBody {
  readonly text: string;
  /** Why there is more that was not read. */
  readonly cut?: "size" | "time" | "connection";
}

/**
 * Reads the body of a response as text until it ends, until `enough` says so,
 * or up to `most` bytes; the rest is dropped. A stream that never ends is cut
 * by the signal that the response was fetched with.
 */
export async function readBody(
  response: Response,
  most: number,
  signal: AbortSignal,
  enough: (text: string) => boolean = () => false,
): Promise<ReadBody> {
  if (response.body === null) return { text: "" };
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let text = "";
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { text: text + decoder.decode() };
      const room = most - size;
      size += value.byteLength;
      text += decoder.decode(value.subarray(0, room), { stream: true });
      if (enough(text)) return { text };
      if (size > most) return { text, cut: "size" };
    }
  } catch {
    return { text, cut: signal.aborted ? "time" : "connection" };
  } finally {
    // What is left is not waited for, nor is an error of it news.
    void reader.cancel().catch(() => undefined);
  }
}
