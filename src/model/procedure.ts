import { z } from "zod";
import { Name, ref } from "./name.ts";
import { Code, Source, Text } from "./text.ts";

/** A piece of a file or a payload to show. */
export const Snippet = z.strictObject({
  language: z.enum(["toml", "yaml", "json", "jsonl", "promql", "sql", "typescript", "text"]),
  /** The file it belongs to. */
  file: Text.optional(),
  content: Code,
});
export type Snippet = z.output<typeof Snippet>;

/** One thing to do, with the command or file change that does it. */
export const Step = z.strictObject({
  text: Text,
  /** Environments whose runbook shows it; all when left out. For commands that name a host or cluster. */
  environments: z.array(Name).optional(),
  /** Shell commands, copied to the letter. */
  command: Code.optional(),
  snippet: Snippet.optional(),
  /** Probes to run as part of the step. */
  probes: z.array(ref("probe")).default([]),
  sources: z.array(Source).default([]),
});
export type Step = z.output<typeof Step>;

/** Ordered steps with a purpose, named by stages, gates and rollback levels. */
export const Procedure = z.strictObject({
  title: Text,
  description: Text.optional(),
  /**
   * `routine` is part of the way; `investigate` only reads; `break-glass`
   * changes the cluster past Git and is undone by self-healing GitOps.
   */
  use: z.enum(["routine", "investigate", "break-glass"]),
  steps: z.array(Step).min(1),
  sources: z.array(Source).default([]),
});
export type Procedure = z.output<typeof Procedure>;
