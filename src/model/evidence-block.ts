import { z } from "zod";
import { canonicalJson } from "../base/canonical-json.ts";
import { sha256 } from "../base/sha256.ts";
import { Name } from "./name.ts";
import { Moment } from "./text.ts";

/** What was measured yesterday says nothing of the error that began this morning: hours for which evidence counts. */
export const freshHours = 24;

const Digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, { error: "expected a digest sha256:<64 hexadecimal digits>" });
const Sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, { error: "expected the full identifier of a commit or tree" });

/** One gate's verdict as a pull request carries it. */
const verdict = {
  gate: Name,
  kind: z.string(),
  answer: z.enum(["pass", "fail", "unknown"]),
  rollback: z.boolean(),
  sentence: z.string(),
  query: z.string().optional(),
  /** Unix seconds. */
  window: z.strictObject({ start: z.number(), end: z.number(), origin: z.string() }).optional(),
  /** In base units, as text without float noise. */
  value: z.string().optional(),
  threshold: z.string().optional(),
  /** The value as the ledger's line and people have it: `0.021 %`. */
  shown: z.string().optional(),
  samples: z.number().optional(),
  coverage: z.number().optional(),
  longestBreach: z.number().optional(),
  reason: z.string().optional(),
  /** Whether people decided to go on all the same. */
  overridden: z.literal(true).optional(),
};

/** Everything a step rests on but the commit, whose tree names the digest of it. */
const evidence = {
  version: z.literal(1),
  environment: Name,
  rollout: Name,
  from: Name,
  to: Name,
  judgedAt: Moment,
  /** From then on it counts for nothing. */
  expires: Moment,
  /** Version of the metrics server, where it told. */
  server: z.string().optional(),
  /** Since when the rollout was at the stage that is left, and how that is known. */
  stay: z.strictObject({ since: Moment.optional(), origin: z.string().optional(), sentence: z.string() }).optional(),
  verdicts: z.array(z.strictObject(verdict)),
};

const EvidenceContent = z.object(evidence);
/** What {@link evidenceDigest} is taken of. */
export type EvidenceContent = z.output<typeof EvidenceContent>;

/**
 * The evidence of a step as its pull request carries it. It names the commit;
 * the ledger's line in that commit names the digest of everything else: neither
 * can be exchanged without the other.
 */
export const EvidenceBlock = z.strictObject({ ...evidence, commit: Sha, tree: Sha.optional(), digest: Digest });
export type EvidenceBlock = z.output<typeof EvidenceBlock>;

/** `sha256:…` of what evidence says, whatever commit carries it. */
export function evidenceDigest(content: EvidenceContent): string {
  return `sha256:${sha256(canonicalJson(content))}`;
}

/** What a block says, without the commit. */
export function evidenceContent(block: EvidenceBlock): EvidenceContent {
  return EvidenceContent.parse(block);
}

const CarriedVerdict = z.object(verdict);

/** A verdict as evidence carries it: without what is only drawn. */
export function carriedVerdict(given: z.input<typeof CarriedVerdict>): EvidenceContent["verdicts"][number] {
  return CarriedVerdict.parse(given);
}
