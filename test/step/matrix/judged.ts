import type { Context } from "../../../src/compile/context.ts";
import type { StageJudgement } from "../../../src/evidence/judge/judge-stage.ts";
import type { Verdict } from "../../../src/evidence/verdict.ts";

/** What gates are made to say. `open`: nobody has said yes yet, and all else passes. */
export type GateAnswer = "pass" | "open" | "fail" | "go-back";

/** What gates say at a moment (Unix seconds): the same whenever it is asked about the same one. */
export function judged(context: Context, answer: GateAnswer, at: number): StageJudgement {
  const rollback = answer === "go-back";
  const isMeasured = answer === "pass" || answer === "open";
  const since = Date.parse(context.ledger.at(-1)?.at ?? "") / 1000;
  const verdicts = context.position.stage.gates.map((gate): Verdict => {
    const kind = context.rollout.gates[gate]?.kind ?? "limit";
    if (kind === "approval") {
      return answer === "open"
        ? {
            gate,
            kind,
            answer: "unknown",
            rollback: false,
            reason: "waits-for-people",
            sentence: "Waits for 1 more of Payments team to say yes.",
          }
        : { gate, kind, answer: "pass", rollback: false, sentence: "1 of 1 said yes." };
    }
    return {
      gate,
      kind,
      answer: isMeasured ? "pass" : "fail",
      rollback,
      sentence: isMeasured ? "It is within its limit." : "It is beyond its limit.",
      window: { start: since, end: at, origin: "stage-series" },
      value: isMeasured ? "0.001" : "0.5",
      threshold: "0.005",
      samples: 100_000,
      coverage: 1,
    };
  });
  return {
    stay: { kind: "stay", since, end: at, origin: "stage-series", sentence: "Since the step." },
    at,
    server: "3.0.0",
    verdicts,
    answer: answer === "open" ? "unknown" : isMeasured ? "pass" : "fail",
    rollback,
    retryAfter: undefined,
  };
}
