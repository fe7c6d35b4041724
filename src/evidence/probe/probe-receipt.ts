import { z } from "zod";
import { canonicalJson } from "../../base/canonical-json.ts";
import { sha256 } from "../../base/sha256.ts";
import type { Context } from "../../compile/context.ts";
import { Name } from "../../model/name.ts";
import { Moment } from "../../model/text.ts";
import type { ProbeOutcome } from "./run-probes.ts";

const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** One run of a probe as a receipt keeps it. */
export const ReceiptEntry = z.strictObject({
  probe: Name,
  kind: z.enum(["http", "json-rpc", "command", "sql", "receipt"]),
  instance: Name.optional(),
  /** Of what was asked and expected; see `ProbeRun`. */
  digest: Digest,
  result: z.enum(["pass", "fail", "unreachable"]),
  /** What was wrong, one line each. */
  faults: z.array(z.string()),
  at: Moment,
  /** Milliseconds. */
  took: z.number().min(0),
  /** Until when a good answer stays good, where it rests on the age of something. */
  holdsUntil: Moment.optional(),
});
export type ReceiptEntry = z.output<typeof ReceiptEntry>;

/** What a run of probes leaves behind: what was found, and what it was found of. */
export const ProbeReceipt = z.strictObject({
  format: z.literal("rampart/probe-receipt/1"),
  /** Rampart's version. */
  rampart: z.string(),
  rollout: Name,
  environment: Name,
  /** The stage that the rollout stood at. */
  stage: Name,
  definition: z.strictObject({ file: z.string(), digest: Digest }),
  /** The commit that was checked out, and whether definitions or states were changed since; `null` outside of Git. */
  commit: z.strictObject({ id: z.string().regex(/^[0-9a-f]{40,64}$/), changed: z.boolean() }).nullable(),
  at: Moment,
  results: z.array(ReceiptEntry).min(1),
});
export type ProbeReceipt = z.output<typeof ProbeReceipt>;

/** What a receipt is of, beside what was found. */
export interface ReceiptHead {
  readonly rampart: string;
  readonly commit: ProbeReceipt["commit"];
  /** When the run started, Unix milliseconds. */
  readonly at: number;
}

/** The receipt of a run. */
export function probeReceipt(context: Context, head: ReceiptHead, outcomes: readonly ProbeOutcome[]): ProbeReceipt {
  const { rollout, environment, position } = context;
  return {
    format: "rampart/probe-receipt/1",
    rampart: head.rampart,
    rollout: rollout.name,
    environment: environment.name,
    stage: position.stage.name,
    definition: { file: context.definition, digest: definitionDigest(context) },
    commit: head.commit,
    at: moment(head.at),
    results: outcomes.map(({ run, result, faults, at, took, holdsUntil }) => ({
      probe: run.name,
      kind: run.probe.kind,
      ...(run.instance === undefined ? {} : { instance: run.instance }),
      digest: run.digest,
      result,
      faults: [...faults],
      at: moment(at),
      took,
      ...(holdsUntil === undefined ? {} : { holdsUntil: moment(holdsUntil * 1000) }),
    })),
  };
}

/** Digest of a rollout's definition as it was read: formatting, comments and helpers of the file do not count. */
export function definitionDigest({ rollout }: Context): string {
  return sha256(canonicalJson(rollout));
}

function moment(time: number): string {
  return new Date(time).toISOString();
}
