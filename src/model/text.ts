import { z } from "zod";

const control = /[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const noControl = { error: "expected text without control or bidirectional characters" };

/**
 * Prose of one paragraph. `` `code` `` is the only markup it knows; everything
 * else is shown as written, wherever it is shown.
 */
export const Text = z
  .string()
  .min(1, { error: "expected some text" })
  .refine((text) => !control.test(text) && !text.includes("\n"), { error: "expected one line of text without control characters" });

/** Code of one or more lines, kept to the letter: a command, a query, a payload. */
export const Code = z
  .string()
  .min(1, { error: "expected some code" })
  .refine((text) => !control.test(text), noControl);

/** A calendar day, `"2025-10-15"`. */
export const Day = z.iso.date({ error: 'expected a day such as "2025-10-15"' });

/** A moment in UTC, `"2025-10-15T09:00:00Z"`. */
export const Moment = z.iso.datetime({ error: 'expected a UTC time such as "2025-10-15T09:00:00Z"' });

/** Where a statement comes from: a path in a repository with lines, or a web address. */
export const Source = z.union([
  z.strictObject({
    path: z.string().regex(/^(?!\/)[\w.@ /:+-]+$/, { error: "expected a relative path" }),
    lines: z.tuple([z.int().positive(), z.int().positive()]).optional(),
  }),
  z.strictObject({ url: z.url({ protocol: /^https?$/, error: "expected an http or https address" }) }),
]);
export type Source = z.output<typeof Source>;

/** A document or file worth knowing, with what it is good for. */
export const Reference = z.strictObject({ title: Text, source: Source, note: Text.optional() });
