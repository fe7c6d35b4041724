import type { Context } from "../../compile/context.ts";
import type { SignalGate } from "../../model/gate.ts";
import type { Fetched, LoadedRule, MetricsSource, SourceFault } from "../metrics-source.ts";
import { answerFromReceipt, receiptGate } from "../probe/answer-from-receipt.ts";
import type { ProbeReceipt } from "../probe/probe-receipt.ts";
import type { Answer, Verdict, Window } from "../verdict.ts";
import { confirmDelivery, type DeliveryConfirmation } from "../window/confirm-delivery.ts";
import { findStay, type Landing, type Stay } from "../window/find-stay.ts";
import { alertsQuestions } from "./alerts-questions.ts";
import { askQuestions } from "./ask-questions.ts";
import type { Confirmation } from "../../model/confirmation.ts";
import { judgeAlerts, quietWindow } from "./judge-alerts.ts";
import { judgePeople } from "./judge-people.ts";
import { judgeSignal } from "./judge-signal.ts";
import { bakeOf, holdOf, judgedWindow, spanOf, stepOf } from "./judged-span.ts";
import type { Answers } from "./question.ts";
import { gatherFacts } from "./gather-facts.ts";
import { signalGates } from "./signal-gates.ts";
import { signalQuestions } from "./signal-questions.ts";

/** What is known beside the metrics. */
export interface StageKnowledge {
  /** The moment to judge at, Unix seconds; the server's own time when left out. */
  readonly at: number | undefined;
  /** When Git says that the stage landed. */
  readonly landed: () => Landing | undefined;
  readonly receipts: readonly ProbeReceipt[];
  readonly confirmations: readonly Confirmation[];
  /** Unix seconds, for receipts and confirmations where no server tells the time; windows never rest on it. */
  readonly clock: () => number;
}

/** What all gates of a stage say together. */
export interface StageJudgement {
  readonly stay: Stay;
  /** The moment that was judged, Unix seconds. */
  readonly at: number;
  /** Version of the metrics server, where it tells. */
  readonly server: string | undefined;
  /** One for each gate of the stage, in its order. */
  readonly verdicts: readonly Verdict[];
  /** Fail when any gate fails, else unknown when any is; pass only when all pass. */
  readonly answer: Answer;
  /** Whether any gate proposes to go back. */
  readonly rollback: boolean;
  /** Seconds after which to ask again, when something was only unreachable for now. */
  readonly retryAfter: number | undefined;
}

/** Faults that may pass by themselves. */
const temporary: ReadonlySet<string> = new Set<SourceFault>(["unreachable", "timeout", "overloaded", "partial"]);
const usualRetry = 60;

/** Judges every gate of the stage that a rollout stands at. */
export async function judgeStage(source: MetricsSource, context: Context, known: StageKnowledge): Promise<StageJudgement> {
  const { rollout, position } = context;
  const gates = position.stage.gates.flatMap((name) => {
    const gate = rollout.gates[name];
    return gate === undefined ? [] : [{ name, gate }];
  });
  const found = await findStay(source, context, known);
  const delivered = found.kind === "stay" ? await confirmDelivery(source, context, found) : undefined;
  const stay: Stay = delivered === undefined ? found : { ...found, sentence: `${found.sentence} ${delivered.sentence}` };
  const isUp = stay.kind === "stay" || stay.problem === undefined;
  const build = isUp ? await source.buildInfo() : undefined;
  const rules = isUp && gates.some(({ gate }) => gate.kind === "alerts-quiet") ? await source.rules() : undefined;
  const since = stay.kind === "stay" ? stay.since : known.landed()?.at;
  const at = stay.end ?? known.at ?? known.clock();
  const waits: number[] = [];
  const judgements: Verdict[] = [];
  for (const { name, gate } of gates) {
    switch (gate.kind) {
      case "limit":
      case "delta":
      case "objective":
      case "comparison": {
        if (stay.kind === "unknown") {
          judgements.push(unplaced(name, gate.kind, stay));
          break;
        }
        const judged = await judgeOver(source, context, name, gate, { start: stay.since, end: stay.end, origin: stay.origin });
        waits.push(...judged.waits);
        judgements.push(judged.verdict);
        break;
      }
      case "alerts-quiet": {
        if (stay.end === undefined) {
          judgements.push(unplaced(name, gate.kind, stay));
          break;
        }
        const window = quietWindow(gate, stay.end);
        const span = spanOf(window, stepOf(context.environment, window));
        const answers = await askQuestions(source, alertsQuestions(context, gate), span);
        waits.push(...waitsOf(answers));
        judgements.push(judgeAlerts({ context, name, gate, window, span, answers, rules: latestRules(rules, known) }));
        break;
      }
      case "probe":
      case "receipt": {
        const asked = receiptGate(context, name, since);
        if (asked !== undefined) judgements.push(answerFromReceipt(asked, known.receipts, at));
        break;
      }
      case "checklist":
      case "approval":
        judgements.push(judgePeople({ context, name, gate, confirmations: known.confirmations, since, now: at }));
    }
  }
  if (delivered?.retryAfter !== undefined) waits.push(delivered.retryAfter);
  const verdicts = judgements.map((verdict) => doubted(verdict, delivered));
  const isTemporary = verdicts.some(({ answer, kind, reason }) => answer === "unknown" && kind !== "probe" && temporary.has(reason ?? ""));
  if (stay.kind === "unknown" && stay.problem?.retryAfter !== undefined) waits.push(stay.problem.retryAfter);
  return {
    stay,
    at,
    server: build?.kind === "ok" ? build.value.version : undefined,
    verdicts,
    answer: together(verdicts) === "pass" && delivered?.doubt !== undefined ? "unknown" : together(verdicts),
    rollback: verdicts.some(({ rollback }) => rollback),
    retryAfter: isTemporary ? Math.max(0, ...waits) || usualRetry : undefined,
  };
}

