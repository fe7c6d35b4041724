/**
 * What a caller may conclude of a request that was not answered as it should be:
 *
 * - `temporary`: nothing was done; asking again later may help.
 * - `unclear`: the request may or may not have had its effect: look, then decide.
 * - `limited`: the forge asks us to wait; nothing was done.
 * - `unauthorized`: the token is not taken, or lacks a permission.
 * - `missing`: the thing is not there, or we may not see it.
 * - `invalid`: the forge refuses the request as it is.
 * - `garbled`: what answered is not the forge: a login page, cut JSON, another shape. Of a write nothing is known.
 */
export type ForgeFaultKind = "temporary" | "unclear" | "limited" | "unauthorized" | "missing" | "invalid" | "garbled";

/** What a {@link ForgeFault} carries beside its words. */
export interface ForgeFaultOptions extends ErrorOptions {
  readonly kind: ForgeFaultKind;
  /** HTTP status, where there was one. */
  readonly status?: number;
  /** Moment from which asking again may help, Unix seconds by the forge's clock. */
  readonly retryAt?: number;
  /** What to do about it, as an instruction. */
  readonly hint?: string;
}

/** A request to the forge that was not answered as it should be. Its words name the request, never a token. */
export class ForgeFault extends Error {
  override readonly name = "ForgeFault";
  readonly kind: ForgeFaultKind;
  readonly status: number | undefined;
  readonly retryAt: number | undefined;
  readonly hint: string | undefined;

  constructor(message: string, options: ForgeFaultOptions) {
    super(message, options);
    this.kind = options.kind;
    this.status = options.status;
    this.retryAt = options.retryAt;
    this.hint = options.hint;
  }
}

/** Whether it is worth asking again later: nothing has to be put right first. */
export function isTemporary({ kind }: ForgeFault): boolean {
  return kind === "temporary" || kind === "limited" || kind === "unclear" || kind === "garbled";
}
