import { perFolder } from "../per-folder.ts";
import { fencedBlocks, type FencedBlock } from "./fenced-blocks.ts";

/** Lines of a folder's runbook. */
export const runbookLines = perFolder((folder): readonly string[] => (folder.files.get("RUNBOOK.md") ?? "").split("\n"));

/** Every fenced block of a folder's runbook. */
export const runbookBlocks = perFolder((folder): readonly FencedBlock[] => fencedBlocks(runbookLines(folder)));