/** What was measured proves nothing of a stage that may not be there; what was found to be bad stays bad. */
function doubted(verdict: Verdict, delivered: DeliveryConfirmation | undefined): Verdict {
  if (delivered?.doubt === undefined || verdict.answer !== "pass" || verdict.window === undefined) return verdict;
  return { ...verdict, answer: "unknown", reason: delivered.doubt, sentence: `${verdict.sentence} ${delivered.sentence}` };
}

/** Fail when any fails, else unknown when any is, pass when all pass. */
export function together(verdicts: readonly Verdict[]): Answer {
  if (verdicts.some(({ answer }) => answer === "fail")) return "fail";
  return verdicts.some(({ answer }) => answer === "unknown") ? "unknown" : "pass";
}

async function judgeOver(
  source: MetricsSource,
  context: Context,
  name: string,
  gate: SignalGate,
  stay: Window,
): Promise<{ readonly verdict: Verdict; readonly waits: readonly number[] }> {
  const whole = judgedWindow(context, stay);
  const gates = signalGates(context);
  const step = stepOf(context.environment, whole);
  const questions = signalQuestions(context, name, gate, 0).filter(({ kind }) => kind === "range");
  const ranges = await askQuestions(source, questions, spanOf(whole, step));
  const window = afterBreach(context, gate, whole, step, ranges, gates);
  const length = Math.max(60, Math.floor(window.end - window.start));
  const span = spanOf(window, step);
  const ends = signalQuestions(context, name, gate, length).filter(({ kind }) => kind === "end");
  const answers: Answers = new Map([...ranges, ...(await askQuestions(source, ends, span))]);
  return {
    verdict: judgeSignal({ context, name, gate, window, span, hold: holdOf(context), answers, gates }),
    waits: waitsOf(answers),
  };
}

/** The window without what lies before a breach that ended a whole hold ago: since then the hold has begun anew. */
function afterBreach(context: Context, gate: SignalGate, whole: Window, step: number, ranges: Answers, gates: number): Window {
  const facts = gatherFacts(context, gate, ranges, spanOf(whole, step), gates);
  if ("problem" in facts || "manySeries" in facts) return whole;
  const ended = Math.max(facts.rollbackBreach?.end ?? 0, gate.kind === "comparison" ? 0 : (facts.holdBreach?.end ?? 0));
  const start = ended + step;
  return ended > 0 && whole.end - start >= bakeOf(context) ? { ...whole, start } : whole;
}

function waitsOf(answers: Answers): readonly number[] {
  return [...answers.values()].flatMap((answer) =>
    answer.kind === "problem" && answer.retryAfter !== undefined ? [answer.retryAfter] : [],
  );
}

/** Which rules are loaded says nothing about a moment in the past. */
function latestRules(
  rules: Fetched<readonly LoadedRule[]> | undefined,
  { at }: StageKnowledge,
): Fetched<readonly LoadedRule[]> | undefined {
  return at === undefined ? rules : undefined;
}

function unplaced(gate: string, kind: string, stay: Stay): Verdict {
  const { reason, sentence } = stay.kind === "unknown" ? stay : { reason: "no-window", sentence: stay.sentence };
  return { gate, kind, answer: "unknown", rollback: false, reason, sentence };
}
