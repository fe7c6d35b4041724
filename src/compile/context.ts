import type { Environment } from "../model/environment.ts";
import type { Ladder } from "../model/ladder.ts";
import type { LedgerEntry } from "../model/ledger-entry.ts";
import type { Rollout } from "../model/rollout.ts";
import { keptImage, type ImageVersion } from "./kept-image.ts";
import { observe, type Observability } from "./observability/observe.ts";
import { positions, type Position } from "./position.ts";

/** All a generator may look at. */
export interface Context {
  /** The definition; its image is that of the ramp, where another one waits. */
  readonly rollout: Rollout;
  /** The definition's image, where it waits until the ramp under way is done or begins again. */
  readonly waitingImage: ImageVersion | undefined;
  readonly environment: Environment;
  readonly ladder: Ladder;
  /** Namespace of everything that is generated. */
  readonly namespace: string;
  /** Positions of all stages of the ladder, in order. */
  readonly positions: readonly Position[];
  /** Where the rollout stands, or is rendered at. */
  readonly position: Position;
  readonly ledger: readonly LedgerEntry[];
  /** Recorded series, alerts and gate queries: what rules, dashboard and runbook share. */
  readonly observability: Observability;
  /** Path of the definition below the project's root. */
  readonly definition: string;
  /** Text of a template by name (`runbook.md`, `runbook/stage`), the project's own before ours. */
  readonly template: (name: string) => string;
}

/** What a {@link Context} is made from. */
export interface ContextInput {
  readonly rollout: Rollout;
  readonly environment: Environment;
  readonly ladder: Ladder;
  readonly stage: string;
  readonly ledger: readonly LedgerEntry[];
  readonly definition: string;
  readonly template: (name: string) => string;
}

/** Works out where every lever stands at the stage and what is observed there. */
export function createContext(input: ContextInput): Context {
  const { environment, ladder, stage } = input;
  const kept = keptImage(input.rollout, ladder, stage, input.ledger);
  const { image } = input.rollout;
  const rollout = kept === undefined || image === undefined ? input.rollout : { ...input.rollout, image: { ...image, ...kept } };
  const all = positions(rollout, ladder);
  const position = all.find((candidate) => candidate.stage.name === stage);
  if (position === undefined) {
    throw new RangeError(`Cannot render "${rollout.name}" at stage "${stage}": its ladder in "${environment.name}" has no such stage`);
  }
  return {
    rollout,
    waitingImage: kept === undefined || image === undefined ? undefined : { tag: image.tag, digest: image.digest },
    environment,
    ladder,
    namespace: ladder.namespace ?? environment.namespace,
    positions: all,
    position,
    ledger: input.ledger,
    observability: observe({ rollout, environment, ladder, positions: all, position }),
    definition: input.definition,
    template: input.template,
  };
}
