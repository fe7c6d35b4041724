/** `error` forbids merging, `warning` should be looked at, `notice` is for the record. */
export type Severity = "error" | "warning" | "notice";

/** A place in a file; lines and columns count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What a check reports of a project. Plain data: reporters decide how it looks. */
export interface Finding {
  /** The check's code; `docs/checks/<code>.md` tells all about it. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, with names and values. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** Path below the project's root. */
  readonly file: string;
  readonly position?: Position;
  /** Where the definition says it, when `file` is generated from one. */
  readonly definition?: { readonly file: string; readonly path: string; readonly position?: Position };
  /** The silence that makes a notice of it, when there is one. */
  readonly silenced?: { readonly until: string; readonly reason: string; readonly owner: string };
}
