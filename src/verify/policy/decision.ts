import type { ValidationAction } from "./policy-document.ts";

/** A validation that failed. */
export interface Violation {
  readonly kind: "violation";
  readonly policy: string;
  readonly binding: string;
  /** What the binding asks for: the gravest of its actions. */
  readonly action: ValidationAction;
  readonly message: string;
  readonly reason: string;
  /** The expression that failed; none when the binding itself is at fault. */
  readonly expression?: string;
  /** Name of the params object it was judged with. */
  readonly param?: string;
}

/** What a policy writes into the audit log of a request. */
export interface AuditNote {
  readonly kind: "annotation";
  readonly policy: string;
  readonly binding: string;
  readonly annotation: { readonly key: string; readonly value: string };
}

/** Why nobody can say what the API server would answer. Never a pass. */
export interface Problem {
  readonly kind: "problem";
  readonly policy: string;
  readonly binding?: string;
  readonly problem: string;
  readonly expression?: string;
}

/** What a policy says of a request; nothing is said of what it allows. */
export type Decision = Violation | AuditNote | Problem;
