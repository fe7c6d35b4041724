import type { Context } from "../../compile/context.ts";
import { seconds } from "../../model/quantity.ts";
import type { DefinitionCheck, Report } from "../check.ts";

/** What a gate looks back over lies within the stage, or it judges the stage before. */
export const definitionHold: DefinitionCheck = {
  code: "definition-hold",
  scope: "definition",
  severity: "error",
  description: "stages hold at least as long as their gates look back",
  *check(context) {
    yield* windows(context);
    yield* quietTimes(context);
  },
};

function* windows({ rollout, environment, positions, definition }: Context): Generator<Report> {
  for (const { stage, index } of positions) {
    const { hold } = stage;
    if (hold === undefined) continue;
    for (const [position, name] of stage.gates.entries()) {
      const gate = rollout.gates[name];
      if (gate === undefined || !("signal" in gate)) continue;
      const place = { file: definition, path: ["ladders", environment.name, "stages", index, "gates", position] };
      const signal = rollout.signals[gate.signal];
      if (signal !== undefined && "window" in signal && seconds(signal.window) > seconds(hold)) {
        yield {
          message: `Stage "${stage.name}" holds ${hold}, less than the ${signal.window} that the signal of gate "${name}" looks back`,
          hint: `hold for at least ${signal.window}, or shorten the signal's window`,
          ...place,
        };
      }
      if (gate.rollback !== undefined && seconds(gate.badStreak) > seconds(hold)) {
        yield {
          message: `Stage "${stage.name}" holds ${hold}, less than the ${gate.badStreak} for which gate "${name}" must be breached before going back is proposed`,
          hint: "shorten badStreak, or lengthen the hold",
          ...place,
        };
      }
    }
  }
}

/** Quiet for longer than the hold is often meant, for it counts the stages before; so it is only told. */
function* quietTimes({ rollout, environment, ladder, definition }: Context): Generator<Report> {
  for (const [name, gate] of Object.entries(rollout.gates)) {
    if (gate.kind !== "alerts-quiet") continue;
    const shorter = ladder.stages.filter(
      ({ hold, gates }) => hold !== undefined && gates.some((one) => one === name) && seconds(hold) < seconds(gate.quietFor),
    );
    if (shorter.length === 0) continue;
    yield {
      severity: "notice",
      message: `Gate "${name}" asks for ${gate.quietFor} without alerts, longer than ${shorter.map((stage) => `"${stage.name}" (${stage.hold ?? ""})`).join(", ")} in "${environment.name}" hold: it counts the stages before, too`,
      hint: `hold for ${gate.quietFor} there, or ask for less, if that is not meant`,
      file: definition,
      path: ["gates", name, "quietFor"],
    };
  }
}
