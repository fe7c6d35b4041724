/** Where a command writes and what it knows of the world; passed in, so that tests run it as a user does. */
export interface Io {
  readonly cwd: string;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Whether output goes to a terminal that shows colour. */
  readonly color: boolean;
  /** Whether somebody watches: progress is shown only then. */
  readonly interactive: boolean;
  /** An environment variable; nothing else of the environment is looked at. */
  readonly env?: (name: string) => string | undefined;
  /** How many processors there are to share work between; one when left out. */
  readonly processors?: number;
  /** Waits so many milliseconds; by the machine's clock when left out. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** Options as they were given. */
export type Options = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/** What an option takes. */
export interface Option {
  readonly type: "string" | "boolean";
  /** May be given more than once. */
  readonly multiple?: true;
  /** What it does, in half a sentence. */
  readonly help: string;
}

/** One command of `rampart`. */
export interface Command {
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Most positional arguments it takes. */
  readonly positionals: number;
  /** Exit code: 0 fine, 1 findings or refusal, 75 nobody answers now. Errors are thrown. */
  run(positionals: readonly string[], options: Options, io: Io): Promise<number>;
}

/** A string option, or `undefined`. */
export function text(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}

/** All values of an option that may be given more than once. */
export function texts(options: Options, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
