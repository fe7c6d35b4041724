/** What Git calls an object, by its four kinds. */
export interface GitObject {
  readonly type: string;
  readonly content: Buffer;
}
