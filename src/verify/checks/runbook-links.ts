import { resolvedLinks } from "../../compile/closure/resolved-links.ts";
import type { FoldersCheck, Report } from "../check.ts";
import type { Folder } from "../folder.ts";
import { renderedFolder } from "../rendered-folder.ts";
import { sentence } from "../sentence.ts";

/** Links from alerts, panels and runbooks lead somewhere: in an incident nobody has the time to search. */
export const runbookLinks: FoldersCheck = {
  code: "runbook-links",
  scope: "folders",
  severity: "error",
  description: "links between rules, dashboards and runbooks lead to what is there",
  *check(folders) {
    const byPath = new Map(folders.map((folder) => [folder.path, folder]));
    for (const folder of folders) {
      // A runbook that is missing is told of once, not for each link to it.
      if (!folder.files.has("RUNBOOK.md")) continue;
      for (const { message, file, path, line } of resolvedLinks(folder, renderedFolder(folder))) {
        yield {
          message: sentence(message),
          hint: "correct the link, or add what it leads to",
          file: `${folder.path}/${file}`,
          ...(path === undefined ? {} : { path }),
          ...(line === undefined ? {} : { line }),
        };
      }
      yield* relativeLinks(folder, byPath);
    }
  },
};

/** Links to runbooks of other environments: `../../staging/checkout/RUNBOOK.md#stage-full`. */
function* relativeLinks(folder: Folder, byPath: ReadonlyMap<string, Folder>): Generator<Report> {
  for (const [anchor, { line, lines }] of renderedFolder(folder).sections) {
    for (const [index, text] of lines.entries()) {
      if (!text.includes("](../../")) continue;
      for (const [, environment = "", rollout = "", heading] of text.matchAll(
        /\]\(\.\.\/\.\.\/([\w-]{1,63})\/([\w-]{1,63})\/RUNBOOK\.md(?:#([^)\s]*))?\)/g,
      )) {
        const other = byPath.get(`dist/${environment}/${rollout}`);
        const target = `the runbook of "${rollout}" in "${environment}"`;
        const fault =
          other === undefined
            ? `${target}, which is not there`
            : heading !== undefined && !renderedFolder(other).sections.has(heading)
              ? `"#${heading}" of ${target}, which has no such heading`
              : undefined;
        if (fault === undefined) continue;
        yield {
          message: `The runbook's "#${anchor}" links to ${fault}`,
          hint: "correct the link, or add what it leads to",
          file: `${folder.path}/RUNBOOK.md`,
          line: line + index + 1,
        };
      }
    }
  }
}
