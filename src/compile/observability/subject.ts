import type { Environment } from "../../model/environment.ts";
import type { Ladder } from "../../model/ladder.ts";
import type { Rollout } from "../../model/rollout.ts";
import type { Position } from "../position.ts";

/** What the observability of a rollout in an environment is worked out from. */
export interface Subject {
  readonly rollout: Rollout;
  readonly environment: Environment;
  readonly ladder: Ladder;
  /** Positions of all stages of the ladder, in order. */
  readonly positions: readonly Position[];
  readonly position: Position;
}
