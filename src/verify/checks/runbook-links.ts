import { resolvedLinks } from "../../compile/closure/resolved-links.ts";
import type { FoldersCheck, Report } from "../check.ts";
import type { Folder } from "../folder.ts";
import { folding } from "../folding.ts";
import { renderedFolder } from "../rendered-folder.ts";
import { sentence } from "../sentence.ts";

/** Links from alerts, panels and runbooks lead somewhere: in an incident nobody has the time to search. */
export const runbookLinks: FoldersCheck = {
  code: "runbook-links",
  scope: "folders",
  severity: "error",
  description: "links between rules, dashboards and runbooks lead to what is there",
  ...folding({
    look: (folder) => ({
      // A runbook that is missing is told of once, not for each link to it.
      faults: folder.files.has("RUNBOOK.md") ? [...ownFaults(folder)] : [],
      links: folder.files.has("RUNBOOK.md") ? [...relativeLinks(folder)] : [],
      headings: [...renderedFolder(folder).sections.keys()],
    }),
    *judge(looked) {
      for (const { fact } of looked) yield* fact.faults;
      const byPath = new Map(looked.map(({ folder, fact }) => [folder.path, fact.headings]));
      for (const link of looked.flatMap(({ fact }) => fact.links))
        yield* relativeFault(link, byPath.get(`dist/${link.environment}/${link.rollout}`));
    },
  }),
};

/** Links within the folder that lead nowhere. */
function* ownFaults(folder: Folder): Generator<Report> {
  for (const { message, file, path, line } of resolvedLinks(folder, renderedFolder(folder))) {
    yield {
      message: sentence(message),
      hint: "correct the link, or add what it leads to",
      file: `${folder.path}/${file}`,
      ...(path === undefined ? {} : { path }),
      ...(line === undefined ? {} : { line }),
    };
  }
}

/** A link to the runbook of another environment or rollout. */
interface RelativeLink {
  readonly environment: string;
  readonly rollout: string;
  readonly heading: string | undefined;
  /** Where it stands. */
  readonly anchor: string;
  readonly file: string;
  readonly line: number;
}

/** Links to runbooks of other environments: `../../staging/checkout/RUNBOOK.md#stage-full`. */
function* relativeLinks(folder: Folder): Generator<RelativeLink> {
  for (const [anchor, { line, lines }] of renderedFolder(folder).sections) {
    for (const [index, text] of lines.entries()) {
      if (!text.includes("](../../")) continue;
      for (const [, environment = "", rollout = "", heading] of text.matchAll(
        /\]\(\.\.\/\.\.\/([\w-]{1,63})\/([\w-]{1,63})\/RUNBOOK\.md(?:#([^)\s]*))?\)/g,
      )) {
        yield { environment, rollout, heading, anchor, file: `${folder.path}/RUNBOOK.md`, line: line + index + 1 };
      }
    }
  }
}

function* relativeFault(
  { environment, rollout, heading, anchor, file, line }: RelativeLink,
  headings: readonly string[] | undefined,
): Generator<Report> {
  const target = `the runbook of "${rollout}" in "${environment}"`;
  const fault =
    headings === undefined
      ? `${target}, which is not there`
      : heading !== undefined && !headings.includes(heading)
        ? `"#${heading}" of ${target}, which has no such heading`
        : undefined;
  if (fault === undefined) return;
  yield {
    message: `The runbook's "#${anchor}" links to ${fault}`,
    hint: "correct the link, or add what it leads to",
    file,
    line,
  };
}
