import { perFolder } from "../per-folder.ts";
import { fencedBlocks, type FencedBlock } from "./fenced-blocks.ts";

/** Every fenced block of a folder's runbook. */
export const runbookBlocks = perFolder((folder): readonly FencedBlock[] => fencedBlocks(folder.files.get("RUNBOOK.md") ?? ""));
