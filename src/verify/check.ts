import type { Context } from "../compile/context.ts";
import type { Tree } from "../compile/compile.ts";
import type { Silence } from "../model/silence.ts";
import type { Stop } from "../model/stop.ts";
import type { Oddity } from "../project/oddity.ts";
import type { Project } from "../project/read-project.ts";
import type { Course } from "./course.ts";
import type { Severity } from "./finding.ts";
import type { Folder, Reading } from "./folder.ts";
import type { Change } from "./transition/change.ts";
import type { Transition } from "./transition/transition.ts";

/** Keys and indexes into a value, as it is nested. */
export type ValuePath = readonly (string | number)[];

/** What a check says of one fault; the runner adds code, severity and positions. */
export interface Report {
  readonly message: string;
  readonly hint?: string;
  /** Path below the project's root. */
  readonly file: string;
  /** Where in the file's YAML or JSON; in a definition, where in its object. */
  readonly path?: ValuePath;
  /** Document of a YAML stream, from 0. */
  readonly document?: number;
  /** Line of a text file, from 1, where there is no path. */
  readonly line?: number;
  /** Path in the definition that the fault comes from, where `file` is generated. */
  readonly definition?: ValuePath;
  /** Where one check tells grave from light. */
  readonly severity?: Severity;
}

interface Common {
  /** File name of the check, and of its page in `docs/checks/`. */
  readonly code: string;
  readonly severity: Severity;
  /** What it looks for, in half a sentence. */
  readonly description: string;
  /** Codes of checks that see the same fault less well: what they report on a file that this one reports on is left out. */
  readonly supersedes?: readonly string[];
  /** `false` where no reason can make the fault acceptable. */
  readonly silenceable?: false;
}

/** Judges one committed folder by its files alone: runs on a stranger's pull request. */
export interface FolderCheck extends Common {
  readonly scope: "folder";
  check(folder: Folder): Iterable<Report>;
}

/** What a check has looked up in a folder. */
export interface Looked<Fact> {
  readonly folder: Folder;
  readonly fact: Fact;
}

/**
 * How all folders are judged by what was looked up in each of them once, so
 * that a runner need not keep what it has read of all. A fact is plain data: it
 * may come from another thread.
 */
export interface Folding<Fact = unknown> {
  /** What the other folders are held against. */
  look(folder: Folder): Fact;
  /** Is given what {@link look} found, in the order of the folders. */
  judge(looked: readonly Looked<Fact>[]): Iterable<Report>;
}

/** Judges all committed folders together. */
export interface FoldersCheck extends Common {
  readonly scope: "folders";
  check(folders: readonly Folder[]): Iterable<Report>;
  /** The same in two steps, where the check can do with that. */
  readonly folding?: Folding;
}

/** What a {@link DiskCheck} judges. */
interface DiskSubject {
  readonly folders: readonly Folder[];
  readonly oddities: readonly Oddity[];
  /** Texts of the work tree's `schemas/`, by path below it; a change is judged by those of its base. */
  readonly schemas: ReadonlyMap<string, string>;
}

/** Judges what lies on the disk, beside what the files hold. */
export interface DiskCheck extends Common {
  readonly scope: "disk";
  check(disk: DiskSubject): Iterable<Report>;
  /** What can be told of one folder by itself. */
  folder?(folder: Folder): Iterable<Report>;
}

/** Judges what is recorded of one rollout in one environment: its state and its ledger. */
export interface CourseCheck extends Common {
  readonly scope: "course";
  check(course: Course): Iterable<Report>;
}

/** What a {@link StopCheck} judges: the file that stops the line. */
export interface StopSubject {
  readonly file: string;
  readonly stops: Reading<readonly Stop[]>;
  /** Names of the environments there are. */
  readonly environments: ReadonlySet<string>;
  readonly now: Date;
}

/** Judges what stops the line. */
export interface StopCheck extends Common {
  readonly scope: "stop";
  check(subject: StopSubject): Iterable<Report>;
}

/** Judges a definition in one environment; needs the definition to be run. */
export interface DefinitionCheck extends Common {
  readonly scope: "definition";
  check(context: Context): Iterable<Report>;
}

/** What a {@link ProjectCheck} judges. */
export interface ProjectSubject {
  readonly project: Project;
  readonly folders: readonly Folder[];
  /** What the definitions compile to now; compiled when first asked for. */
  readonly trees: readonly Tree[];
}

/** What one standing compiles to now, beside what is committed of it. */
export interface Compiled {
  readonly context: Context;
  readonly tree: Tree;
  readonly folder: Folder | undefined;
}

/** Judges definitions and committed files against each other; needs the definitions to be run. */
export interface ProjectCheck extends Common {
  readonly scope: "project";
  check(subject: ProjectSubject): Iterable<Report>;
  /** What can be told of one standing by itself. */
  compiled?(compiled: Compiled): Iterable<Report>;
}

/** Judges the change of one rollout in one environment between two revisions. */
export interface TransitionCheck extends Common {
  readonly scope: "transition";
  check(transition: Transition): Iterable<Report>;
}

/** Judges everything that differs between two revisions together. */
export interface ChangeCheck extends Common {
  readonly scope: "change";
  check(change: Change): Iterable<Report>;
}

/** What a {@link SilenceCheck} judges: a silence, and what became of it. */
export interface SilenceSubject {
  readonly silence: Silence;
  /** The first folder whose `rollout.yaml` carries it, and where there. */
  readonly folder: Folder;
  readonly index: number;
  /** Whether it matched a finding. */
  readonly used: boolean;
  /** Codes of all checks. */
  readonly codes: readonly string[];
  /** Codes of the checks that may be silenced. */
  readonly silenceable: ReadonlySet<string>;
  /** Codes of the checks that would have found now what there is to silence. */
  readonly ran: ReadonlySet<string>;
  readonly now: Date;
}

/** Judges the silences themselves, after all else. */
export interface SilenceCheck extends Common {
  readonly scope: "silence";
  check(subject: SilenceSubject): Iterable<Report>;
}

/** One check: one file, one test, one page, one line in the list. Built-in checks and a project's own are the same thing. */
export type Check =
  | FolderCheck
  | FoldersCheck
  | DiskCheck
  | CourseCheck
  | StopCheck
  | DefinitionCheck
  | ProjectCheck
  | TransitionCheck
  | ChangeCheck
  | SilenceCheck;
