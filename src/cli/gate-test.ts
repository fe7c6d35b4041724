import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "../base/user-error.ts";
import { createStandingContext } from "../compile/compile.ts";
import type { Context } from "../compile/context.ts";
import { periods, tally } from "../evidence/backtest/periods.ts";
import { replayGate, type GateReplay, type ReplayTimes } from "../evidence/backtest/replay-gate.ts";
import type { MetricsSource } from "../evidence/metrics-source.ts";
import { readGateTests } from "../evidence/synthetic/read-gate-tests.ts";
import { runGateTest } from "../evidence/synthetic/run-gate-test.ts";
import { formatMoment } from "../evidence/window/format-moment.ts";
import { formatDuration } from "../model/quantity.ts";
import type { Project, Standing } from "../project/read-project.ts";
import type { Io } from "./command.ts";
import { answerWord, verdictJson } from "./gate-report.ts";
import { paint, type Paint } from "../base/paint.ts";
import { table } from "./table.ts";

const temporary = 75;

/** Judges the gates of a context at many moments of the past, and prints when they would have said what. */
export async function replayGates(source: MetricsSource, context: Context, times: ReplayTimes, json: boolean, io: Io): Promise<number> {
  const { rollout, environment, position } = context;
  const replays: GateReplay[] = [];
  for (const name of position.stage.gates) {
    const gate = rollout.gates[name];
    if (gate !== undefined) replays.push(await replayGate(source, context, name, gate, times));
  }
  const colors = paint(io.color);
  if (json) {
    const gates = replays.map((replay) =>
      replay.kind === "replayed"
        ? { gate: replay.gate, tally: tally(replay.verdicts), verdicts: replay.verdicts.map(verdictJson) }
        : replay,
    );
    io.stdout(
      `${JSON.stringify({ rollout: rollout.name, environment: environment.name, stage: position.stage.name, from: formatMoment(times.from), to: formatMoment(times.to), every: times.every, gates }, null, 2)}\n`,
    );
  } else {
    const { bold, dim } = colors;
    const span = `${formatMoment(times.from)} to ${formatMoment(times.to)}, every ${formatDuration(times.every)}`;
    io.stdout(`${bold(rollout.title)} ${dim(`in ${environment.name}, gates of stage ${position.stage.name}, ${span}`)}\n\n`);
    io.stdout(`${replays.map((replay) => replayReport(replay, colors)).join("\n")}\n`);
  }
  const unanswered = replays.flatMap((replay) => (replay.kind === "problem" ? [replay.problem] : []));
  const wait = unanswered.find(({ retryAfter }) => retryAfter !== undefined)?.retryAfter;
  if (wait !== undefined) io.stderr(`Ask again in ${wait} s.\n`);
  return wait !== undefined ? temporary : unanswered.length > 0 ? 1 : 0;
}

function replayReport(replay: GateReplay, colors: Paint): string {
  const { bold, dim } = colors;
  if (replay.kind === "not-replayed") return `${bold(replay.gate)} ${dim(`not replayed: ${replay.because}`)}\n`;
  if (replay.kind === "problem") return `${bold(replay.gate)} not replayed: ${replay.problem.words}\n`;
  const { pass, fail, unknown, rollbacks } = tally(replay.verdicts);
  const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
  const back =
    rollbacks === 0
      ? "would never have proposed to go back"
      : `would have proposed to go back ${rollbacks} ${rollbacks === 1 ? "time" : "times"}`;
  const rows = periods(replay.verdicts).map(({ from, to, answer, rollback, sentence }) => [
    `  ${formatMoment(from)}`,
    formatMoment(to),
    answerWord(answer, rollback, colors),
    sentence,
  ]);
  return `${bold(replay.gate)} pass ${percent(pass)}, fail ${percent(fail)}, unknown ${percent(unknown)}; ${back}\n${table(rows)}\n`;
}

/** Runs the tests of a file over synthetic series; 1 when any differs from what it expects. */
export function testGates(project: Project, standing: Standing, file: string, io: Io): number {
  const { green, red, dim } = paint(io.color);
  const { tests } = readGateTests(file, textOf(resolve(io.cwd, file), file));
  const results = tests.map((test) => {
    const stages = project.rollouts.get(standing.rollout)?.value.ladders[standing.environment]?.stages ?? [];
    const stage = test.stage ?? standing.stage;
    if (!stages.some(({ name }) => name === stage)) {
      throw new UserError(`Cannot run gate test "${test.name}": the ladder has no stage "${stage}"`, {
        hint: `use one of ${stages.map(({ name }) => name).join(", ")}`,
      });
    }
    return runGateTest(createStandingContext(project, standing, stage), test);
  });
  for (const { test, verdict, differences } of results) {
    io.stdout(`${differences.length === 0 ? green("ok") : red("differs")} ${test.name}\n`);
    for (const line of differences) io.stdout(`   ${line}\n`);
    if (differences.length > 0) io.stdout(`   ${dim(verdict.sentence)}\n`);
  }
  const failed = results.filter(({ differences }) => differences.length > 0).length;
  io.stdout(`${results.length} tests, ${failed === 0 ? "all as expected" : `${failed} not as expected`}\n`);
  return failed === 0 ? 0 : 1;
}

function textOf(path: string, file: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UserError(`Cannot read ${file}`, { cause: error, hint: "name a file of gate tests; docs/gates.md shows the format" });
  }
}
