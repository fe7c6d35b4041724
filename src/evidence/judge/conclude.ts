import { wantedConfidence } from "../../compile/power/clearing.ts";
import { judgeGate } from "../../compile/observability/judgement.ts";
import { limitAmount } from "../../compile/observability/limit.ts";
import { baseAmount, seconds } from "../../model/quantity.ts";
import { formatMoment } from "../window/format-moment.ts";
import { fewestInTail } from "./certainty.ts";
import { compareSides, comparisonBasis } from "./compare-sides.ts";
import type { Conclusion } from "./conclusion.ts";
import { formatCount, formatSpan, formatValue } from "./format-value.ts";
import { levelsOf } from "./levels.ts";
import { proveWhole } from "./prove-whole.ts";
import type { SignalCase } from "./signal-case.ts";
import type { SignalFacts, TimedBreach } from "./signal-facts.ts";
import { basisWords, limitPhrase, measuredWords, subjectWords, valueWords, type Sides } from "./signal-words.ts";

/**
 * Draws the conclusion from the facts of a gate. What is known to be bad comes
 * first, whatever else is missing; what is missing comes before what is good.
 */
export function conclude(given: SignalCase, facts: SignalFacts): Conclusion {
  return (
    breached(given, facts) ?? unmeasured(given, facts) ?? beyondAsAWhole(given, facts) ?? unfinished(given, facts) ?? passed(given, facts)
  );
}

function breached({ gate, context }: SignalCase, facts: SignalFacts): Conclusion | undefined {
  const { rollbackBreach, holdBreach } = facts;
  if (rollbackBreach !== undefined) {
    const limit = judgeGate(context, gate, "rollback")?.limit;
    const words = limit === undefined ? "" : ` of ${limitAmount(limit)}`;
    return {
      answer: "fail",
      rollback: true,
      reason: "rollback-limit",
      sentence: `${subjectWords(facts)} was beyond the rollback limit${words} ${breachWords(rollbackBreach, facts)}, longer than the ${gate.badStreak} it may: go back. ${nowWords(context.rollout, facts)}`,
      sides: facts.latest,
    };
  }
  // A comparison is answered by its test; its plain bound only stands in for it.
  if (holdBreach === undefined || gate.kind === "comparison") return undefined;
  return {
    answer: "fail",
    rollback: false,
    reason: "hold-limit",
    sentence: `${subjectWords(facts)} was not ${limitPhrase(facts, true)} ${breachWords(holdBreach, facts)}, longer than the ${gate.badStreak} it may. ${nowWords(context.rollout, facts)}`,
    sides: facts.latest,
  };
}

function breachWords({ start, end }: TimedBreach, { span }: SignalFacts): string {
  const lasts = formatSpan(end - start);
  return end > span.end - span.step ? `for the last ${lasts}` : `for ${lasts} until ${formatMoment(end)}`;
}

function nowWords(rollout: SignalCase["context"]["rollout"], facts: SignalFacts): string {
  const now = facts.latest === undefined ? "Nothing is measured now" : `It is now ${valueWords(rollout, facts, facts.latest)}`;
  return `${now}; ${measuredWords(facts)}.`;
}

function unmeasured({ gate, hold, window, context, name }: SignalCase, facts: SignalFacts): Conclusion | undefined {
  const { measured, steps, span, age, latest } = facts;
  const elapsed = window.end - window.start;
  const isYoung = elapsed < Math.min(hold ?? Infinity, Math.max(900, 3 * windowOf(facts)));
  const lacks = (reason: string, sentence: string): Conclusion => ({
    answer: gate.noData === "fail" && !isYoung ? "fail" : "unknown",
    rollback: false,
    reason,
    sentence: gate.noData === "fail" && !isYoung ? `${sentence} Gate ${name} counts that as failed.` : sentence,
    sides: latest,
  });
  const subject = subjectWords(facts);
  if (facts.endsNotNumber) return { ...lacks("not-a-number", `${subject} is not a number at the end of the window.`), answer: "unknown" };
  if (measured === 0 || latest === undefined) {
    return lacks("no-data", `${subject} has no data in the ${formatSpan(elapsed)} since ${formatMoment(window.start)}.`);
  }
  const freshFor = 2 * seconds(context.environment.prometheus.evaluationInterval) + 120;
  if (age === undefined || age > freshFor) {
    const since =
      age === undefined ? "has no sample at the end of the window" : `was last measured ${formatSpan(age)} before the end of the window`;
    return lacks("stale", `${subject} ${since}.`);
  }
  if (isYoung && elapsed < 2 * span.step) return undefined;
  const needed = Number(baseAmount(gate.minimumCoverage));
  if (measured / steps < needed) {
    return lacks(
      "low-coverage",
      `${subject} was measured for ${formatValue(Math.floor((measured / steps) * 1000) / 1000, "percent")} of the ${formatSpan(elapsed)}, less than the ${gate.minimumCoverage} that count.`,
    );
  }
  const seen = facts.candidate?.seen;
  const wanted = Math.max(gate.minimumSamples, facts.signal.kind === "quantile" ? fewestInTail / (1 - facts.signal.quantile) : 0);
  // A comparison with too few requests falls back to its plain bound.
  if (gate.kind !== "comparison" && seen !== undefined && seen < wanted - 1e-6) {
    return {
      answer: "unknown",
      rollback: false,
      reason: "too-few-samples",
      sentence: `${subject} rests on ${formatCount(seen)} requests of the ${formatCount(Math.ceil(wanted - 1e-6))} that count; ${formatCount(Math.ceil(wanted - seen - 1e-6))} more are needed.`,
      sides: latest,
    };
  }
  return undefined;
}

