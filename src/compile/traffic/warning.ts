/** Something that works, but not as one might think. */
export interface Warning {
  readonly message: string;
  /** What to do, or to know, about it. */
  readonly hint: string;
}
