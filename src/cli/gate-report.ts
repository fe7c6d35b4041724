import type { Context } from "../compile/context.ts";
import type { StageJudgement } from "../evidence/judge/judge-stage.ts";
import type { Answer, Verdict } from "../evidence/verdict.ts";
import { formatMoment } from "../evidence/window/format-moment.ts";
import type { Paint } from "../base/paint.ts";
import { confirmationsFile } from "../project/read-records.ts";
import { table } from "./table.ts";

/** What the gates of a stage say, for people. */
export function gateReport({ rollout, environment, position }: Context, source: string, judged: StageJudgement, colors: Paint): string {
  const { bold, dim } = colors;
  const server = judged.server === undefined ? "" : ` (${judged.server})`;
  const rows = judged.verdicts.map(({ gate, kind, answer, rollback, sentence }) => [
    answerWord(answer, rollback, colors),
    bold(gate),
    dim(kind),
    sentence,
  ]);
  return [
    `${bold(rollout.title)} ${dim(`in ${environment.name}, stage ${position.stage.name}`)}`,
    judged.stay.sentence,
    dim(judged.stay.end === undefined ? `${source} was asked.` : `Judged at ${formatMoment(judged.at)} by ${source}${server}.`),
    "",
    ...(rows.length === 0 ? ["This stage has no gates."] : [table(rows)]),
    "",
    conclusion(judged, colors),
    ...confirmingWords(confirmationsFile(environment.name, rollout.name), position.stage.name, judged).map(dim),
    "",
  ].join("\n");
}

/** How people write down what a gate of theirs waits for. */
function confirmingWords(file: string, stage: string, { verdicts }: StageJudgement): readonly string[] {
  const waits = verdicts.find(({ reason }) => reason === "waits-for-people");
  if (waits === undefined) return [];
  const line = JSON.stringify({ gate: waits.gate, stage, by: "<contact>", at: "<time in UTC>" });
  return [`People confirm by a line in ${file}: ${line}`];
}

/** The same as data; times are in UTC, values in base units. */
export function gateJson({ rollout, environment, position }: Context, source: string, judged: StageJudgement): object {
  const { stay, at, server, answer, rollback, verdicts, retryAfter } = judged;
  return {
    rollout: rollout.name,
    environment: environment.name,
    stage: position.stage.name,
    source,
    server,
    at: formatMoment(at),
    stay:
      stay.kind === "stay"
        ? { since: formatMoment(stay.since), origin: stay.origin, sentence: stay.sentence }
        : { reason: stay.reason, sentence: stay.sentence },
    answer,
    rollback,
    retryAfter,
    verdicts: verdicts.map(verdictJson),
  };
}

/** A verdict whose window is told in UTC, without what charts are drawn from. */
export function verdictJson({ window, ...verdict }: Verdict): object {
  return {
    ...verdict,
    trace: undefined,
    ...(window === undefined
      ? {}
      : { window: { start: formatMoment(window.start), end: formatMoment(window.end), origin: window.origin } }),
  };
}

/** A word for an answer, in its colour. */
export function answerWord(answer: Answer, rollback: boolean, { green, red, yellow }: Paint): string {
  switch (answer) {
    case "pass":
      return green("pass");
    case "fail":
      return red(rollback ? "go back" : "fail");
    case "unknown":
      return yellow("unknown");
  }
}

function conclusion({ verdicts, answer, rollback, retryAfter }: StageJudgement, { bold, red, green, yellow }: Paint): string {
  const named = (wanted: Answer): string =>
    verdicts
      .filter((verdict) => verdict.answer === wanted)
      .map(({ gate }) => gate)
      .join(", ");
  const wait = retryAfter === undefined ? "" : ` Ask again in ${retryAfter} s.`;
  switch (answer) {
    case "pass":
      return green(bold("Every gate passes: the stage may be left."));
    case "fail":
      return red(bold(`${rollback ? "Going back is proposed" : "The stage may not be left"}: ${named("fail")}.`)) + wait;
    case "unknown":
      return yellow(bold(`The stage may not be left yet; nothing is known to be wrong. Open: ${named("unknown")}.`)) + wait;
  }
}
