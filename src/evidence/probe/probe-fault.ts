import type { ProbeResult } from "./probe-answer.ts";

/** Ends a probe from within an exchange of several messages: it has failed, or nobody can be heard. */
export class ProbeFault extends Error {
  override readonly name = "ProbeFault";
  readonly result: Exclude<ProbeResult, "pass">;

  constructor(result: Exclude<ProbeResult, "pass">, message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.result = result;
  }
}
