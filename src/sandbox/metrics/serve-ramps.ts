import { UserError } from "../../base/user-error.ts";
import type { Context } from "../../compile/context.ts";
import type { MetricsSource } from "../../evidence/metrics-source.ts";
import { mergedSource } from "./merged-source.ts";
import { createRamp, type Ramp, type RampStanding } from "./ramp.ts";
import { serveMetrics, type MetricsServer } from "./serve-metrics.ts";

/** What is played, by which clock, and where it stands. */
export interface RampsOptions {
  /** One for each rollout and environment; the stages they are compiled for do not matter. */
  readonly contexts: readonly Context[];
  /** Virtual time, Unix seconds; it may jump ahead, never back. */
  readonly now: () => number;
  /**
   * Where a rollout stands and since when, asked before every answer. A stage
   * begins when its cluster has it: the merge, and some time for the sync.
   * Nothing for a rollout that has not begun.
   */
  readonly standing: (rollout: string, environment: string) => RampStanding | undefined | Promise<RampStanding | undefined>;
  /** What is played at first; `healthy` when left out. */
  readonly scenario?: (rollout: string, environment: string) => string;
  /** A free one when left out. */
  readonly port?: number;
}

/** A server of several rollouts. */
export interface RampsServer extends MetricsServer {
  /**
   * Where an environment is asked, or one rollout of it. At {@link url} itself
   * all are asked together, which refuses questions that several would answer.
   */
  readonly urlOf: (environment: string, rollout?: string) => string;
  /** Plays another scenario from now on. Throws a {@link UserError} for an unknown one, or a rollout that is not played. */
  readonly play: (rollout: string, environment: string, scenario: string) => void;
  /** Name of the scenario that is played. */
  readonly playing: (rollout: string, environment: string) => string;
}

/** Plays several rollouts at once on loopback, each in its own scenario, while they move from stage to stage. */
export async function serveRamps({ contexts, now, standing, scenario, port }: RampsOptions): Promise<RampsServer> {
  const ramps = contexts.map((context) =>
    createRamp(context, now, scenario?.(context.rollout.name, context.environment.name) ?? "healthy"),
  );
  const catchUp = async (): Promise<void> => {
    for (const ramp of ramps) ramp.stand(await standing(ramp.rollout, ramp.environment));
  };
  const below = (path: string): MetricsSource | undefined => {
    const [environment, rollout, ...more] = path.split("/").filter((part) => part !== "");
    const asked = ramps.filter(
      (ramp) => (environment === undefined || ramp.environment === environment) && (rollout === undefined || ramp.rollout === rollout),
    );
    return asked.length === 0 || more.length > 0
      ? undefined
      : mergedSource(
          "the sandbox",
          asked.map(({ source }) => source),
        );
  };
  await catchUp();
  const server = await serveMetrics(async (path) => {
    await catchUp();
    return below(path);
  }, port);
  return {
    ...server,
    urlOf: (environment, rollout) => [server.url, environment, ...(rollout === undefined ? [] : [rollout])].join("/"),
    play: (rollout, environment, name) => rampOf(ramps, rollout, environment).play(name),
    playing: (rollout, environment) => rampOf(ramps, rollout, environment).playing(),
  };
}

function rampOf(ramps: readonly Ramp[], rollout: string, environment: string): Ramp {
  const found = ramps.find((ramp) => ramp.rollout === rollout && ramp.environment === environment);
  if (found !== undefined) return found;
  throw new UserError(`Cannot play ${rollout} in ${environment}: the sandbox does not play it`, {
    hint: `use one of ${ramps.map((ramp) => `${ramp.rollout} in ${ramp.environment}`).join(", ")}`,
  });
}
