/** Options of a {@link UserError}. */
export interface UserErrorOptions extends ErrorOptions {
  /** What to do about it, as an instruction. */
  readonly hint?: string;
}

/**
 * Something a person can put right: a wrong argument, a broken definition, a
 * missing file. The message says what is wrong and what was expected, the hint
 * says what to do. Printed without a stack; anything else is a defect of ours.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly hint: string | undefined;

  constructor(message: string, options: UserErrorOptions = {}) {
    super(message, options);
    this.hint = options.hint;
  }
}
