import { Confirmation } from "../model/confirmation.ts";
import type { Override } from "../model/override.ts";
import { State } from "../model/state.ts";
import { parseOverrides } from "../project/read-overrides.ts";
import { ledgerFile, stateFile, type RecordFiles, type TextFile } from "../project/read-records.ts";
import { parseYamlAs } from "../project/read-yaml-as.ts";
import type { Folder, Reading } from "./folder.ts";
import { ledgerLines, type LedgerLine } from "./ledger-lines.ts";
import { readingOf } from "./reading-of.ts";
import { recordLines, type RecordLine } from "./record-lines.ts";

/** The course of a rollout in an environment, as its state, its ledger and what people wrote tell it. */
export interface Course {
  readonly environment: string;
  readonly rollout: string;
  /** Paths of the two files, whether they are there or not. */
  readonly files: { readonly state: string; readonly ledger: string };
  readonly state: TextFile | undefined;
  readonly ledger: TextFile | undefined;
  /** Stage by the state file. */
  readonly stage: Reading<string>;
  /** Lines of the ledger; none where there is no ledger. */
  readonly lines: readonly LedgerLine[];
  /** What people decided, where there is such a file. */
  readonly overrides: { readonly file: string; readonly reading: Reading<readonly Override[]> } | undefined;
  /** What people confirmed, where there is such a file. */
  readonly confirmations: { readonly file: string; readonly text: string; readonly lines: readonly RecordLine<Confirmation>[] } | undefined;
  /** What is rendered of it, if anything. */
  readonly folder: Folder | undefined;
  /** Now, as the caller tells it. */
  readonly now: Date;
}

/** Reads a course of its files. */
export function courseOf(record: RecordFiles, folder: Folder | undefined, now: Date): Course {
  const { environment, rollout, state, ledger, overrides, confirmations } = record;
  const files = { state: stateFile(environment, rollout), ledger: ledgerFile(environment, rollout) };
  return {
    environment,
    rollout,
    files,
    state,
    ledger,
    stage: readStage(files.state, state?.text),
    lines: ledgerLines(ledger?.text ?? ""),
    overrides: overrides && { file: overrides.file, reading: readingOf(parseOverrides(overrides.file, overrides.text)) },
    confirmations: confirmations && { ...confirmations, lines: recordLines(Confirmation, "a confirmation", confirmations.text) },
    folder,
    now,
  };
}

/** The stage a state file names. */
export function readStage(file: string, text: string | undefined): Reading<string> {
  if (text === undefined) return { problem: `"${file}" is missing` };
  const read = readingOf(parseYamlAs({ schema: State, file, hint: "expected one line such as `stage: canary-5`" }, text));
  return "problem" in read ? read : { value: read.value.stage };
}
