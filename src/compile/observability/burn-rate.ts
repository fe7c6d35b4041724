import { add, compareDecimals, divide, multiply, type Decimal } from "../../base/decimal.ts";
import { UserError } from "../../base/user-error.ts";
import type { Alert } from "../../model/alert.ts";
import { baseAmount, seconds } from "../../model/quantity.ts";
import type { Signal } from "../../model/signal.ts";
import { atLeast, type Floors } from "./floors.ts";
import { gateLimits } from "./gate-limits.ts";
import { seriesAt, signalNamed, type Series, type SeriesVariant } from "./series.ts";
import type { Limit } from "./limit.ts";
import type { Subject } from "./subject.ts";

/** The condition of a burn-rate alert. */
export type BurnRateCondition = Extract<Alert["when"], { readonly kind: "burn-rate" }>;

/** Two windows that must both burn too fast: the long one shows that it matters, the short one that it still goes on. */
export interface BurnTier {
  readonly short: Series;
  readonly long: Series;
  /** How many times faster than allowed the budget burns at the threshold. */
  readonly factor: Decimal;
  /** The signal's value at the threshold. */
  readonly threshold: Decimal;
}

/**
 * Share of the period's budget that may burn within the long window.
 * @see https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts
 */
const windows = {
  critical: [
    { budget: "0.02", short: "5m", long: "1h" },
    { budget: "0.05", short: "30m", long: "6h" },
  ],
  warning: [
    { budget: "0.1", short: "2h", long: "1d" },
    { budget: "0.1", short: "6h", long: "3d" },
  ],
} as const;

const shortestWindow = 300;

/** The tiers of a burn-rate alert that can fire on this ladder. Throws a {@link UserError} when there are none. */
export function burnTiers(
  subject: Subject,
  name: string,
  { when, severity }: { readonly when: BurnRateCondition; readonly severity: Alert["severity"] },
): readonly BurnTier[] {
  const { rollout, environment, ladder } = subject;
  const signal = signalNamed(rollout, when.signal);
  const where = `Cannot compile alert "${name}" of "${rollout.name}" for "${environment.name}"`;
  if (signal.kind !== "ratio" || signal.objective === undefined) {
    throw new UserError(`${where}: signal "${when.signal}" has no objective to burn`, {
      hint: `add an objective to signals.${when.signal} (kind: ratio)`,
    });
  }
  if (severity === "info") {
    throw new UserError(`${where}: burn rates page or open a ticket, got severity "info"`, {
      hint: 'use severity "critical" or "warning"',
    });
  }
  const { share, period } = signal.objective;
  const budget = add("1", multiply("-1", baseAmount(share)));
  const hold = shortestHold(subject);
  const floor = Math.max(shortestWindow, 2 * seconds(environment.prometheus.scrapeInterval));
  const variant = signal.variants === "none" ? "none" : when.variant;
  const reasons: string[] = [];
  const tiers = windows[severity].flatMap((tier): readonly BurnTier[] => {
    const factor = divide(multiply(tier.budget, baseAmount(period)), baseAmount(tier.long));
    const errors = multiply(factor, budget);
    const reason =
      hold !== undefined && seconds(tier.long) > hold.seconds
        ? `${tier.long} does not fit the ${hold.text} of stage "${hold.stage}"`
        : seconds(tier.short) < floor
          ? `${tier.short} is shorter than two scrapes`
          : compareDecimals(errors, "1") >= 0
            ? `${tier.long} needs more than all requests to fail`
            : compareDecimals(errors, "0") <= 0
              ? `${tier.long} has no budget to burn`
              : undefined;
    if (reason !== undefined) {
      reasons.push(reason);
      return [];
    }
    return [
      {
        short: seriesOver(subject, when.signal, signal, variant, tier.short),
        long: seriesOver(subject, when.signal, signal, variant, tier.long),
        factor,
        threshold: signal.worse === "higher" ? errors : add("1", multiply("-1", errors)),
      },
    ];
  });
  if (tiers.length === 0) {
    throw new UserError(`${where}: no pair of windows for severity "${severity}" can fire: ${reasons.join("; ")}`, {
      hint: `lengthen the holds of ladders.${environment.name} (${ladder.stages.length} stages), change the objective of signals.${when.signal}, or use an alert on a limit instead`,
    });
  }
  return tiers;
}

