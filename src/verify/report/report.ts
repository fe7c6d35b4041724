import type { Severity } from "../finding.ts";
import type { Verification } from "../verify.ts";

/** What reporters are told: the verdict, and what the machine they write for needs to know. */
export interface Report extends Verification {
  /** Version of Rampart. */
  readonly version: string;
  /** Path of the project below the repository, with a final slash; empty where they are the same. */
  readonly prefix: string;
  /** Whether the reader is a terminal that shows colour. */
  readonly color: boolean;
  /** The page of a check, in Markdown, where there is one. */
  readonly page: (code: string) => string | undefined;
}

/** Writes a report in one format. Pure. */
export type Reporter = (report: Report) => string;

/** How many findings of each severity there are. */
export function countBySeverity({ findings }: Pick<Report, "findings">): Readonly<Record<Severity, number>> {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { error: count("error"), warning: count("warning"), notice: count("notice") };
}
