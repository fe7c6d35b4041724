import { eachLimited } from "../../base/each-limited.ts";
import { paint } from "../../base/paint.ts";
import { UserError } from "../../base/user-error.ts";
import { selectStandings } from "../../compile/compile.ts";
import { formatMoment } from "../../evidence/window/format-moment.ts";
import { ForgeFault } from "../../forge/forge-fault.ts";
import { readProject, type Standing } from "../../project/read-project.ts";
import type { Decided } from "../../step/attempt.ts";
import { decideStanding, type Deciding } from "../../step/decide-standing.ts";
import { takeSnapshot, type Snapshot } from "../../step/snapshot.ts";
import { statusOf } from "../../step/status-of.ts";
import { text, type Command, type Io, type Options } from "../command.ts";
import { projectRoot, rootOption } from "../project-root.ts";
import { formatOption, reportFormat } from "../report-format.ts";
import { openForge } from "../open-forge.ts";
import { statusMarkdown, statusText } from "../status-text.ts";
import { contextOf, forgeOptions, judgeOf } from "../step-world.ts";

const atOnce = 4;

/** Shows where every rollout stands, what it waits for, and how it does. */
export const statusCommand: Command = {
  usage: "rampart status [rollout] [env] [--offline] [--format text|markdown|json]",
  summary: "show every rollout in every environment: stage, since, what is due, health, open pull request",
  options: {
    offline: { type: "boolean", help: "do not ask the forge for open pull requests" },
    format: formatOption,
    repository: forgeOptions.repository,
    "api-url": forgeOptions["api-url"],
    base: forgeOptions.base,
    prometheus: forgeOptions.prometheus,
    root: rootOption,
  },
  positionals: 2,
  async run([rollout, environment], options, io) {
    const format = reportFormat(options);
    const root = projectRoot(options, io);
    const project = await readProject(root);
    const standings = selectStandings(project, {
      ...(rollout === undefined ? {} : { rollouts: [rollout] }),
      ...(environment === undefined ? {} : { environments: [environment] }),
    });
    const asked = options["offline"] === true ? { pulls: [], resumes: [], now: Date.now() / 1000 } : await askForge(root, options, io);
    const { now } = asked;
    const judge = judgeOf({ root, prometheus: text(options, "prometheus"), io });
    const statuses = await eachLimited(standings, atOnce, async (standing) => {
      const pull = [...asked.pulls, ...asked.resumes].find(
        (one) => one.ours && one.environment === standing.environment && one.rollout === standing.rollout,
      )?.pull;
      return statusOf({ ...(await decidedOr({ project, judge, now }, standing)), pull, now });
    });
    switch (format) {
      case "json": {
        const told = statuses.map(({ due, ...status }) => ({ ...status, due: due === undefined ? null : formatMoment(due) }));
        io.stdout(`${JSON.stringify(told, null, 2)}\n`);
        break;
      }
      case "markdown":
        io.stdout(statusMarkdown(statuses, now));
        break;
      case "text":
        io.stdout(statusText(statuses, now, paint(io.color)));
    }
    return 0;
  },
};

/** What is to be put right about one rollout stands in its row, and hides no other. */
async function decidedOr(deciding: Deciding, standing: Standing): Promise<Pick<Decided, "context" | "decision" | "judgement">> {
  try {
    return await decideStanding(deciding, standing);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const context = contextOf(deciding.project, standing);
    return { context, decision: { kind: "needs-person", sentence: error.message }, judgement: undefined };
  }
}

type AskedForge = Pick<Snapshot, "pulls" | "resumes" | "now">;

/** Where the forge does not answer, the rest is told all the same. */
async function askForge(root: string, options: Options, io: Io): Promise<AskedForge> {
  try {
    const snapshot = await takeSnapshot(openForge(root, options, io), text(options, "base"));
    if (!("missing" in snapshot)) return snapshot;
  } catch (error) {
    if (!(error instanceof ForgeFault) && !(error instanceof UserError)) throw error;
    io.stderr(`${paint(io.color).yellow("note")} open pull requests are not shown: ${error.message}\n`);
  }
  return { pulls: [], resumes: [], now: Date.now() / 1000 };
}
