/** Something that lies where only regular, plainly named text files may: not read, only reported. */
export interface Oddity {
  /** Path below the project's root, with `/`. */
  readonly path: string;
  /** `irregular`: not a readable text file, or too much of it; `stray`: nothing that Rampart writes lies there. */
  readonly kind: "irregular" | "stray";
  /** A clause that follows the path: `is a symbolic link`. */
  readonly problem: string;
}
