import { slug } from "../../base/markdown.ts";
import { headings } from "../../compile/conventions.ts";
import type { RenderedSection } from "../../compile/closure/rendered.ts";
import { baseAmount, parseQuantity } from "../../model/quantity.ts";
import type { RolloutResource } from "../../model/rollout-resource.ts";
import { toldLine, type ToldOtherwise } from "./told-line.ts";

/** Share, hold and gates of stages that the runbook tells otherwise. */
export function* toldStages({ stages }: RolloutResource["spec"], sections: ReadonlyMap<string, RenderedSection>): Generator<ToldOtherwise> {
  const ladder = sections.get("ladder");
  for (const [index, { name, candidatePercent, holdSeconds, gates }] of stages.entries()) {
    const section = sections.get(slug(headings.stage(name)));
    // A section without this line is by a template of the project's own, and may leave out what it likes.
    const usual = toldLine(section, "- **Earliest:**");
    const leftOut = (text: string) => (usual === undefined ? undefined : { text, line: usual.line });
    const share = toldLine(section, "- **Candidate share:**");
    if (share !== undefined && share.text !== `${candidatePercent} %`) {
      yield {
        message: `The runbook tells a candidate share of ${share.text.slice(0, 40)} for stage "${name}", rollout.yaml ${candidatePercent} %`,
        line: share.line,
      };
    }
    const hold = toldLine(section, "- **Hold:**") ?? leftOut("0s");
    if (hold !== undefined && secondsOf(hold.text) !== String(holdSeconds)) {
      yield {
        message: `The runbook tells a hold of ${hold.text.slice(0, 40)} for stage "${name}", rollout.yaml ${holdSeconds} seconds`,
        line: hold.line,
      };
    }
    const lists = [toldLine(section, "- **Gates to leave it:**") ?? leftOut(""), toldLine(ladder, `| ${index + 1} | [${name}](#`)];
    for (const list of lists) {
      const named = [...(list?.text ?? "").matchAll(/\]\(#gate-([a-z0-9-]{1,80})\)/g)].map(([, gate = ""]) => gate);
      if (list === undefined || (named.length === gates.length && gates.every((gate) => named.includes(gate)))) continue;
      yield { message: `The runbook names ${listed(named)} to leave stage "${name}", rollout.yaml ${listed(gates)}`, line: list.line };
    }
  }
}

function secondsOf(text: string): string | undefined {
  if (text === "0s") return "0";
  return parseQuantity(text)?.dimension === "duration" ? baseAmount(text) : undefined;
}

function listed(gates: readonly string[]): string {
  return gates.length === 0
    ? "no gate"
    : gates
        .map((gate) => `"${gate}"`)
        .join(", ")
        .slice(0, 400);
}
