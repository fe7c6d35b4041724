import { Stops, type Stop } from "../model/stop.ts";
import type { FileProblem } from "./invalid-project.ts";
import { stopFile } from "./project-files.ts";
import { parseYamlAs, readYamlAs, type FileReading } from "./read-yaml-as.ts";

const form = {
  schema: Stops,
  file: stopFile,
  hint: 'expected stops: a list of environments ("all" or names), reason, owner and expires',
} as const;

/** Reads what is stopped; nothing where there is no such file. */
export function readStops(root: string, problems: FileProblem[]): readonly Stop[] {
  return readYamlAs(root, form, problems)?.stops ?? [];
}

/** Reads the text of such a file. */
export function parseStops(text: string): FileReading<readonly Stop[]> {
  const read = parseYamlAs(form, text);
  return "value" in read ? { value: read.value.stops } : read;
}
