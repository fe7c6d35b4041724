import type { Environment } from "../../model/environment.ts";
import type { Ladder } from "../../model/ladder.ts";
import type { Rollout } from "../../model/rollout.ts";
import type { Position } from "../position.ts";
import { seriesOf, type Series, type SeriesVariant } from "./series.ts";

/** What the observability of a rollout in an environment is worked out from. */
export interface Subject {
  readonly rollout: Rollout;
  readonly environment: Environment;
  readonly ladder: Ladder;
  readonly positions: readonly Position[];
  readonly position: Position;
}

/** A rule that records a series. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A rule that fires. */
export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** How a gate of a signal is asked: the expressions behind its verdict. */
export interface GateQuery {
  readonly gate: string;
  /** The candidate's series, or the difference, that the limit is for. */
  readonly value: string;
  /** 1 while the hold limit is kept, 0 while it is crossed, no sample without data. */
  readonly withinHold: string;
  /** The same for the rollback limit, where there is one. */
  readonly withinRollback: string | undefined;
  /** The limits in words: `above 0.1 %`. */
  readonly hold: string;
  readonly rollback: string | undefined;
}

/** Everything that is recorded, alerted on and asked for a rollout in an environment. */
export interface Observability {
  readonly series: readonly Series[];
  /** The series of a signal and variant. */
  readonly seriesFor: (signal: string, variant: SeriesVariant) => Series | undefined;
  readonly records: readonly RecordingRule[];
  readonly alerts: readonly AlertingRule[];
  readonly gates: ReadonlyMap<string, GateQuery>;
}

/** Works out the recorded series, rules and gate queries. The same at every stage, but for the series that tell the stage. */
export function observe(subject: Subject): Observability {
  const { rollout, environment } = subject;
  const series = Object.keys(rollout.signals).flatMap((name) => seriesOf(rollout, environment, name));
  return {
    series,
    seriesFor: (signal, variant) => series.find((one) => one.signal === signal && one.variant === variant),
    records: [],
    alerts: [],
    gates: new Map(),
  };
}
