import { slug } from "../../base/markdown.ts";
import { headings } from "../../compile/conventions.ts";
import type { RenderedSection } from "../../compile/closure/rendered.ts";
import { baseAmount, parseQuantity } from "../../model/quantity.ts";
import type { RolloutResource } from "../../model/rollout-resource.ts";
import type { ShownExpression } from "./shown-expressions.ts";
import { toldLine, type ToldOtherwise } from "./told-line.ts";

type Gate = RolloutResource["spec"]["gates"][number];

/** Limits and samples of gates that the runbook tells otherwise, in words or in the expressions it shows. */
export function* toldGates(
  { gates }: RolloutResource["spec"],
  sections: ReadonlyMap<string, RenderedSection>,
  shown: readonly ShownExpression[],
): Generator<ToldOtherwise> {
  for (const gate of gates) {
    const anchor = slug(headings.gate(gate.name));
    const own = shown.filter(({ section }) => section === anchor);
    const otherwise = [...words(gate, sections.get(anchor))];
    yield* otherwise;
    if (otherwise.length === 0) yield* numbers(gate, own);
  }
}

function* words(
  { name, kind, signal, hold, rollback, minimumSamples = 0 }: Gate,
  section: RenderedSection | undefined,
): Generator<ToldOtherwise> {
  const counts = toldLine(section, "- **Counts with:**");
  const [, fewest = "0"] = /at least (\d{1,15}) /.exec(counts?.text ?? "") ?? [];
  if (counts !== undefined && Number(fewest) !== minimumSamples)
    yield { message: `The runbook tells ${fewest} samples for gate "${name}", rollout.yaml ${minimumSamples}`, line: counts.line };
  if (signal === undefined) return;
  for (const [start, limit] of [
    ["- **Do not advance while:**", hold],
    ["- **Roll back when:**", rollback],
  ] as const) {
    const told = toldLine(section, start);
    // Of a statistical comparison, the limit is what holds where no test is possible.
    const text = kind === "comparison" ? told?.text.slice(told.text.lastIndexOf(limit ?? "")) : told?.text;
    if (told === undefined || (limit !== undefined && `${text} `.startsWith(`${limit} `))) continue;
    yield {
      message: `The runbook tells "${told.text.slice(0, 60)}" for gate "${name}", rollout.yaml ${limit === undefined ? "no such limit" : `"${limit.slice(0, 60)}"`}`,
      line: told.line,
    };
  }
}

/** An expression that judges a fixed limit, or the pace of an error budget, compares with it. */
function* numbers({ name, kind, hold, rollback }: Gate, shown: readonly ShownExpression[]): Generator<ToldOtherwise> {
  if (kind !== "limit" && kind !== "objective") return;
  const limits = [hold, rollback]
    .flatMap((text) => /^(?:above|below) (.{1,64})$/.exec(text ?? "")?.[1] ?? [])
    .filter((text) => parseQuantity(text) !== undefined);
  const amounts = new Set(limits.map((text) => Number(baseAmount(text))));
  for (const { expr, line } of shown) {
    for (const [, number] of expr.matchAll(/[<>]=? bool (-?[\d.]{1,40})/g)) {
      if (!amounts.has(Number(number)))
        yield { message: `The runbook compares gate "${name}" with ${number}, which is none of its limits: ${limits.join(", ")}`, line };
    }
  }
}
