import type { FolderCheck, Report } from "../check.ts";
import type { Folder } from "../folder.ts";
import { placeOfUnread } from "../place-of-unread.ts";

/** What no later check can look into is told here, once. */
export const schemaYaml: FolderCheck = {
  code: "schema-yaml",
  severity: "error",
  description: "each YAML and JSON file is one that every reader understands alike",
  scope: "folder",
  supersedes: ["tree-lock", "tree-resource"],
  *check(folder) {
    for (const [name, text] of folder.files) {
      const isYaml = /\.ya?ml$/.test(name);
      if (!isYaml && !name.endsWith(".json")) continue;
      const file = `${folder.path}/${name}`;
      const lineEnds = [...lineFaults(text, file, isYaml)];
      yield* lineEnds;
      // A tab or a carriage return is often why the file cannot be read.
      if (lineEnds.length === 0) yield* readingFault(folder, name, file, isYaml);
    }
  },
};

function* lineFaults(text: string, file: string, isYaml: boolean): Generator<Report> {
  const carriage = text.indexOf("\r");
  if (carriage !== -1)
    yield { message: "The file has carriage returns", hint: "end lines with LF alone", file, line: lineAt(text, carriage) };
  const tab = isYaml && text.includes("\t") ? /^ *\t/m.exec(text)?.index : undefined;
  if (tab !== undefined)
    yield { message: "A line is indented with a tab, which YAML forbids", hint: "indent with spaces", file, line: lineAt(text, tab) };
  if (!text.endsWith("\n"))
    yield {
      message: text === "" ? "The file is empty" : "The last line does not end",
      hint: "end the file with a newline",
      file,
      line: lineAt(text, text.length),
    };
}

function* readingFault(folder: Folder, name: string, file: string, isYaml: boolean): Generator<Report> {
  const reading = isYaml ? folder.yaml(name) : folder.json(name);
  if (!("problem" in reading)) return;
  const problem = reading.problem.replace(/:$/, "");
  yield {
    message: `The file cannot be read: ${problem}`,
    hint: "correct the file, or run `rampart compile` to write it anew",
    file,
    ...placeOfUnread(reading),
  };
}

function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < index; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
