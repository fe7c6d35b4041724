import { compareDecimals, divide } from "../../../base/decimal.ts";
import { seconds } from "../../../model/quantity.ts";
import type { AlertBasis } from "../alert-basis.ts";
import type { Limit } from "../limit.ts";
import { matchersOf, signalNamed, windowOf } from "../series.ts";
import type { Subject } from "../subject.ts";
import type { AlertStory } from "./alert-story.ts";
import { fewFailures } from "./few-failures.ts";
import type { InputSeries } from "./input-series.ts";
import { justBeyond, justWithin } from "./limit-values.ts";
import type { RuleCase } from "./rule-case.ts";
import { stimulate } from "./stimulus.ts";

const burst = 600;
const longestStory = 7200;

/** A steady burn fires at the slowest tier's threshold and not below; a burst that is over does not. */
export function burnRateCases(
  subject: Subject,
  { series, tiers, floors }: Extract<AlertBasis, { kind: "burn-rate" }>,
  { at, firing, silent }: AlertStory,
): readonly RuleCase[] {
  const signal = signalNamed(subject.rollout, series.signal);
  const higher = signal.worse === "higher";
  const thresholds = tiers.map(({ threshold }) => threshold).toSorted(compareDecimals);
  const limit: Limit = { side: higher ? "above" : "below", text: (higher ? thresholds[0] : thresholds.at(-1)) ?? "0", against: "amount" };
  const inputs = (value: string, perSecond?: string): readonly InputSeries[] =>
    stimulate(signal, matchersOf(subject.rollout, series.variant), { value, ...(perSecond === undefined ? {} : { perSecond }) });
  const beyond = justBeyond(signal, limit).value;
  const { minimumSamples } = floors;
  const tooFew = minimumSamples > 1 ? divide(String(minimumSamples - 1), String(at), 12) : undefined;
  const failing = fewFailures(floors, beyond, limit.side, { length: at, until: seconds(windowOf(signal) ?? "0s") });
  const over = burst + Math.max(...tiers.map(({ short }) => seconds(short.over ?? windowOf(signal) ?? "0s"))) + 300;
  const [errors, ...others] = inputs("0.5");
  const isOver: readonly InputSeries[] = errors?.kind === "counter" ? [{ ...errors, stopsAt: burst }, ...others] : [];
  return [
    firing("when the budget burns too fast", inputs(beyond)),
    silent("while the budget burns just slowly enough", inputs(justWithin(signal, limit).value), series.selector),
    ...(tooFew === undefined ? [] : [silent("on too few samples", inputs(higher ? "1" : "0", tooFew), series.selector)]),
    ...(failing === undefined
      ? []
      : [
          silent("on too few failures", inputs(beyond, failing.tooFew), series.selector),
          firing("on a few failures more", inputs(beyond, failing.enough)),
        ]),
    ...(higher && over <= longestStory ? [atTime(silent("once a burst is over", isOver, series.selector), over)] : []),
  ];
}

function atTime(story: RuleCase, at: number): RuleCase {
  return { ...story, checks: story.checks.map((check) => ({ ...check, at })) };
}
