import { z } from "zod";
import { ChartScalar } from "./helm.ts";
import { Name, ref } from "./name.ts";
import { Snippet, Step } from "./procedure.ts";
import { Duration } from "./quantity.ts";
import { Code, Day, Source, Text } from "./text.ts";

/** A way to somebody. */
const Reach = z.union([
  z.strictObject({ kind: z.enum(["email", "slack", "phone", "pager", "url"]), address: Text }),
  /** Who is asked to review the pull requests of steps. */
  z.strictObject({
    kind: z.literal("github"),
    address: z.string().regex(/^@[A-Za-z\d](?:-?[A-Za-z\d]){0,38}(?:\/[A-Za-z\d][\w-]{0,99})?$/, {
      error: 'expected a handle such as "@octo" or "@acme/platform"',
    }),
  }),
]);

/** A person, team or channel. */
export const Contact = z.strictObject({
  role: Text,
  reach: z.array(Reach).default([]),
  /** Order in which they are called: 1 first. */
  level: z.int().min(1).max(9).optional(),
  duty: Text.optional(),
});

/** What the change covers, aims at and leaves alone. */
export const Scope = z.strictObject({
  covers: z.array(Text).default([]),
  target: z.array(Text).default([]),
  done: z.array(Text).default([]),
  open: z.array(Text).default([]),
  outOfScope: z.array(z.strictObject({ text: Text, reason: Text.optional() })).default([]),
});

/** Which caller uses what while the rollout is under way. */
export const Compatibility = z.strictObject({
  rows: z.array(z.strictObject({ caller: Text, during: Text, notes: Text })).min(1),
  rules: z.array(Text).default([]),
});

/** Something that must be true before a ladder starts. */
export const Precondition = z.strictObject({
  text: Text,
  /** Environments it is for; all when left out. */
  environments: z.array(Name).optional(),
  /** Stage before which it is due; the first when left out. */
  before: Name.optional(),
  command: Code.optional(),
  probes: z.array(ref("probe")).default([]),
  sources: z.array(Source).default([]),
});

/** Something that holds in every stage; compiling fails where a stage breaks it. */
export const Invariant = z.strictObject({
  text: Text,
  reason: Text.optional(),
  /** Helm values that keep this setting in all stages. */
  values: z.record(ref("value"), ChartScalar).default({}),
  /** Environment variables that keep this setting in all stages. */
  variables: z.record(ref("variable"), z.string()).default({}),
  /** Probes that must succeed in all stages. */
  probes: z.array(ref("probe")).default([]),
});

/** An environment variable that the rollout relies on. */
export const Variable = z.strictObject({
  purpose: Text,
  required: z.boolean(),
  /** Values it may have; any when left out. */
  allowed: z.array(z.string()).min(1).optional(),
  default: z.string().optional(),
  example: z.string().optional(),
  format: z.enum(["text", "url", "boolean", "iso-8601", "iso-8601-duration", "secret"]).default("text"),
  /** Workload that reads it. */
  workload: Text.optional(),
  sources: z.array(Source).default([]),
});
export type Variable = z.output<typeof Variable>;

/** A length of work: a duration, or a part of a day as people plan it (`"0.5d"`), which durations of queries cannot say. */
const Effort = z.custom<Duration | `${number}d`>(
  (value) => typeof value === "string" && (/^\d+\.\d+d$/.test(value) || Duration.safeParse(value).success),
  { error: 'expected a length of work such as "3d", "4h" or "0.5d"' },
);

/** A piece of work with somebody who does it. */
export const Task = z.strictObject({
  title: Text,
  owner: ref("contact"),
  duration: Effort.optional(),
  items: z.array(z.strictObject({ text: Text, done: z.boolean().default(false) })).min(1),
  acceptance: Text.optional(),
  deliverable: Text.optional(),
});
export type Task = z.output<typeof Task>;

/** A span of work with an aim and a milestone. */
export const Phase = z.strictObject({
  title: Text,
  objective: Text,
  tasks: z.array(ref("task")).min(1),
  milestone: Text,
  due: Text,
  communication: z.strictObject({ internal: z.array(Text).default([]), external: z.array(Text).default([]) }).optional(),
});

export const Risk = z.strictObject({ title: Text, impact: Text, mitigations: z.array(Text).min(1) });

export const Dependency = z.strictObject({
  name: Text,
  version: Text.optional(),
  provides: Text,
  kind: z.enum(["internal", "external"]),
  /** What to do when it is late or missing. */
  risk: Text.optional(),
  fallback: Text.optional(),
});

/** Who decides, answers for it, is asked and is told. */
export const Decision = z.strictObject({
  record: Text.optional(),
  status: Text.optional(),
  text: Text.optional(),
  decidedOn: Day.optional(),
  effectiveOn: Day.optional(),
  owner: ref("contact"),
  accountable: ref("contact").optional(),
  consulted: z.array(ref("contact")).default([]),
  informed: z.array(Text).default([]),
});

export const Troubleshooting = z.strictObject({
  symptom: Text,
  causes: z.array(z.strictObject({ cause: Text, explanation: Text })).default([]),
  steps: z.array(Step).default([]),
  alerts: z.array(ref("alert")).default([]),
});

/** Statements that are all true when the rollout is done, in groups. */
export const ExitCriteria = z.strictObject({
  title: Text,
  items: z
    .array(
      z.strictObject({
        text: Text,
        done: z.boolean().default(false),
        gate: ref("gate").optional(),
        probes: z.array(ref("probe")).default([]),
      }),
    )
    .min(1),
});

/** What is left to remove or keep once the candidate carries everything. */
export const Cleanup = z.strictObject({
  after: Duration,
  steps: z.array(Step).min(1),
  keepMonitoringFor: Duration.optional(),
  keepMonitoringBecause: Text.optional(),
});

/** A payload or log line as it should look. */
export const Sample = z.strictObject({ title: Text, snippet: Snippet, explanation: Text, sources: z.array(Source).default([]) });

/** Things to start on, by when. */
export const ActionList = z.strictObject({ title: Text, items: z.array(Text).min(1) });

/** The parts of a system and who sends what to whom; drawn in the runbook. */
export const Architecture = z.strictObject({
  parts: z.record(Name, z.strictObject({ title: Text, note: Text.optional() })),
  flows: z.array(z.strictObject({ from: Name, to: Name, label: Text.optional() })).min(1),
});

/** A rehearsal that is kept on file, with what its latest runs recorded. */
export const Rehearsal = z.strictObject({
  title: Text,
  command: Code,
  writes: Text,
  captures: z.array(Text).min(1),
  runs: z
    .array(z.strictObject({ id: Text, window: Text.optional(), verdict: Text.optional(), sources: z.array(Source).default([]) }))
    .default([]),
  /** Windows of runs that are kept for traceability without more about them. */
  keptWindows: z.array(z.strictObject({ window: Text, note: Text.optional(), sources: z.array(Source).default([]) })).default([]),
  onFailure: Text,
  archive: Text,
});

/** Work that a scheduler does again and again. */
export const Automation = z.strictObject({
  title: Text,
  schedule: Text,
  command: Code.optional(),
  /** Uploads, receipts. */
  produces: z.array(Text).default([]),
  failsWhen: Text.optional(),
  sources: z.array(Source).default([]),
});
