import type { DiskCheck } from "../check.ts";

/** Only regular text files of a sane size are read and applied: a link may lead anywhere on the machine that follows it. */
export const treeRegular: DiskCheck = {
  code: "tree-regular",
  severity: "error",
  description: "dist/, environments/ and schemas/ hold regular text files of at most 4 MiB, no links",
  scope: "disk",
  supersedes: ["tree-equal", "tree-lock"],
  silenceable: false,
  *check({ oddities }) {
    for (const { path, kind, problem } of oddities) {
      if (kind !== "irregular") continue;
      yield { message: `"${path}" ${problem}`, hint: "remove it, and run `rampart compile` if a generated file belongs there", file: path };
    }
  },
};
