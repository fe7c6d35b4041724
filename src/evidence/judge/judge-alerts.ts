import type { Context } from "../../compile/context.ts";
import { seconds } from "../../model/quantity.ts";
import type { Fetched, LoadedRule, SeriesData, Span } from "../metrics-source.ts";
import type { Verdict, Window } from "../verdict.ts";
import { redact } from "../../base/redact.ts";
import { formatMoment } from "../window/format-moment.ts";
import { firingSelector, type QuietGate } from "./alerts-questions.ts";
import { formatSpan, formatValue } from "./format-value.ts";
import { grid, stepsIn } from "./grid.ts";
import type { Answers } from "./question.ts";

/** What a gate of silence is judged from. */
export interface AlertsCase {
  readonly context: Context;
  readonly name: string;
  readonly gate: QuietGate;
  readonly window: Window;
  readonly span: Span;
  readonly answers: Answers;
  /** Rules that the server has loaded now; left out where the past is judged. */
  readonly rules: Fetched<readonly LoadedRule[]> | undefined;
}

/** Share of the time that the rules must have been evaluated for their silence to mean something. */
const neededCoverage = 0.9;

/** Judges whether no alert of some severities fired for so long: silence counts only while the rules were evaluated. */
export function judgeAlerts(given: AlertsCase): Verdict {
  const { context, name, gate, window, span, answers } = given;
  const head = { gate: name, kind: gate.kind, window, query: firingSelector(context, gate), rollback: false } as const;
  const firing = answers.get("firing");
  const evaluated = answers.get("evaluated");
  const unanswered = [firing, evaluated, loadingProblem(given)].find((answer) => answer?.kind === "problem");
  if (unanswered?.kind === "problem") {
    return { ...head, answer: "unknown", reason: unanswered.fault, sentence: `Nothing is known: ${unanswered.words}.` };
  }
  const fired = (firing?.kind === "ok" ? firing.value : []).flatMap((series) => firedWords(series, span));
  const measured = grid(evaluated?.kind === "ok" ? evaluated.value[0] : undefined, span).values.filter(
    (value) => value !== undefined,
  ).length;
  const coverage = measured / stepsIn(span);
  const severities = gate.severities.join(" or ");
  const rest = { coverage, threshold: "0", value: String(fired.length) } as const;
  if (fired.length > 0) {
    const [first, ...more] = fired;
    const others = more.length === 0 ? "" : `, and so did ${more.length} more`;
    return {
      ...head,
      ...rest,
      answer: "fail",
      reason: "alert-fired",
      sentence: `${first}, within the ${gate.quietFor} that must be quiet${others}.`,
    };
  }
  const doubt = silentRules(given) ?? uncovered(gate, coverage);
  if (doubt !== undefined) {
    return { ...head, ...rest, answer: gate.noData === "fail" ? "fail" : "unknown", reason: doubt.reason, sentence: doubt.sentence };
  }
  const share = formatValue(Math.floor(coverage * 1000) / 1000, "percent");
  return {
    ...head,
    ...rest,
    answer: "pass",
    sentence: `No ${severities} alert of this rollout fired for ${gate.quietFor}; its rules were evaluated for ${share} of that time.`,
  };
}

function firedWords({ labels, points }: SeriesData, { step, end }: Span): readonly string[] {
  const [first, last] = [points.at(0), points.at(-1)];
  if (first === undefined || last === undefined) return [];
  const still = last[0] >= end - step;
  const until = still ? "and still fires" : `until ${formatMoment(last[0])}`;
  return [`Alert ${redact(labels["alertname"] ?? "(unnamed)", [])} fired for about ${formatSpan(points.length * step)} ${until}`];
}

function uncovered(gate: QuietGate, coverage: number): { readonly reason: string; readonly sentence: string } | undefined {
  if (coverage >= neededCoverage) return undefined;
  const share = formatValue(Math.floor(coverage * 1000) / 1000, "percent");
  return coverage === 0
    ? {
        reason: "no-data",
        sentence: `No alert is known, but no rule of this rollout was evaluated in the ${gate.quietFor} that must be quiet.`,
      }
    : {
        reason: "low-coverage",
        sentence: `No alert is known, but the rules were evaluated for only ${share} of the ${gate.quietFor} that must be quiet.`,
      };
}

/** A server that is down while it is asked for its rules; one that does not tell them (Thanos, Mimir) is not asked. */
function loadingProblem({ rules }: AlertsCase): Fetched<unknown> | undefined {
  return rules?.kind === "problem" && rules.retryAfter !== undefined ? rules : undefined;
}

/** Our alerts that are not loaded, or fail, stay silent whatever happens. */
function silentRules({ context, gate, rules }: AlertsCase): { readonly reason: string; readonly sentence: string } | undefined {
  if (rules?.kind !== "ok") return undefined;
  const severe = context.observability.alerts.filter(({ labels }) => gate.severities.includes(labels["severity"] ?? ""));
  const own = rules.value.filter(
    ({ type, labels }) =>
      type === "alerting" && labels["rollout"] === context.rollout.name && labels["environment"] === context.environment.name,
  );
  for (const { alert } of severe) {
    const loaded = own.find(({ name }) => name === alert);
    if (loaded === undefined)
      return {
        reason: "rules-not-loaded",
        sentence: `Alert ${alert} is not among the rules that the server has loaded, so its silence says nothing.`,
      };
    if (loaded.health === "err")
      return { reason: "rule-fails", sentence: `Alert ${alert} cannot be evaluated by the server, so its silence says nothing.` };
  }
  return undefined;
}

/** The window that must be quiet: it ends with the stay, and may begin before it. */
export function quietWindow(gate: QuietGate, end: number): Window {
  return { start: end - seconds(gate.quietFor), end, origin: "given" };
}
