import { codeUnitOrder } from "../base/code-unit-order.ts";
import type { GitBase } from "../project/git-base.ts";
import { overridesFile } from "../project/read-overrides.ts";
import { ledgerFile, stateFile, type TextFile } from "../project/read-records.ts";
import { assess, type Assessment } from "./assess.ts";
import { checksFor } from "./checks-for.ts";
import { courseOf, type Course } from "./course.ts";
import type { Finding } from "./finding.ts";
import { folderOf, type Folder } from "./folder.ts";
import { readChange } from "./read-change.ts";
import type { Committed } from "./read-committed.ts";
import type { Change } from "./transition/change.ts";

/** A change of one rollout in one environment that is not committed yet. */
export interface ProposedChange {
  /** What is committed now: the base that the change is judged against. */
  readonly committed: Committed;
  /** New texts by path below the project's root; `null` removes. Nothing else changes. */
  readonly files: ReadonlyMap<string, string | null>;
  readonly environment: string;
  readonly rollout: string;
  /** Default export of `rampart.config.ts`, whose checks judge too; left out where definitions are not run. */
  readonly config?: unknown;
  readonly now: Date;
}

/**
 * Judges a change as `rampart verify --base --data-only` would once it was
 * committed, by the same checks and the policies of the base, without touching
 * the disk. Tells what concerns the rollout in the environment, and what the
 * change breaks elsewhere.
 */
export function judgeProposal(proposed: ProposedChange): readonly Finding[] {
  const { committed, files, environment, rollout, config, now } = proposed;
  const after = overlay(proposed);
  const { change, silences } = readChange(baseOf(committed, files, rollout), after, now);
  const checks = checksFor({ policies: committed.policies(), config });
  const assessment = (standing: Committed, changed: Change | undefined): Assessment => ({
    checks,
    subject: {
      folders: standing.folders,
      // A silence is used wherever the rollout is rendered.
      judged: (folder) => folder.rollout === rollout,
      courses: standing.courses.filter((course) => course.rollout === rollout),
      stop: standing.stop,
      oddities: standing.oddities,
      change: changed,
    },
    baseSilences: silences,
    places: { text: standing.text, locate: () => undefined },
    now,
  });
  const found = assess(assessment(after, change));
  const own = after.folders.find((folder) => folder.environment === environment && folder.rollout === rollout);
  const named = new Set([
    stateFile(environment, rollout),
    ledgerFile(environment, rollout),
    own?.resource()?.spec.definition,
    ...files.keys(),
  ]);
  const concerns = ({ file }: Finding): boolean =>
    named.has(file) || `${file}/`.startsWith(`dist/${environment}/${rollout}/`) || file.startsWith("policies/");
  if (found.every(concerns)) return found;
  const before = new Set(assess(assessment(committed, undefined)).map(identity));
  return found.filter((finding) => concerns(finding) || !before.has(identity(finding)));
}

function identity({ code, file, message }: Finding): string {
  return JSON.stringify([code, file, message]);
}

/** What would be committed. */
function overlay({ committed, files, environment, rollout, now }: ProposedChange): Committed {
  const folder = overlaidFolder(committed, { files, environment, rollout });
  const isOwn = (one: { readonly environment: string; readonly rollout: string }) =>
    one.environment === environment && one.rollout === rollout;
  const old = committed.courses.find(isOwn);
  const overrides = overlaidFile(files, overridesFile(environment, rollout), undefined);
  const course = courseOf(
    {
      environment,
      rollout,
      state: overlaidFile(files, stateFile(environment, rollout), old?.state),
      ledger: overlaidFile(files, ledgerFile(environment, rollout), old?.ledger),
      ...(overrides === undefined ? {} : { overrides }),
    },
    folder,
    now,
  );
  return {
    ...committed,
    folders: replaced<Folder>(committed.folders, isOwn, folder),
    courses: replaced<Course>(committed.courses, isOwn, {
      ...course,
      overrides: overrides === undefined ? old?.overrides : course.overrides,
      confirmations: old?.confirmations,
    }),
    text: (file) => {
      const text = files.get(file);
      return text === undefined ? committed.text(file) : (text ?? undefined);
    },
  };
}

function overlaidFolder(
  { folders }: Committed,
  { files, environment, rollout }: Pick<ProposedChange, "files" | "environment" | "rollout">,
): Folder | undefined {
  const old = folders.find((one) => one.environment === environment && one.rollout === rollout);
  const prefix = `dist/${environment}/${rollout}/`;
  const texts = new Map(old?.files);
  for (const [path, text] of files) {
    if (!path.startsWith(prefix)) continue;
    if (text === null) texts.delete(path.slice(prefix.length));
    else texts.set(path.slice(prefix.length), text);
  }
  if (texts.size === 0) return undefined;
  const artifacts = [...texts].map(([path, content]) => ({ path, content }));
  return folderOf(environment, rollout, artifacts.toSorted(byPath), (old ?? folders[0])?.schemas);
}

function byPath(left: { readonly path: string }, right: { readonly path: string }): number {
  return codeUnitOrder(left.path, right.path);
}

function overlaidFile(files: ProposedChange["files"], file: string, old: TextFile | undefined): TextFile | undefined {
  const text = files.get(file);
  if (text === undefined) return old;
  return text === null ? undefined : { file, text };
}

/** The list with one of its members exchanged, added or taken away. */
function replaced<Value>(all: readonly Value[], isIt: (value: Value) => boolean, by: Value | undefined): readonly Value[] {
  const at = all.findIndex(isIt);
  const fresh = by === undefined ? [] : [by];
  return at === -1 ? [...all, ...fresh] : [...all.slice(0, at), ...fresh, ...all.slice(at + 1)];
}

/** What is committed, as the base revision that a change of files is compared with. */
function baseOf({ folders, text }: Committed, files: ProposedChange["files"], rollout: string): GitBase {
  return {
    revision: "base",
    commit: "base",
    fork: "base",
    changedFiles: [...files.keys()].filter((path) => text(path) !== (files.get(path) ?? undefined)).toSorted(codeUnitOrder),
    readTexts: (_, paths) =>
      new Map(
        paths.flatMap((path) => {
          const old = text(path);
          return old === undefined ? [] : [[path, old] as const];
        }),
      ),
    listFiles: (_, folder) =>
      folder === "dist"
        ? folders
            .filter((one) => one.rollout === rollout)
            .flatMap(({ path, files: inner }) => [...inner.keys()].map((name) => `${path}/${name}`))
        : [],
  };
}
