import fc from "fast-check";
import { expect, test } from "vitest";
import { redact } from "../../src/base/redact.ts";

const secret = fc.stringMatching(/^[a-zA-Z_/+-]{12,80}$/);
const around = fc.stringMatching(/^[0-9 :]{0,20}$/);

test("no secret passes, as it is or within a URL", () => {
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (token, before, after) => {
      const shown = redact(`${before}${token}${after} ?token=${encodeURIComponent(token)}`, [token]);
      expect(shown).not.toContain(token);
      expect(shown).not.toContain(encodeURIComponent(token));
    }),
  );
});

test("no secret passes in base64, wherever in the encoded text it begins", () => {
  fc.assert(
    fc.property(secret, around, around, fc.constantFrom("base64", "base64url"), (token, before, after, encoding) => {
      const shown = redact(Buffer.from(`${before}${token}${after}`).toString(encoding), [token]);
      const left = shown
        .split("[redacted]")
        .flatMap((piece) => [0, 1, 2, 3].map((skip) => Buffer.from(piece.slice(skip), "base64").toString("latin1")));
      expect(left.filter((piece) => piece.includes(token.slice(0, 4)) || piece.includes(token.slice(4, 8)))).toEqual([]);
    }),
  );
});

test("the words of `git push` with a token in its header pass without it", () => {
  const header = Buffer.from("x-access-token:ghs_0123456789abcdef").toString("base64");
  expect(redact(`AUTHORIZATION: basic ${header}`, ["ghs_0123456789abcdef"])).not.toContain(header.slice(20));
});

test("short words of people stay", () => {
  expect(redact("a b\nc\u202ed", ["  "])).toBe("a b c d");
});
