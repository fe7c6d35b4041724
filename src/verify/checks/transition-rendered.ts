import { lockFile } from "../../compile/lock-file.ts";
import type { ChangeCheck } from "../check.ts";

/** What definitions are made of, import and are run with, wherever it lies. */
const source = /\.(?:[cm]?[jt]sx?|json|hbs|lock)$/;
const pipeline = /^(?:\.\.\/)*(?:\.github\/workflows\/|\.gitlab-ci\.yml$)/;

/**
 * Rendered files follow from others. Where only they differ, somebody has
 * edited them, and a lock that agrees proves nothing: this is what data alone
 * can tell of an edit that was covered up.
 */
export const transitionRendered: ChangeCheck = {
  code: "transition-rendered",
  severity: "error",
  description: "a rendered folder changes only with something that it is rendered from",
  scope: "change",
  *check({ changedFiles, transitions }) {
    const others = changedFiles.filter((file) => !file.startsWith("dist/"));
    if (others.some((file) => (source.test(file) && !file.startsWith("environments/")) || pipeline.test(file))) return;
    const environments = new Set(others.flatMap((file) => /^environments\/([^/]+)\.ts$/.exec(file)?.[1] ?? []));
    const changed = new Set(others);
    for (const { environment, ownPrefix } of transitions) {
      if (environments.has(environment) || changed.has(ownPrefix.state) || changed.has(ownPrefix.ledger)) continue;
      const own = changedFiles.filter((file) => file.startsWith(ownPrefix.folder));
      const first = own.find((path) => path !== `${ownPrefix.folder}${lockFile}`) ?? own[0];
      if (first === undefined) continue;
      yield {
        message: `"${first}" changes${own.length > 1 ? `, with ${own.length - 1} more of its folder` : ""}, but nothing that it is rendered from does`,
        hint: "generated files are not edited: change the definition and run `rampart compile`; another version of Rampart comes with package.json",
        file: first,
      };
    }
  },
};
