import { parseYaml } from "../base/yaml.ts";
import { State } from "../model/state.ts";
import { ledgerFile, stateFile, type RecordFiles, type TextFile } from "../project/read-records.ts";
import { z } from "zod";
import type { Folder, Reading } from "./folder.ts";
import { ledgerLines, type LedgerLine } from "./ledger-lines.ts";

/** The course of a rollout in an environment, as its state and its ledger tell it. */
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
  /** What is rendered of it, if anything. */
  readonly folder: Folder | undefined;
  /** Now, as the caller tells it. */
  readonly now: Date;
}

/** Reads a course of its files. */
export function courseOf({ environment, rollout, state, ledger }: RecordFiles, folder: Folder | undefined, now: Date): Course {
  const files = { state: stateFile(environment, rollout), ledger: ledgerFile(environment, rollout) };
  return {
    environment,
    rollout,
    files,
    state,
    ledger,
    stage: readStage(files.state, state?.text),
    lines: ledgerLines(ledger?.text ?? ""),
    folder,
    now,
  };
}

/** The stage a state file names. */
export function readStage(file: string, text: string | undefined): Reading<string> {
  if (text === undefined) return { problem: `"${file}" is missing` };
  const parsed = parseYaml(text);
  if ("problem" in parsed) return parsed;
  const state = State.safeParse(parsed.value);
  return state.success
    ? { value: state.data.stage }
    : {
        problem: z
          .prettifyError(state.error)
          .replaceAll(/\s*\n\s*→?\s*/g, " ")
          .replace(/^✖ /, ""),
      };
}
