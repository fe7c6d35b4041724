import type { FolderFile } from "./folder-files.ts";
import type { Oddity } from "./oddity.ts";

/** What was read of a folder's files, and what of them could not be. */
export interface FilesRead {
  readonly files: readonly FolderFile[];
  readonly oddities: readonly Oddity[];
}
