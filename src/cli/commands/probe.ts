import { relative, resolve } from "node:path";
import { paint, type Paint } from "../../base/paint.ts";
import { UserError } from "../../base/user-error.ts";
import { createStandingContext, selectStandings } from "../../compile/compile.ts";
import { gitCommit } from "../../evidence/probe/git-commit.ts";
import { probeReceipt } from "../../evidence/probe/probe-receipt.ts";
import { receiptPath, writeReceipt } from "../../evidence/probe/receipt-store.ts";
import { runProbes, type ProbeOutcome } from "../../evidence/probe/run-probes.ts";
import { selectRuns } from "../../evidence/probe/select-runs.ts";
import { packageVersion } from "../../project/package-version.ts";
import { readProject } from "../../project/read-project.ts";
import { text, texts, type Command } from "../command.ts";
import { projectRoot, rootOption } from "../project-root.ts";
import { table } from "../table.ts";

/** Runs the probes of a rollout in an environment and keeps a receipt of it. */
export const probeCommand: Command = {
  usage: "rampart probe <rollout> <env> [--probe NAME…] [--instance NAME…] [--all] [--json] [--out FILE]",
  summary: "run the probes that the current stage needs, and write a receipt",
  options: {
    probe: { type: "string", multiple: true, help: "only this probe; may be given more than once" },
    instance: { type: "string", multiple: true, help: "only this instance; may be given more than once" },
    all: { type: "boolean", help: "every probe of the rollout, those that verify a rollback too" },
    json: { type: "boolean", help: "print the receipt as JSON instead of a table" },
    out: { type: "string", help: "write the receipt there instead of below evidence/" },
    root: rootOption,
  },
  positionals: 2,
  async run([rollout, environment], options, io) {
    if (rollout === undefined || environment === undefined) {
      throw new UserError("Cannot probe: expected a rollout and an environment", { hint: `usage: ${probeCommand.usage}` });
    }
    const root = projectRoot(options, io);
    const project = await readProject(root);
    const [standing] = selectStandings(project, { rollouts: [rollout], environments: [environment] });
    if (standing === undefined) {
      throw new UserError(`Cannot probe "${rollout}" in "${environment}": it has no ladder there`, {
        hint: `add ladders.${environment} to ${project.rollouts.get(rollout)?.file ?? "the definition"}`,
      });
    }
    const context = createStandingContext(project, standing, standing.stage);
    const runs = selectRuns(context, {
      all: options["all"] === true,
      probes: texts(options, "probe"),
      instances: texts(options, "instance"),
    });
    const json = options["json"] === true;
    if (runs.length === 0) {
      io.stdout(json ? "null\n" : `Stage ${standing.stage} of ${rollout} in ${environment} needs no probe; --all runs every one.\n`);
      return 0;
    }
    const at = Date.now();
    const commit = gitCommit(root);
    const world = { root, env: io.env ?? (() => undefined), fetch, now: Date.now };
    const outcomes = await interruptible((stop) => runProbes(runs, world, stop));
    const receipt = probeReceipt(context, { rampart: packageVersion(), commit, at }, outcomes);
    const out = text(options, "out");
    const path = out === undefined ? resolve(root, receiptPath(receipt)) : resolve(io.cwd, out);
    writeReceipt(path, receipt);
    io.stdout(
      json
        ? `${JSON.stringify(receipt, null, 2)}\n`
        : report(`${context.rollout.title} in ${environment}, stage ${standing.stage}`, outcomes, relative(io.cwd, path), paint(io.color)),
    );
    return exitCode(outcomes);
  },
};

/** 1 when something failed, 75 when only answers are missing. */
function exitCode(outcomes: readonly ProbeOutcome[]): number {
  if (outcomes.some(({ result }) => result === "fail")) return 1;
  return outcomes.some(({ result }) => result === "unreachable") ? 75 : 0;
}

/** Ends what runs when somebody ends us, so that no command outlives its probe. */
async function interruptible<Value>(work: (stop: AbortSignal) => Promise<Value>): Promise<Value> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.once(signal, abort);
  try {
    return await work(stop.signal);
  } finally {
    for (const signal of signals) process.removeListener(signal, abort);
  }
}

/** What was found as a table, faults below it. */
function report(title: string, outcomes: readonly ProbeOutcome[], receipt: string, { bold, dim, green, red, yellow }: Paint): string {
  const marks = { pass: green("pass"), fail: red("fail"), unreachable: yellow("unreachable") };
  const head = ["probe", "instance", "result", "took", "what it proves"].map((cell) => dim(cell));
  const rows = outcomes.map(({ run, result, took }) => [
    run.name,
    run.instance ?? "–",
    marks[result],
    took < 1000 ? `${took} ms` : `${(took / 1000).toFixed(1)} s`,
    run.probe.proves.replaceAll("`", ""),
  ]);
  const faults = outcomes.flatMap(({ run, result, faults: all }) =>
    all.map((fault) => `${marks[result]}  ${run.name}${run.instance === undefined ? "" : ` of ${run.instance}`}: ${fault}`),
  );
  return [
    bold(title),
    "",
    table([head, ...rows]),
    "",
    ...faults,
    ...(faults.length === 0 ? [] : [""]),
    `${dim("receipt")}  ${receipt}`,
    "",
  ].join("\n");
}
