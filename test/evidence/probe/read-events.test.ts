import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEvents, type ServerEvent } from "../../../src/evidence/probe/mcp/read-events.ts";

async function* chunked(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for (let index = 0; offset < bytes.length; index += 1) {
    const size = sizes[index % Math.max(1, sizes.length)] ?? bytes.length;
    yield bytes.subarray(offset, offset + size);
    offset += size;
  }
}

async function eventsOf(text: string, sizes: readonly number[] = []): Promise<readonly ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of readEvents(chunked(new TextEncoder().encode(text), sizes))) events.push(event);
  return events;
}

describe("readEvents()", () => {
  test.each(
    Object.entries({
      "an event without a name is a message": ["data: a\n\n", [{ event: "message", data: "a" }]],
      "lines of data are joined": ["data: a\ndata: b\n\n", [{ event: "message", data: "a\nb" }]],
      "one space after the colon is not data": ["data:  a\ndata:b\n\n", [{ event: "message", data: " a\nb" }]],
      "a name is for one event": [
        "event: endpoint\ndata: /x\n\ndata: y\n\n",
        [
          { event: "endpoint", data: "/x" },
          { event: "message", data: "y" },
        ],
      ],
      "comments, ids and unknown fields are nothing": [
        ": hello\nid: 1\nretry: 5\nfoo: bar\ndata: a\n\n",
        [{ event: "message", data: "a" }],
      ],
      "a field without a colon is empty": ["data\n\n", [{ event: "message", data: "" }]],
      "an event without data is dropped": ["event: a\n\ndata: b\n\n", [{ event: "message", data: "b" }]],
      "an event that the stream ends within is dropped": ["data: a\n\ndata: b\n", [{ event: "message", data: "a" }]],
      "every line end counts, a byte order mark does not": [
        "\ufeffdata: a\r\rdata: b\r\n\r\ndata: c\n\n",
        [
          { event: "message", data: "a" },
          { event: "message", data: "b" },
          { event: "message", data: "c" },
        ],
      ],
    } satisfies Record<string, readonly [string, readonly ServerEvent[]]>),
  )("%s", async (_, [text, events]) => {
    expect(await eventsOf(text)).toEqual(events);
  });

  test("does not depend on how the bytes are cut", async () => {
    const piece = fc.constantFrom("data: é€😀", "data:x", "event: e", ": c", "", "\r", "\n", "\r\n", "data");
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        async (pieces, sizes) => {
          const text = pieces.join("\n");
          expect(await eventsOf(text, sizes)).toEqual(await eventsOf(text));
        },
      ),
    );
  });

  test("tells an event as soon as its blank line is there, even one that ends in a carriage return", async () => {
    async function* live() {
      yield new TextEncoder().encode("data: a\r\r");
      throw new Error("the reader asked for more");
    }
    const { value } = await readEvents(live()).next();
    expect(value).toEqual({ event: "message", data: "a" });
  });
});
