import { candidateWeightRecord, seriesLabels } from "../../compile/conventions.ts";
import type { Context } from "../../compile/context.ts";
import { selectorOf } from "../../compile/observability/series.ts";
import { formatDuration, seconds } from "../../model/quantity.ts";
import type { MetricsSource, SourceProblem } from "../metrics-source.ts";
import { fetchRange } from "../prometheus/fetch-range.ts";
import type { WindowOrigin } from "../verdict.ts";
import { formatMoment } from "./format-moment.ts";
import { serverTime } from "./server-time.ts";
import { stageRun, type StageRun } from "./stage-run.ts";

/** How long the rollout has been at its stage, as far as that can be known. */
export type Stay =
  | {
      readonly kind: "stay";
      /** Unix seconds. */
      readonly since: number;
      readonly end: number;
      readonly origin: WindowOrigin;
      /** Where the start was taken from, in a sentence. */
      readonly sentence: string;
    }
  | {
      readonly kind: "unknown";
      readonly reason: string;
      readonly sentence: string;
      /** The moment that was asked about, where it is known. */
      readonly end: number | undefined;
      readonly problem: SourceProblem | undefined;
    };

/** A commit that put a stage on the base branch. */
export interface Landing {
  readonly commit: string;
  readonly branch: string;
  /** Unix seconds. */
  readonly at: number;
}

/** What {@link findStay} is asked with. */
export interface StayQuestion {
  /** The moment to judge at, Unix seconds; the server's own time when left out. */
  readonly at: number | undefined;
  /** When Git says that the stage landed; asked only where no stage is recorded. */
  readonly landed: () => Landing | undefined;
}

const day = 86_400;
const shortestBridge = 3600;

/**
 * Finds since when the cluster is at the stage: by the series that the stage's
 * own rules record, else by the commit that set the stage. Our clock is never
 * asked.
 */
export async function findStay(source: MetricsSource, context: Context, { at, landed }: StayQuestion): Promise<Stay> {
  const now = await serverTime(source);
  if (now.kind === "problem") return unanswered(now, at);
  if (at !== undefined && at > now.value + 1) {
    return {
      kind: "unknown",
      reason: "in-future",
      sentence: `${formatMoment(at)} is ${formatDuration(Math.round(at - now.value))} ahead of the server's time, ${formatMoment(now.value)}: nothing is measured there yet.`,
      end: at,
      problem: undefined,
    };
  }
  const end = Math.floor(at ?? now.value);
  const { rollout, environment, position } = context;
  const hold = position.stage.hold === undefined ? 0 : seconds(position.stage.hold);
  const step = Math.max(60, seconds(environment.prometheus.evaluationInterval));
  const from = end - Math.ceil(Math.max(hold * 1.5 + day, 7 * day) / step) * step;
  const selector = selectorOf(candidateWeightRecord, seriesLabels(rollout, environment));
  const recorded = await fetchRange(source, selector, { start: from, end, step });
  if (recorded.kind === "problem") return unanswered(recorded, end);

  const stage = position.stage.name;
  const bridge = Math.max(shortestBridge, hold / 10);
  const run = stageRun(recorded.value, { stage, from, step, bridge });
  switch (run.kind) {
    case "since":
      return { kind: "stay", since: run.start, end, origin: "stage-series", sentence: recordedWords(stage, run) };
    case "elsewhere":
      return refused("not-applied", `The cluster is at stage ${run.stage}, not at ${stage}: its rules do not record ${stage}.`, end);
    case "conflict":
      return refused("stage-conflict", `The cluster records stages ${stage} and ${run.stage} at once: rules of both are loaded.`, end);
    case "absent": {
      const landing = landed();
      if (landing === undefined) {
        return refused("no-stage", `No stage is recorded, and Git does not tell when ${stage} began: is its PrometheusRule loaded?`, end);
      }
      if (landing.at > end) {
        return refused("not-applied", `Stage ${stage} landed only at ${formatMoment(landing.at)}, after the moment asked about.`, end);
      }
      return {
        kind: "stay",
        since: landing.at,
        end,
        origin: "git",
        sentence: `At ${stage} since ${formatMoment(landing.at)} by Git (${landing.commit.slice(0, 12)} on ${landing.branch}); no stage is recorded, so the cluster may have applied it later.`,
      };
    }
  }
}

function recordedWords(stage: string, { start, orEarlier, bridged, after }: Extract<StageRun, { kind: "since" }>): string {
  const gaps = bridged.reduce((sum, gap) => sum + gap.end - gap.start, 0);
  return [
    `At ${stage} since ${formatMoment(start)}${orEarlier ? " or earlier" : ""}, as the stage series recorded it`,
    bridged.length === 0 ? "" : `; ${bridged.length} ${bridged.length === 1 ? "gap" : "gaps"} of ${formatDuration(gaps)} bridged`,
    after === undefined ? "" : `; counted from the end of a gap of ${formatDuration(after.end - after.start)}, too long to bridge`,
    ".",
  ].join("");
}

function unanswered(problem: SourceProblem, end: number | undefined): Stay {
  return { kind: "unknown", reason: problem.fault, sentence: `Nothing is known: ${problem.words}.`, end, problem };
}

function refused(reason: string, sentence: string, end: number): Stay {
  return { kind: "unknown", reason, sentence, end, problem: undefined };
}
