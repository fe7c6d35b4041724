import type { Path } from "./rendered.ts";

/** Something that two files of a rollout say differently, and where one of them says it. */
export interface Disagreement {
  readonly message: string;
  /** File below the rollout's folder. */
  readonly file: "rules.yaml" | "dashboard.json" | "RUNBOOK.md";
  /** Where in the YAML or JSON. */
  readonly path?: Path;
  /** Line of the Markdown, from 1. */
  readonly line?: number;
  /** The part of the definition it is about. */
  readonly definition?: Path;
}
