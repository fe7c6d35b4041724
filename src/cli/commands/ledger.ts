import { selectStandings } from "../../compile/compile.ts";
import { readProject } from "../../project/read-project.ts";
import type { Command } from "../command.ts";
import { projectRoot, rootOption } from "../project-root.ts";
import { formatOption, reportFormat } from "../report-format.ts";
import { ledgerMarkdown, ledgerText } from "../ledger-text.ts";

/** Reports the steps that were taken: what the ledgers record. */
export const ledgerCommand: Command = {
  usage: "rampart ledger [rollout] [env] [--format text|markdown|json]",
  summary: "report the steps that were taken: environment, revision, image, time, operator",
  options: {
    format: formatOption,
    root: rootOption,
  },
  positionals: 2,
  async run([rollout, environment], options, io) {
    const format = reportFormat(options);
    const project = await readProject(projectRoot(options, io));
    const standings = selectStandings(project, {
      ...(rollout === undefined ? {} : { rollouts: [rollout] }),
      ...(environment === undefined ? {} : { environments: [environment] }),
    });
    const rows = standings
      .flatMap(({ rollout: name, ledger }) => ledger.map((entry) => ({ rollout: name, entry })))
      .toSorted((left, right) => Date.parse(left.entry.at) - Date.parse(right.entry.at));
    switch (format) {
      case "json":
        io.stdout(
          `${JSON.stringify(
            rows.map(({ rollout: name, entry }) => ({ rollout: name, ...entry })),
            null,
            2,
          )}\n`,
        );
        break;
      case "markdown":
        io.stdout(ledgerMarkdown(rows));
        break;
      case "text":
        io.stdout(rows.length === 0 ? "No step was recorded yet.\n" : `${ledgerText(rows)}\n`);
    }
    return 0;
  },
};
