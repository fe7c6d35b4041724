import { sha256 } from "../../base/sha256.ts";
import { lockFile } from "../../compile/lock-file.ts";
import type { Lock } from "../../compile/lock.ts";
import type { FolderCheck, Report } from "../check.ts";
import type { Folder } from "../folder.ts";
import { isPlainPath } from "../is-plain-path.ts";

/** The lock makes a rendered folder one set: all its files come from one compile, or it says which does not. */
export const treeLock: FolderCheck = {
  code: "tree-lock",
  severity: "error",
  description: "each rendered folder is the whole set of files its lock tells, to the byte",
  scope: "folder",
  silenceable: false,
  *check(folder) {
    const file = `${folder.path}/${lockFile}`;
    const lock = folder.lock();
    if (lock === undefined) {
      const reading = folder.json(lockFile);
      const wrong = "problem" in reading ? reading.problem : "it is not what Rampart writes";
      yield folder.files.has(lockFile)
        ? { message: `The lock cannot be read: ${wrong}`, hint: "run `rampart compile`", file }
        : {
            message: `"${folder.path}" has no ${lockFile}: nothing tells which files belong to it`,
            hint: "run `rampart compile`, which renders the folder or removes it",
            file,
          };
      return;
    }
    yield* headReports(folder, lock, file);
    for (const [name, { sha256: digest }] of Object.entries(lock.files)) {
      const text = folder.files.get(name);
      if (!isPlainPath(name) || name === lockFile) {
        yield {
          message: `The lock names "${name}", which no generated file can be called`,
          hint: "run `rampart compile`",
          file,
          path: ["files", name],
        };
      } else if (text === undefined) {
        yield {
          message: `"${folder.path}/${name}" is missing: the lock has it`,
          hint: "run `rampart compile` and commit the whole folder",
          file: `${folder.path}/${name}`,
        };
      } else if (sha256(text) !== digest) {
        yield {
          message: `"${folder.path}/${name}" is not what was rendered: the lock has another digest`,
          hint: "generated files are not edited: change the definition, run `rampart compile` and commit the whole folder",
          file: `${folder.path}/${name}`,
        };
      }
    }
  },
};

function* headReports(folder: Folder, lock: Lock, file: string): Generator<Report> {
  for (const key of ["environment", "rollout"] as const) {
    if (lock[key] === folder[key]) continue;
    yield {
      message: `The lock is of ${key} "${lock[key]}", but the folder is of "${folder[key]}"`,
      hint: "do not copy rendered folders: run `rampart compile`",
      file,
      path: [key],
    };
  }
  if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(lock.rampart)) {
    yield {
      message: `The lock names version "${lock.rampart}" of Rampart: expected a version such as 1.2.3`,
      hint: "run `rampart compile`",
      file,
      path: ["rampart"],
    };
  }
}