/** The windows of a gate's rollback limit, of which both must be beyond it. */
export function objectiveTier(
  subject: Subject,
  name: string,
  variant: SeriesVariant,
  { above, long, short }: { readonly above: string; readonly long: string; readonly short: string },
  limit: Limit,
): BurnTier {
  const signal = signalNamed(subject.rollout, name);
  const over = (window: string): Series => seriesOver(subject, name, signal, variant, window);
  return { short: over(short), long: over(long), factor: baseAmount(above), threshold: baseAmount(limit.text) };
}

/** PromQL that is 0 while both windows of a tier are beyond its threshold, and 1 while either is not. */
export function keptByEither({ short, long, threshold }: BurnTier, worse: Signal["worse"]): string {
  const within = worse === "higher" ? "<= bool" : ">= bool";
  return `clamp_max((${short.selector} ${within} ${threshold}) + (${long.selector} ${within} ${threshold}), 1)`;
}

/** The shortest hold of the stages that send requests to the candidate. */
function shortestHold({ positions }: Subject): { readonly seconds: number; readonly text: string; readonly stage: string } | undefined {
  return positions
    .filter(({ candidatePercent }) => candidatePercent !== "0")
    .flatMap(({ stage }) => (stage.hold === undefined ? [] : [{ seconds: seconds(stage.hold), text: stage.hold, stage: stage.name }]))
    .toSorted((left, right) => left.seconds - right.seconds)[0];
}

function seriesOver({ rollout, environment }: Subject, name: string, signal: Signal, variant: SeriesVariant, over: string): Series {
  const own = "window" in signal && seconds(signal.window) === seconds(over);
  return seriesAt(rollout, environment, name, variant, own ? undefined : over);
}

/** PromQL that has a sample while any tier burns too fast on at least so many events, and failures, in its long window. */
export function burning(tiers: readonly BurnTier[], worse: Signal["worse"], { minimumSamples, minimumFailures }: Floors): string {
  const operator = worse === "higher" ? ">" : "<";
  return tiers
    .map(({ short, long, threshold }) => {
      const failures = long.failures?.[worse === "higher" ? "above" : "below"];
      const floors = `${atLeast(long.samples, minimumSamples)}${atLeast(failures, minimumFailures)}`;
      return `${short.selector} ${operator} ${threshold} and ${long.selector} ${operator} ${threshold}${floors}`;
    })
    .join(" or ");
}

/** The series that burn rates of alerts and gates need beside those of the signals themselves, each once. */
export function burnSeries(subject: Subject): readonly Series[] {
  const { rollout, environment } = subject;
  const all = new Map<string, Series>();
  for (const [name, { when, severity }] of Object.entries(rollout.alerts)) {
    if (when.kind !== "burn-rate") continue;
    const own = seriesAt(rollout, environment, when.signal, signalNamed(rollout, when.signal).variants === "none" ? "none" : when.variant);
    for (const { short, long } of burnTiers(subject, name, { when, severity })) {
      for (const series of [short, long]) if (series.selector !== own.selector) all.set(series.selector, series);
    }
  }
  for (const gate of Object.values(rollout.gates)) {
    if (gate.kind !== "objective" || gate.rollback === undefined) continue;
    const limit = gateLimits(rollout, gate).rollback;
    if (limit === undefined) continue;
    const variant = signalNamed(rollout, gate.signal).variants === "none" ? "none" : gate.variant;
    const own = seriesAt(rollout, environment, gate.signal, variant);
    const { short, long } = objectiveTier(subject, gate.signal, variant, gate.rollback, limit);
    for (const series of [short, long]) if (series.selector !== own.selector) all.set(series.selector, series);
  }
  return [...all.values()];
}
