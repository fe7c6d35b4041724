import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** Where the corpus lies: `base/`, which is sound, and a folder for each fault. */
export const corpus = new URL("../../cases/broken", import.meta.url).pathname;

/** One file, or several that say the same: a rule stands in rules.yaml and in the PrometheusRule. */
const Files = z.union([z.string(), z.array(z.string()).min(2)]);

/** What is done to a file of the sound project. */
const Edit = z.union([
  /** Found exactly once, unless `every` says that each place is meant. */
  z.strictObject({ file: Files, find: z.string().min(1), replace: z.string(), every: z.literal(true).optional() }),
  z.strictObject({ file: Files, append: z.string().min(1), times: z.int().positive().default(1) }),
  z.strictObject({ file: Files, write: z.string() }),
  z.strictObject({ file: Files, delete: z.literal(true) }),
  /** A symbolic link to this place. */
  z.strictObject({ file: Files, link: z.string() }),
  /** A copy of another file. */
  z.strictObject({ file: Files, copy: z.string() }),
]);
export type Edit = z.output<typeof Edit>;

/** One broken project: a fault, and what is to be told of it. */
const BrokenCase = z
  .strictObject({
    /** What is wrong, in a sentence. */
    fault: z.string().endsWith("."),
    /** Why more than one finding is right. */
    because: z.string().endsWith(".").optional(),
    edits: z.array(Edit),
    /** What is edited and committed first: the case is then judged since that revision. */
    base: z.array(Edit).optional(),
    /** Body of the pull request that the change is, for a head of forty zeros. */
    body: z.string().optional(),
    /** The evidence in the body is asked for again. No server answers, so it is of what only people are asked for. */
    live: z.literal(true).optional(),
    /** Judged without running definitions. */
    dataOnly: z.literal(true).optional(),
    /** The lock is made to agree with what was edited in dist/, as by somebody who covers it up. */
    relock: z.literal(true).optional(),
    /** Definitions and records that are edited are not rendered. */
    compile: z.literal(false).optional(),
    /** Time of the run, where it matters. */
    now: z.iso.datetime().default("2026-11-18T12:00:00Z"),
    expect: z.array(z.strictObject({ code: z.string(), file: z.string(), line: z.int().optional(), column: z.int().optional() })).min(1),
  })
  .refine(({ because, expect }) => (because === undefined) === (expect.length === 1), {
    error: "expected because where there is more than one finding, and only there",
  });
export type BrokenCase = z.output<typeof BrokenCase> & { readonly name: string };

/** Every case of the corpus, by the name of its folder. */
export function brokenCases(): readonly BrokenCase[] {
  return readdirSync(corpus)
    .filter((name) => name !== "base")
    .map((name) => ({ name, ...readCase(caseFile(name)) }));
}

/** The file that tells a case. */
export function caseFile(name: string): string {
  return join(corpus, name, "case.json");
}

function readCase(file: string): z.output<typeof BrokenCase> {
  const parsed = BrokenCase.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
