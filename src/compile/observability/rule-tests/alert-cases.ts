import { divide } from "../../../base/decimal.ts";
import { seconds } from "../../../model/quantity.ts";
import type { Signal } from "../../../model/signal.ts";
import { alertBasis, type AlertBasis } from "../alert-basis.ts";
import type { Floors } from "../floors.ts";
import { witness } from "../label-witness.ts";
import { matchersOf, signalNamed, windowOf, type Series } from "../series.ts";
import { isIn } from "../stage-series.ts";
import type { Subject } from "../subject.ts";
import { alertStory, type AlertStory } from "./alert-story.ts";
import { burnRateCases } from "./burn-rate-cases.ts";
import { fewFailures } from "./few-failures.ts";
import type { InputSeries } from "./input-series.ts";
import { justBeyond, justWithin, type Values } from "./limit-values.ts";
import type { RuleCase } from "./rule-case.ts";
import { pretendedStage } from "./stage-cases.ts";
import { stimulate } from "./stimulus.ts";

/** Each alert fires when it should, and is silent just below its limit and on too little evidence. */
export function alertCases(subject: Subject): readonly RuleCase[] {
  return Object.entries(subject.rollout.alerts).flatMap(([name, alert]) => {
    const basis = alertBasis(subject, name, alert);
    const story = alertStory(subject, name, alert, basis);
    switch (basis.kind) {
      case "judgement":
        return judgementCases(subject, basis, story);
      case "down":
        return downCases(subject, basis, story);
      case "no-traffic":
        return noTrafficCases(subject, basis, story);
      case "burn-rate":
        return burnRateCases(subject, basis, story);
    }
  });
}

function judgementCases(
  subject: Subject,
  { judgement, floors }: Extract<AlertBasis, { kind: "judgement" }>,
  { firing, silent }: AlertStory,
): readonly RuleCase[] {
  const { series, baseline, limit } = judgement;
  const signal = signalNamed(subject.rollout, series.signal);
  const beyond = justBeyond(signal, limit);
  const { minimumSamples } = floors;
  const plenty = { ...floors, minimumSamples: Math.max(1000, minimumSamples) };
  const worst = signal.kind === "ratio" ? (limit.side === "above" ? "1" : "0") : beyond.value;
  const inputs = (values: Values, few: { readonly candidate?: string; readonly baseline?: string } = {}): readonly InputSeries[] => [
    ...side(subject, series, values.value, few.candidate ?? wholeEvents(values.value, plenty)),
    ...(baseline === undefined || values.baseline === undefined
      ? []
      : side(subject, baseline, values.baseline, few.baseline ?? wholeEvents(values.baseline, plenty))),
  ];
  const length = windowLength(signal);
  const tooFew = minimumSamples > 1 && series.samples !== undefined ? divide(String(minimumSamples - 1), String(length), 12) : undefined;
  const failing = series.failures && fewFailures(floors, beyond.value, limit.side, { length, until: length });
  return [
    firing("just beyond the limit", inputs(beyond)),
    silent("just within the limit", inputs(justWithin(signal, limit)), series.selector),
    ...(tooFew === undefined
      ? []
      : [silent("on too few samples", inputs({ ...beyond, value: worst }, { candidate: tooFew }), series.selector)]),
    ...(failing === undefined
      ? []
      : [
          silent("on too few failures", inputs(beyond, { candidate: failing.tooFew }), series.selector),
          firing("on a few failures more", inputs(beyond, { candidate: failing.enough })),
        ]),
    ...(tooFew === undefined || baseline === undefined
      ? []
      : [silent("on too few samples of the baseline", inputs(beyond, { baseline: tooFew }), series.selector)]),
    ...(baseline === undefined
      ? []
      : [
          silent(
            "without a baseline to compare with",
            side(subject, series, beyond.value, wholeEvents(beyond.value, plenty)),
            series.selector,
          ),
        ]),
  ];
}

function side({ rollout }: Subject, { signal, variant }: Series, value: string, perSecond: string): readonly InputSeries[] {
  return stimulate(signalNamed(rollout, signal), matchersOf(rollout, variant), { value, perSecond });
}

/** Events per second of which the value is a whole part; for a share, with enough that fail in a minute. */
function wholeEvents(value: string, least: Floors): string {
  const digits = value.split(".")[1]?.length ?? 0;
  return `1${"0".repeat(Math.max(digits, String(least.minimumSamples).length) + String(least.minimumFailures).length - 1)}`;
}

function windowLength(signal: Signal): number {
  const window = windowOf(signal);
  return window === undefined ? 60 : seconds(window);
}

function downCases(
  subject: Subject,
  { target, use }: Extract<AlertBasis, { kind: "down" }>,
  { firing, silent }: AlertStory,
): readonly RuleCase[] {
  const labels = witness(target.where) ?? {};
  const replica = (name: string, level: "0" | "1"): InputSeries => ({
    kind: "gauge",
    metric: target.metric,
    labels: { ...labels, replica: name },
    level,
  });
  const stage = pretendedStage(subject);
  return [
    firing("when no target answers", [...stage, replica("a", "0"), replica("b", "0")]),
    firing("when no target is known", stage),
    silent("while one target answers", [...stage, replica("a", "0"), replica("b", "1")]),
    ...(isIn(subject, use) ? [] : [silent("while the stage sends nothing", [replica("a", "0")])]),
  ];
}

function noTrafficCases(
  subject: Subject,
  { series, use }: Extract<AlertBasis, { kind: "no-traffic" }>,
  { firing, silent }: AlertStory,
): readonly RuleCase[] {
  const stage = pretendedStage(subject);
  const still = sideAtRest(subject, series);
  return [
    firing("when counters stand still", [...stage, ...still]),
    firing("when there are no counters", stage),
    silent("while requests arrive", [...stage, ...side(subject, series, "1", "1000")]),
    ...(isIn(subject, use) ? [] : [silent("while the stage sends nothing", still)]),
  ];
}

function sideAtRest(subject: Subject, series: Series): readonly InputSeries[] {
  return side(subject, series, "0", "0");
}
