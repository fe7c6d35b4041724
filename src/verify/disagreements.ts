import type { Disagreement } from "../compile/closure/disagreement.ts";
import type { Report } from "./check.ts";
import type { Folder } from "./folder.ts";
import { sentence } from "./sentence.ts";

/** What files of a folder say differently, as reports. */
export function* disagreements(folder: Folder, found: Iterable<Disagreement>, hint: string): Generator<Report> {
  for (const { message, file, path, line, definition } of found) {
    yield {
      message: sentence(message),
      hint,
      file: `${folder.path}/${file}`,
      ...(path === undefined ? {} : { path }),
      ...(line === undefined ? {} : { line }),
      ...(definition === undefined ? {} : { definition }),
    };
  }
}
