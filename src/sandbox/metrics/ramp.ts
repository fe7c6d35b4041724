import { UserError } from "../../base/user-error.ts";
import type { Context } from "../../compile/context.ts";
import type { Position } from "../../compile/position.ts";
import type { MetricsSource } from "../../evidence/metrics-source.ts";
import { scenarioWorld, simulatedSource } from "./scenario-source.ts";
import { scenarioNamed } from "./scenarios.ts";
import { timedValues } from "./timed-values.ts";
import { playedHold, prelude, type Timeline } from "./timeline.ts";

/** Where a rollout stands, and since when its cluster does; Unix seconds of virtual time. */
export interface RampStanding {
  readonly stage: string;
  readonly since: number;
}

/** A rollout in an environment that is played while it moves from stage to stage. */
export interface Ramp {
  readonly rollout: string;
  readonly environment: string;
  readonly source: MetricsSource;
  /** Takes over where it stands now. Until it is told for the first time, nothing is measured. Throws a {@link UserError} for an unknown stage. */
  readonly stand: (standing: RampStanding | undefined) => void;
  /** Plays another scenario from now on. Throws a {@link UserError} for an unknown one. */
  readonly play: (scenario: string) => void;
  /** Name of the scenario that is played now. */
  readonly playing: () => string;
}

/** Of a stay that began earlier, nothing was measured: everything that is asked looks back less. */
const longestPast = 30 * 86_400;

/** Plays a rollout by a clock; the stage of the context does not matter, but its ladder does. */
export function createRamp(context: Context, now: () => number, scenario: string): Ramp {
  const stands = timedValues<Position>();
  const scenarios = timedValues<string>();
  scenarioNamed(scenario);
  scenarios.tell(-Infinity, scenario);
  const { rollout, environment, positions } = context;
  const playing = (time: number): string => scenarios.at(time)?.value ?? scenario;
  let told: RampStanding | undefined;
  let begins: RampStanding | undefined;
  let shown: MetricsSource | undefined;

  const timeline = (first: number): Timeline => ({
    first,
    now,
    standpoint: (time) => {
      const standing = stands.at(time);
      if (standing === undefined) return undefined;
      return { position: standing.value, elapsed: time - standing.since, hold: playedHold(standing.value) };
    },
  });
  const source = (): MetricsSource => {
    if (shown !== undefined) return shown;
    const time = timeline(Math.max(begins?.since ?? now(), now() - longestPast) - prelude);
    const made = simulatedSource(
      context,
      `${rollout.name} in ${environment.name}`,
      time,
      scenarioWorld(context, time, (at) => scenarioNamed(playing(at))),
    );
    if (begins !== undefined) shown = made;
    return made;
  };
  return {
    rollout: rollout.name,
    environment: environment.name,
    source: {
      name: `${rollout.name} in ${environment.name}`,
      query: (...asked) => source().query(...asked),
      queryRange: (...asked) => source().queryRange(...asked),
      alerts: () => source().alerts(),
      rules: () => source().rules(),
      buildInfo: () => source().buildInfo(),
    },
    stand: (standing) => {
      if (standing === undefined || (standing.stage === told?.stage && standing.since === told.since)) return;
      const position = positions.find(({ stage }) => stage.name === standing.stage);
      if (position === undefined) {
        throw new UserError(
          `Cannot play ${rollout.name} in ${environment.name} at stage ${JSON.stringify(standing.stage)}: its ladder has none`,
          {
            hint: `use one of ${positions.map(({ stage }) => stage.name).join(", ")}`,
          },
        );
      }
      stands.tell(standing.since, position);
      told = standing;
      begins ??= standing;
    },
    play: (name) => {
      scenarioNamed(name);
      scenarios.tell(now(), name);
    },
    playing: () => playing(now()),
  };
}
