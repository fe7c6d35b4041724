import { describe, expect, test } from "vitest";
import { firingSelector } from "../../../src/evidence/judge/alerts-questions.ts";
import { judgeAlerts } from "../../../src/evidence/judge/judge-alerts.ts";
import type { Fetched, LoadedRule, SeriesData } from "../../../src/evidence/metrics-source.ts";
import { shop } from "../shop.ts";

const context = shop();
const gate = context.rollout.gates["quiet"];
const end = 1_767_229_200;
const span = { start: end - 3600, end, step: 60 };
const minutes = (from: number, to: number): SeriesData["points"] =>
  Array.from({ length: to - from + 1 }, (_, index) => [span.start + (from + index) * 60, 1]);
const whole = minutes(0, 60);
const loaded: LoadedRule = {
  group: "shop",
  name: "ShopErrors",
  type: "alerting",
  labels: { rollout: "shop", environment: "production" },
  health: "ok",
  lastError: undefined,
};
const ok = <Value>(value: Value): Fetched<Value> => ({ kind: "ok", value });
const down = { kind: "problem", fault: "unreachable", words: "nothing listens", retryAfter: 60 } as const;

interface Known {
  readonly firing?: Fetched<readonly SeriesData[]>;
  readonly evaluated?: Fetched<readonly SeriesData[]>;
  readonly rules?: Fetched<readonly LoadedRule[]> | undefined;
  readonly noData?: "hold" | "fail";
}

function judged({ firing = ok([]), evaluated = ok([{ labels: {}, points: whole }]), rules = ok([loaded]), noData = "hold" }: Known) {
  if (gate?.kind !== "alerts-quiet") throw new Error("expected a gate of silence");
  const answers = new Map([
    ["firing", firing],
    ["evaluated", evaluated],
  ]);
  return judgeAlerts({ context, name: "quiet", gate: { ...gate, noData }, window: { ...span, origin: "given" }, span, answers, rules });
}

describe("silence", () => {
  const cases: Readonly<Record<string, readonly [Known, object]>> = {
    "passes while the rules were evaluated": [{}, { answer: "pass", coverage: 1 }],
    "passes where the server does not tell its rules": [
      { rules: { kind: "problem", fault: "bad-answer", words: "404" } },
      { answer: "pass" },
    ],
    "fails on an alert that fired": [
      { firing: ok([{ labels: { alertname: "ShopErrors" }, points: minutes(10, 19) }]) },
      { answer: "fail", reason: "alert-fired", sentence: expect.stringContaining("Alert ShopErrors fired for about 10m until ") },
    ],
    "fails on an alert that still fires": [
      { firing: ok([{ labels: { alertname: "ShopErrors" }, points: minutes(50, 60) }]) },
      { answer: "fail", sentence: expect.stringContaining("and still fires") },
    ],
    "says how many alerts fired beside the first": [
      {
        firing: ok([
          { labels: { alertname: "ShopErrors" }, points: minutes(50, 60) },
          { labels: { alertname: "ShopSlow" }, points: minutes(10, 19) },
        ]),
      },
      { sentence: "Alert ShopErrors fired for about 11m and still fires, within the 1h that must be quiet, and so did 1 more." },
    ],
    "shows no control characters of an alert's name": [
      { firing: ok([{ labels: { alertname: "\u001b]0;evil\u0007" }, points: whole }]) },
      { answer: "fail", sentence: expect.stringContaining("Alert ]0;evil fired") },
    ],
    "is unknown where no rule was evaluated": [{ evaluated: ok([]) }, { answer: "unknown", reason: "no-data" }],
    "fails where no rule was evaluated and the gate says so": [
      { evaluated: ok([]), noData: "fail" },
      { answer: "fail", reason: "no-data" },
    ],
    "is unknown where rules were evaluated too seldom": [
      { evaluated: ok([{ labels: {}, points: minutes(0, 30) }]) },
      { answer: "unknown", reason: "low-coverage" },
    ],
    "is unknown where our alert is not loaded": [{ rules: ok([]) }, { answer: "unknown", reason: "rules-not-loaded" }],
    "is unknown where our alert cannot be evaluated": [
      { rules: ok([{ ...loaded, health: "err" }]) },
      { answer: "unknown", reason: "rule-fails" },
    ],
    "is unknown where nobody answers": [{ firing: down }, { answer: "unknown", reason: "unreachable" }],
    "is unknown where nobody tells the rules": [{ rules: down }, { answer: "unknown", reason: "unreachable" }],
  };
  test.each(Object.entries(cases))("%s", (_, [known, verdict]) => {
    expect(judged(known)).toMatchObject({ ...verdict, rollback: false });
  });

  test("is asked of this rollout in this environment only", () => {
    if (gate?.kind !== "alerts-quiet") throw new Error("expected a gate of silence");
    expect(firingSelector(context, { ...gate, severities: ["critical", 'a"} or vector(1) #'] })).toBe(
      'ALERTS{alertstate="firing",environment="production",rollout="shop",severity=~"critical|a\\"\\\\} or vector\\\\(1\\\\) #"}',
    );
  });
});
