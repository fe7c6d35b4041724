import { paint } from "../../base/paint.ts";
import { UserError } from "../../base/user-error.ts";
import { createStandingContext, selectStandings } from "../../compile/compile.ts";
import { judgeStage } from "../../evidence/judge/judge-stage.ts";
import { environmentSource } from "../../evidence/prometheus/environment-source.ts";
import { scenarioSource, scenarioTimeline } from "../../sandbox/metrics/scenario-source.ts";
import { scenarioNamed } from "../../sandbox/metrics/scenarios.ts";
import type { Context } from "../../compile/context.ts";
import type { MetricsSource } from "../../evidence/metrics-source.ts";
import { readMoment } from "../../evidence/window/read-moment.ts";
import { seconds, parseQuantity } from "../../model/quantity.ts";
import { readProject } from "../../project/read-project.ts";
import { text, type Command, type Options } from "../command.ts";
import { projectRoot, rootOption } from "../project-root.ts";
import { secretFile } from "../secret-file.ts";
import { stageKnowledge } from "../stage-knowledge.ts";
import { gateJson, gateReport } from "../gate-report.ts";
import { replayGates, testGates } from "../gate-test.ts";

const temporary = 75;
/** Moments of a replay, where nobody says how far apart they are. */
const usualMoments = 200;
const mostMoments = 20_000;

/** Judges the gates of the stage a rollout stands at, now, at a moment, or over the past. */
export const gateCommand: Command = {
  usage:
    "rampart gate [test] <rollout> <env> [--at TIME] [--scenario NAME] [--json] | rampart gate test <rollout> <env> --from TIME --to TIME | --series FILE",
  summary: "judge the gates of the current stage; `gate test` replays them over the past or over synthetic series",
  options: {
    at: { type: "string", help: "judge at this moment (2026-11-20T09:00:00Z) instead of the server's own time" },
    from: { type: "string", help: "gate test: first moment of the past to judge at" },
    to: { type: "string", help: "gate test: last moment" },
    every: { type: "string", help: "gate test: time between the moments (15m); else about 200 of them" },
    stage: { type: "string", help: "gate test: the stage whose gates are judged; else the recorded one" },
    series: { type: "string", help: "gate test: a file of tests over synthetic series instead of a server" },
    prometheus: { type: "string", help: "ask this address of this machine instead of the environment's, without credentials" },
    scenario: { type: "string", help: "try it without a Prometheus: judge what a scenario plays in virtual time (healthy, no-traffic, …)" },
    json: { type: "boolean", help: "print it as JSON" },
    root: rootOption,
  },
  positionals: 3,
  async run(positionals, options, io) {
    const isTest = positionals.length === 3;
    const [rollout, environment] = isTest ? positionals.slice(1) : positionals;
    if (rollout === undefined || environment === undefined || (isTest && positionals[0] !== "test")) {
      throw new UserError("Cannot judge gates: expected a rollout and an environment", { hint: `usage: ${gateCommand.usage}` });
    }
    refuseMixed(isTest, options);
    const root = projectRoot(options, io);
    const project = await readProject(root);
    const [standing] = selectStandings(project, { rollouts: [rollout], environments: [environment] });
    if (standing === undefined) {
      throw new UserError(`Cannot judge gates of "${rollout}" in "${environment}": it has no ladder there`, {
        hint: `add ladders.${environment} to ${project.rollouts.get(rollout)?.file ?? "the definition"}`,
      });
    }
    const file = text(options, "series");
    if (isTest && file !== undefined) return testGates(project, standing, file, io);
    const stage = text(options, "stage");
    if (stage !== undefined) selectStandings(project, { rollouts: [rollout], environments: [environment], stage });
    const context = createStandingContext(project, standing, stage ?? standing.stage);
    const at = momentOf(options);
    const scenario = text(options, "scenario");
    const source =
      scenario === undefined
        ? environmentSource(
            context.environment,
            { variable: (name) => io.env?.(name), file: secretFile(root) },
            text(options, "prometheus"),
          )
        : playedSource(context, scenario, at);
    if (isTest) return replayGates(source, context, replayTimes(options), options["json"] === true, io);

    const judged = await judgeStage(source, context, stageKnowledge(root, context, { at }));
    io.stdout(
      options["json"] === true
        ? `${JSON.stringify(gateJson(context, source.name, judged), null, 2)}\n`
        : gateReport(context, source.name, judged, paint(io.color)),
    );
    if (judged.answer === "pass") return 0;
    return judged.answer === "unknown" && judged.retryAfter !== undefined ? temporary : 1;
  },
};

function refuseMixed(isTest: boolean, options: Options): void {
  const foreign = isTest ? ["at", "scenario"] : ["from", "to", "every", "stage", "series"];
  const given = foreign.find((name) => options[name] !== undefined);
  if (given === undefined) {
    if (options["scenario"] === undefined || options["prometheus"] === undefined) return;
    throw new UserError("Cannot use --scenario with --prometheus: a scenario asks no server", { hint: "leave one of them out" });
  }
  throw new UserError(`Cannot use --${given} ${isTest ? "with `gate test`" : "without `gate test`"}`, {
    hint: `usage: ${gateCommand.usage}`,
  });
}

function momentOf(options: Options): number | undefined {
  const at = text(options, "at");
  return at === undefined ? undefined : readMoment("--at", at);
}

/** A scenario instead of a server; its stage begins at a fixed moment. */
function playedSource(context: Context, name: string, at: number | undefined): MetricsSource {
  const scenario = scenarioNamed(name);
  const timeline = scenarioTimeline(context, at);
  if (timeline === undefined) {
    throw new UserError("Cannot play a scenario at this moment: its stage begins at 2026-01-05T09:00:00Z", {
      hint: "leave --at out to judge after the hold, or name a moment within 90 days of the beginning",
    });
  }
  return scenarioSource(context, name, scenario, timeline);
}

function replayTimes(options: Options) {
  const [first, last] = [text(options, "from"), text(options, "to")];
  if (first === undefined || last === undefined) {
    throw new UserError("Cannot replay gates: expected --from and --to, or --series", { hint: `usage: ${gateCommand.usage}` });
  }
  const [from, to] = [readMoment("--from", first), readMoment("--to", last)];
  if (to < from) throw new UserError("Cannot replay gates: --to lies before --from", { hint: "swap them" });
  const given = text(options, "every");
  if (given !== undefined && parseQuantity(given)?.dimension !== "duration") {
    throw new UserError(`Cannot read --every ${JSON.stringify(given)}: expected a duration`, { hint: "for example --every 15m" });
  }
  const every = given === undefined ? Math.max(60, Math.ceil((to - from) / usualMoments / 60) * 60) : seconds(given);
  if (every < 1 || (to - from) / every > mostMoments) {
    throw new UserError(`Cannot replay gates: more than ${mostMoments} moments`, {
      hint: "raise --every, or move --from and --to together",
    });
  }
  return { from, to, every };
}
