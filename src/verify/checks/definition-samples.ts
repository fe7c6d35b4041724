import { compareDecimals, decimalOf, divide, multiply, type Decimal } from "../../base/decimal.ts";
import type { Position } from "../../compile/position.ts";
import { baseAmount, formatDuration, seconds } from "../../model/quantity.ts";
import type { DefinitionCheck } from "../check.ts";
import { measuredGates, type MeasuredGate } from "../definition/measured-gates.ts";
import { stagesToLeave } from "../definition/uses-candidate.ts";

/** A gate that needs more requests than the stage can bring stays unknown for ever. */
export const definitionSamples: DefinitionCheck = {
  code: "definition-samples",
  scope: "definition",
  severity: "warning",
  description: "the expected traffic brings the samples that gates need, within the hold",
  *check({ rollout, environment, positions, definition }) {
    const requests = environment.expectedTraffic[rollout.service]?.requests;
    if (requests === undefined) return;
    const gates = new Map(measuredGates(rollout).map((gate) => [gate.name, gate]));
    for (const position of stagesToLeave(positions)) {
      const { stage } = position;
      if (stage.hold === undefined) continue;
      for (const [index, name] of stage.gates.entries()) {
        const measured = gates.get(name);
        const percent = measured === undefined ? undefined : shareMeasured(measured, position);
        if (measured === undefined || percent === undefined) continue;
        const rate = divide(multiply(baseAmount(requests), percent), "100");
        const expected = multiply(rate, decimalOf(seconds(stage.hold)));
        const needed = decimalOf(measured.gate.minimumSamples);
        if (compareDecimals(expected, needed) >= 0) continue;
        const longer = divide(needed, rate, 0);
        const wider = Math.floor(Number(divide(multiply(percent, needed), expected, 0))) + 1;
        const ways = [
          `hold for ${formatDuration(Math.ceil((Number(longer) + 1) / 3600) * 3600)}`,
          ...(wider > 100 ? [] : [`give the candidate ${wider} %`]),
        ];
        yield {
          message: `Stage "${stage.name}" brings about ${whole(expected)} requests in ${stage.hold} at ${percent} % of ${requests}, but gate "${name}" needs ${needed}`,
          hint: `${ways.join(", ")}, or lower minimumSamples`,
          file: definition,
          path: ["ladders", environment.name, "stages", position.index, "gates", index],
        };
      }
    }
  },
};

/** Share of the requests that a gate's signal sees at a stage, in percent; `undefined` where that cannot be told. */
function shareMeasured({ gate, signal }: MeasuredGate, { candidatePercent, mirrorPercent, match }: Position): Decimal | undefined {
  if (signal.kind !== "ratio" && signal.kind !== "quantile" && signal.kind !== "mean") return undefined;
  if (match !== undefined || ("variant" in gate && gate.variant === "baseline")) return undefined;
  const mirrored = decimalOf(mirrorPercent);
  if (signal.variants === "none") return mirrorPercent > 0 ? mirrored : undefined;
  const share = compareDecimals(candidatePercent, mirrored) >= 0 ? candidatePercent : mirrored;
  return share === "0" ? undefined : share;
}

function whole(value: Decimal): string {
  return String(Math.floor(Number(value)));
}