function windowOf({ signal }: SignalFacts): number {
  return "window" in signal ? seconds(signal.window) : 60;
}

/** How many times `badStreak` a stay must last, and a rollback limit be broken in all, for the whole of it to propose going back. */
const wholeStreaks = { lasted: 4, broken: 2 } as const;

/** The whole of the window against the limits: by counts where there are any, else by the share of good minutes. */
function beyondAsAWhole(given: SignalCase, facts: SignalFacts): Conclusion | undefined {
  const { gate, context, window } = given;
  const { rollout } = context;
  const levels = levelsOf(context, window, given.gates);
  const sides = wholeSides(facts);
  const over = `over ${formatSpan(window.end - window.start)}${basisWords(facts)}`;
  const told = (sides: Sides): string => `${subjectWords(facts)} is ${valueWords(rollout, facts, sides)} ${over}`;
  const held = (answer: "fail" | "unknown", reason: string, sides: Sides | undefined, sentence: string): Conclusion => ({
    answer,
    rollback: reason === "rollback-limit",
    reason,
    sentence: `${sentence}; ${measuredWords(facts)}.`,
    sides,
  });
  const rollback = judgeGate(context, gate, "rollback")?.limit;
  const streaks = (time: number): number => time / seconds(gate.badStreak);
  const mayGoBack = streaks(window.end - window.start) >= wholeStreaks.lasted && streaks(facts.beyondRollback) >= wholeStreaks.broken;
  if (rollback !== undefined && sides !== undefined && mayGoBack) {
    const beyond = proveWhole(rollback, facts, sides, levels)?.proof === "beyond";
    if (beyond)
      return held("fail", "rollback-limit", sides, `${told(sides)}, beyond the rollback limit of ${limitAmount(rollback)}: go back`);
  }
  if (gate.kind === "comparison") return compareSides(gate, rollout, facts);
  const { limit } = facts.judgement;
  if (facts.candidate === undefined) {
    const good = facts.good / facts.measured;
    if (good >= Number(baseAmount(gate.minimumCoverage))) return undefined;
    return held(
      "fail",
      "hold-limit",
      facts.latest,
      `${subjectWords(facts)} was ${limitPhrase(facts, true)} for only ${formatValue(Math.floor(good * 1000) / 1000, "percent")} of the time measured`,
    );
  }
  const whole = sides && proveWhole(limit, facts, sides, levels);
  if (sides === undefined || whole === undefined) {
    return held("unknown", "no-data", facts.latest, `${subjectWords(facts)} has no value over the whole window`);
  }
  switch (whole.proof) {
    case "within":
      return undefined;
    case "beyond":
      return held("fail", "hold-limit", sides, `${told(sides)}, ${limitPhrase(facts, false)}`);
    case "open": {
      const missing = whole.missing();
      const words = missing === undefined ? "" : `, which about ${formatCount(missing)} more like them would`;
      const level = `${wantedConfidence} confidence`;
      return held(
        "unknown",
        "not-proven",
        sides,
        `${told(sides)}: that does not prove at ${level} that it is ${limitPhrase(facts, true)}${words}`,
      );
    }
  }
}

/** Both sides over the whole window; nothing where a side that is needed has no value. */
function wholeSides({ candidate, baseline, judgement }: SignalFacts): Sides | undefined {
  if (candidate?.value === undefined || (judgement.baseline !== undefined && baseline?.value === undefined)) return undefined;
  return { candidate: candidate.value, baseline: baseline?.value };
}

function unfinished({ hold, window, gate }: SignalCase, facts: SignalFacts): Conclusion | undefined {
  const { latest, span } = facts;
  const sides = wholeSides(facts) ?? latest;
  if (latest?.beyond === true && gate.kind !== "comparison") {
    return {
      answer: "unknown",
      rollback: false,
      reason: "beyond-now",
      sentence: `${subjectWords(facts)} is ${limitPhrase(facts, false)} at this moment: wait whether that lasts ${gate.badStreak}; ${measuredWords(facts)}.`,
      sides: latest,
    };
  }
  const remains = (hold ?? 0) - (window.end - window.start);
  if (remains <= span.step) return undefined;
  return {
    answer: "unknown",
    rollback: false,
    reason: "hold-running",
    sentence: `${subjectWords(facts)} is ${limitPhrase(facts, true)} so far${basisWords(facts)}, but ${formatSpan(remains)} of the ${formatSpan(hold ?? 0)} to hold remain; ${measuredWords(facts)}.`,
    sides,
  };
}

function passed({ context, window, gate }: SignalCase, facts: SignalFacts): Conclusion {
  const sides = wholeSides(facts) ?? facts.latest;
  const proof =
    gate.kind === "comparison"
      ? `: ${comparisonBasis(gate, facts)}`
      : facts.candidate === undefined
        ? ` now and for ${formatValue(Math.floor((facts.good / facts.measured) * 1000) / 1000, "percent")} of the time measured`
        : "";
  const value = sides === undefined ? "" : ` is ${valueWords(context.rollout, facts, sides)}`;
  const within = gate.kind === "comparison" ? "" : `, ${limitPhrase(facts, true)}`;
  return {
    answer: "pass",
    rollback: false,
    reason: undefined,
    sentence: `${subjectWords(facts)}${value} over ${formatSpan(window.end - window.start)}${basisWords(facts)}${within}${proof}; ${measuredWords(facts)}.`,
    sides,
  };
}
