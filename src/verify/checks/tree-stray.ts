import { lockFile } from "../../compile/lock-file.ts";
import type { DiskCheck } from "../check.ts";

/** What no rollout has rendered is applied all the same when it lies in the right folder. */
export const treeStray: DiskCheck = {
  code: "tree-stray",
  severity: "error",
  description: "nothing lies in dist/ that no rollout has rendered, and nothing in environments/ that nobody reads",
  scope: "disk",
  *check({ oddities }) {
    for (const { path, kind, problem } of oddities) {
      if (kind === "stray")
        yield {
          message: `"${path}" ${problem}`,
          hint: path.startsWith("environments/")
            ? "rename it, or remove it"
            : "remove it: everything in these folders is written by Rampart",
          file: path,
        };
    }
  },
  *folder(folder) {
    const lock = folder.lock();
    if (lock === undefined) return;
    for (const name of folder.files.keys()) {
      if (name === lockFile || Object.hasOwn(lock.files, name)) continue;
      const file = `${folder.path}/${name}`;
      yield {
        message: `"${file}" is in no lock: no generator has written it`,
        hint: "remove it, or write it by a generator in rampart.config.ts",
        file,
      };
    }
  },
};
