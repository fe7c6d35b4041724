import { rememberingFor } from "../../base/remembering.ts";
import { UserError } from "../../base/user-error.ts";
import type { Alert } from "../../model/alert.ts";
import type { Selector } from "../../model/signal.ts";
import { burnTiers, type BurnTier } from "./burn-rate.ts";
import { floorsOf, type Floors } from "./floors.ts";
import { judge, judgeGate, type Judgement } from "./judgement.ts";
import { amountLimit, changeLimit } from "./limit.ts";
import { seriesAt, signalNamed, type Series } from "./series.ts";
import { trafficUse, type Use } from "./stage-series.ts";
import type { Subject } from "./subject.ts";

/** What an alert rests on, once gates and signals that it names are looked up. */
export type AlertBasis =
  | { readonly kind: "judgement"; readonly judgement: Judgement; readonly floors: Floors }
  | { readonly kind: "down"; readonly target: Selector; readonly use: Use }
  | { readonly kind: "no-traffic"; readonly series: Series; readonly use: Use }
  | { readonly kind: "burn-rate"; readonly series: Series; readonly tiers: readonly BurnTier[]; readonly floors: Floors };

/** Looks up what an alert rests on. */
export function alertBasis(subject: Subject, name: string, alert: Pick<Alert, "when" | "severity">): AlertBasis {
  const known = basesOf(subject);
  const basis = known.get(alert) ?? lookUp(subject, name, alert);
  known.set(alert, basis);
  return basis;
}

/** Rules, their tests and what is told of them ask for the same few. */
const basesOf = rememberingFor<Subject, Map<object, AlertBasis>>(() => new Map());

function lookUp(subject: Subject, name: string, { when, severity }: Pick<Alert, "when" | "severity">): AlertBasis {
  const { rollout, environment } = subject;
  switch (when.kind) {
    case "gate": {
      const gate = rollout.gates[when.gate];
      const judgement = gate !== undefined && "signal" in gate ? judgeGate(subject, gate, when.limit) : undefined;
      if (judgement === undefined) {
        throw new UserError(`Cannot compile alert "${name}" of "${rollout.name}": gate "${when.gate}" has no ${when.limit} limit`, {
          hint: `name a gate of a signal, with a ${when.limit} limit`,
        });
      }
      const floors = floorsOf(when, signalNamed(rollout, judgement.series.signal));
      return judgement.tier === undefined
        ? { kind: "judgement", judgement, floors }
        : { kind: "burn-rate", series: judgement.series, tiers: [judgement.tier], floors };
    }
    case "limit":
      return {
        kind: "judgement",
        judgement: judge(subject, when.signal, when.variant, amountLimit(when.bound)),
        floors: floorsOf(when, signalNamed(rollout, when.signal)),
      };
    case "delta":
      return {
        kind: "judgement",
        judgement: judge(subject, when.signal, "candidate", changeLimit(when.bound)),
        floors: floorsOf(when, signalNamed(rollout, when.signal)),
      };
    case "down":
      return { kind: "down", target: { metric: when.metric, where: when.where }, use: "candidate in use" };
    case "no-traffic": {
      const variant = signalNamed(rollout, when.signal).variants === "none" ? "none" : when.variant;
      return { kind: "no-traffic", series: seriesAt(rollout, environment, when.signal, variant), use: trafficUse(subject, variant) };
    }
    case "burn-rate": {
      const variant = signalNamed(rollout, when.signal).variants === "none" ? "none" : when.variant;
      return {
        kind: "burn-rate",
        series: seriesAt(rollout, environment, when.signal, variant),
        tiers: burnTiers(subject, name, { when, severity }),
        floors: floorsOf(when, signalNamed(rollout, when.signal)),
      };
    }
  }
}
