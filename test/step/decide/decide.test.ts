import { describe, expect, test } from "vitest";
import type { LedgerEntry } from "../../../src/model/ledger-entry.ts";
import { decide } from "../../../src/step/decide/decide.ts";
import type { Decision } from "../../../src/step/decide/decision.ts";
import type { Facts } from "../../../src/step/decide/facts.ts";
import { digest, situation, stages, type Situation } from "./situation.ts";

/** What is held against a decision: its kind and what else is told, without gates in full. */
function shown(decision: Decision): object {
  const gates = "gates" in decision ? { gates: decision.gates.map(({ gate }) => gate) } : {};
  const until =
    "until" in decision ? { until: decision.until === undefined ? undefined : new Date(decision.until * 1000).toISOString() } : {};
  const overrides = "overrides" in decision ? { overrides: decision.overrides.map(({ kind }) => kind) } : {};
  return { ...decision, ...gates, ...until, ...overrides };
}

const broken = { answer: "fail", rollback: true, reason: "rollback-limit", sentence: "Errors are at 9 %." } as const;
const failing = { answer: "fail", reason: "hold-limit", sentence: "Errors are at 2 %." } as const;
const unknown = { answer: "unknown", reason: "no-data", sentence: "Errors have no data." } as const;
const frozen = "2026-12-22T11:00:00Z";
const longAgo = { since: "2026-12-10T11:00:00Z" };
const stop = { environments: ["production"], reason: "Incident 42" };
const later = { expires: "2026-12-30T00:00:00Z" };
const byGate = (gate: string, more: object = {}) => ({ kind: "gate", gate, stage: "canary-5", ...more });
const steps = (...names: readonly string[]): readonly Partial<LedgerEntry>[] =>
  names.map((to, index) => ({ from: names[index - 1] ?? null, to }));
const newImage = (whenChanged: string) => ({
  whenChanged,
  image: { repository: "ghcr.io/acme/shop", tag: "3.0.0", digest: digest("3") },
});
const takenBack = steps("before", "shadow", "canary-5", "before");

type Case = readonly [given: Situation, decision: Record<string, unknown>];

const up: Readonly<Record<string, Case>> = {
  "a ramp whose hold is over and whose gates pass goes on to the next stage": [
    {},
    {
      kind: "advance",
      move: { from: "canary-5", to: "canary-50" },
      remaining: [],
      overrides: [],
      sentence: "Go from canary-5 to canary-50: all 3 gates pass.",
    },
  ],
  "the step to the last stage finishes": [
    { at: "repointed", judged: false },
    { kind: "finish", move: { from: "repointed", to: "finished" }, sentence: "Go from repointed to finished: no gate stands before it." },
  ],
  "the step to the last stage finishes although it cleans up too": [
    { at: "full", ladder: { stages: stages.slice(0, 6) } },
    { kind: "finish", move: { from: "full", to: "repointed" } },
  ],
  "once the candidate has everything, giving it the main route is cleaning up": [
    { at: "full" },
    { kind: "clean-up", move: { from: "full", to: "repointed" }, sentence: "Go from full to repointed: its gate passes." },
  ],
  "the step that gives the candidate everything is not cleaning up yet": [{ at: "canary-50" }, { kind: "advance" }],
  "the last stage is the end": [{ at: "finished" }, { kind: "done", sentence: "It stands at finished, the last stage." }],
  "the end is the end in a freeze, under a stop and after a step back too": [
    { at: "finished", now: frozen, stops: [{ ...stop, ...later }] },
    { kind: "done" },
  ],
  "a stage without hold is left when its gates pass": [
    { at: "before", since: undefined },
    { kind: "advance", move: { from: "before", to: "shadow" } },
  ],
};

const people: Readonly<Record<string, Case>> = {
  "what only people can give is told, and the step is prepared": [
    { verdicts: { people: { answer: "unknown", reason: "waits-for-people", sentence: "Waits for the shop team." } } },
    {
      kind: "advance",
      remaining: ["Gate people: Waits for the shop team."],
      sentence: "Go from canary-5 to canary-50: 2 of 3 gates pass, 1 waits for people.",
    },
  ],
  "a checklist waits for people": [
    { at: "before", verdicts: { ready: { answer: "unknown", sentence: "Waits." } } },
    { kind: "advance", remaining: ["Gate ready: Waits."] },
  ],
  "a probe that nobody has run waits for people": [
    { at: "canary-50", verdicts: { smoke: { ...unknown, sentence: "It has not been run." } } },
    { kind: "advance", remaining: ["Gate smoke: It has not been run."] },
  ],
  "a probe that got no answer keeps the stage": [
    { at: "canary-50", verdicts: { smoke: { answer: "unknown", reason: "unreachable", sentence: "No answer." } } },
    { kind: "hold", gates: ["smoke"] },
  ],
  "a probe that failed keeps the stage": [
    { at: "canary-50", verdicts: { smoke: { answer: "fail", reason: "probe-failed", sentence: "It failed." } } },
    { kind: "hold", gates: ["smoke"] },
  ],
  "while a measured gate keeps the stage, people are not asked yet": [
    { verdicts: { errors: unknown, people: { answer: "unknown", sentence: "Waits." } } },
    { kind: "hold", gates: ["errors"] },
  ],
  "what people have overridden is not asked of them": [
    { verdicts: { people: { answer: "unknown", sentence: "Waits." } }, overrides: [byGate("people")] },
    { kind: "advance", remaining: [], overrides: ["gate"] },
  ],
};

const gates: Readonly<Record<string, Case>> = {
  "a gate that fails keeps the stage": [
    { verdicts: { errors: failing } },
    { kind: "hold", gates: ["errors"], retryAfter: undefined, sentence: "Gate errors fails: stay at canary-5. Errors are at 2 %." },
  ],
  "a gate that does not know keeps the stage, and goes back nowhere": [
    { verdicts: { errors: unknown } },
    { kind: "hold", gates: ["errors"], sentence: "Gate errors does not know: stay at canary-5. Errors have no data." },
  ],
  "both are told": [
    { verdicts: { errors: unknown, quiet: failing } },
    {
      kind: "hold",
      gates: ["errors", "quiet"],
      sentence: "Gate quiet fails, and gate errors does not know: stay at canary-5. Errors are at 2 %.",
    },
  ],
  "what was unreachable for now is asked again": [
    { verdicts: { errors: { ...unknown, reason: "unreachable" } }, retryAfter: 60 },
    { kind: "hold", retryAfter: 60 },
  ],
  "where a gate fails, asking another again helps nothing": [
    { verdicts: { errors: failing, quiet: { ...unknown, reason: "unreachable" } }, retryAfter: 60 },
    { kind: "hold", retryAfter: undefined },
  ],
  "a gate that nobody judged does not pass": [
    { verdicts: { quiet: undefined } },
    { kind: "hold", gates: ["quiet"], sentence: "Gate quiet does not know: stay at canary-5. Gate quiet was not judged." },
  ],
  "gates that nobody judged at all do not pass": [{ judged: false }, { kind: "hold", gates: ["errors", "quiet"] }],
  "a gate that people have overridden lets it pass": [
    { verdicts: { errors: failing }, overrides: [byGate("errors")] },
    { kind: "advance", overrides: ["gate"], sentence: "Go from canary-5 to canary-50: 2 of 3 gates pass, 1 is overridden." },
  ],
  "an override of another gate does not": [
    { verdicts: { errors: failing }, overrides: [byGate("quiet")] },
    { kind: "hold", gates: ["errors"] },
  ],
  "an override of another stage does not": [
    { verdicts: { errors: failing }, overrides: [byGate("errors", { stage: "canary-50" })] },
    { kind: "hold" },
  ],
  "an override that has expired does not": [
    { verdicts: { errors: failing }, overrides: [byGate("errors", { expires: "2026-11-17T11:00:00Z" })] },
    { kind: "hold" },
  ],
  "an override of a freeze is none of a gate": [{ verdicts: { errors: failing }, overrides: [{ kind: "freeze" }] }, { kind: "hold" }],
  "an override that nothing needs is not told": [{ overrides: [byGate("errors"), { kind: "freeze" }] }, { kind: "advance", overrides: [] }],
};

const time: Readonly<Record<string, Case>> = {
  "the hold is counted from when the cluster came to the stage": [
    { since: "2026-11-16T11:00:00Z" },
    {
      kind: "wait",
      until: "2026-11-18T11:00:00.000Z",
      sentence: "canary-5 is held for 48h since 2026-11-16T11:00:00Z: wait until 2026-11-18T11:00:00Z.",
    },
  ],
  "the hold is over to the second": [{ since: "2026-11-15T11:00:00Z" }, { kind: "advance" }],
  "the hold is not over a second before": [{ since: "2026-11-15T11:00:01Z" }, { kind: "wait" }],
  "where the metrics do not tell, the ledger does": [
    { since: undefined, now: "2026-11-09T09:00:00Z" },
    { kind: "wait", until: "2026-11-09T10:00:00.000Z" },
  ],
  "where nothing tells, it stays": [
    { at: "before", ledger: [], since: undefined, ladder: { stages: [{ ...stages[0], hold: "1h" }, ...stages.slice(1)] } },
    { kind: "hold", gates: [], sentence: "before is held for 1h, and neither the metrics nor the ledger tell since when it stands there." },
  ],
  "a gate that fails during the hold is told, and may recover": [
    { since: "2026-11-16T11:00:00Z", verdicts: { errors: failing } },
    {
      kind: "wait",
      sentence: "canary-5 is held for 48h since 2026-11-16T11:00:00Z: wait until 2026-11-18T11:00:00Z. Gate errors fails meanwhile.",
    },
  ],
  "no override shortens a hold": [{ since: "2026-11-16T11:00:00Z", overrides: [byGate("errors"), { kind: "freeze" }] }, { kind: "wait" }],
  "outside working hours it waits until they begin": [
    { ladder: { window: "working-hours" }, now: "2026-11-17T16:00:00Z", since: "2026-11-10T11:00:00Z" },
    {
      kind: "wait",
      until: "2026-11-18T08:00:00.000Z",
      sentence:
        "Steps are taken in working hours, mon, tue, wed, thu, fri from 09:00 to 17:00 (Europe/Paris). It opens at 2026-11-18T08:00:00Z.",
    },
  ],
  "on a Friday evening it waits until Monday": [
    { ladder: { window: "working-hours" }, now: "2026-11-20T17:00:00Z" },
    { kind: "wait", until: "2026-11-23T08:00:00.000Z" },
  ],
  "the evening before a freeze it waits until the first working day after it": [
    { ladder: { window: "working-hours" }, now: "2026-12-18T17:00:00Z", ...longAgo },
    { kind: "wait", until: "2027-01-05T08:00:00.000Z" },
  ],
  "people may decide to go on at night": [
    { ladder: { window: "working-hours" }, now: "2026-11-17T22:00:00Z", overrides: [{ kind: "freeze" }] },
    { kind: "advance", overrides: ["freeze"] },
  ],
  "a ladder for any time knows no hours": [{ now: "2026-11-22T02:00:00Z" }, { kind: "advance" }],
};

const closed: Readonly<Record<string, Case>> = {
  "a freeze keeps it, and tells when it ends": [
    { now: frozen, ...longAgo },
    {
      kind: "frozen",
      reason: "The rota is away",
      owner: "Director",
      until: "2027-01-04T23:00:00.000Z",
      sentence: "Freeze year-end lasts from 2026-12-19 to 2027-01-04: The rota is away. It opens at 2027-01-04T23:00:00Z.",
    },
  ],
  "where steps are taken in working hours, it tells when they begin": [
    { now: frozen, ...longAgo, ladder: { window: "working-hours" } },
    { kind: "frozen", until: "2027-01-05T08:00:00.000Z" },
  ],
  "a day begins when it does in the environment's zone": [{ now: "2026-12-18T23:30:00Z", ...longAgo }, { kind: "frozen" }],
  "a stop keeps it, before any freeze": [
    { now: frozen, ...longAgo, stops: [{ ...stop, ...later }] },
    {
      kind: "frozen",
      reason: "Incident 42",
      owner: "J. Martin",
      until: "2027-01-04T23:00:00.000Z",
      sentence: "The line is stopped by J. Martin: Incident 42. It opens at 2027-01-04T23:00:00Z.",
    },
  ],
  "a stop of everything is one of this environment": [
    { stops: [{ ...stop, environments: "all" }] },
    { kind: "frozen", until: "2026-11-18T12:00:00.000Z" },
  ],
  "a stop of another environment is none of this one": [{ stops: [{ ...stop, environments: ["staging"] }] }, { kind: "advance" }],
  "a stop that has expired is none": [{ stops: [{ ...stop, expires: "2026-11-17T11:00:00Z" }] }, { kind: "advance" }],
  "of two stops, the later end counts": [
    { stops: [stop, { ...stop, expires: "2026-11-19T12:00:00Z" }] },
    { kind: "frozen", until: "2026-11-19T12:00:00.000Z" },
  ],
  "people may decide to go on in spite of a freeze": [
    { now: frozen, ...longAgo, overrides: [{ kind: "freeze", ...later }] },
    { kind: "advance", overrides: ["freeze"] },
  ],
  "people may decide to go on in spite of a stop": [
    { stops: [stop], overrides: [{ kind: "freeze" }] },
    { kind: "advance", overrides: ["freeze"] },
  ],
  "that decision expires": [{ stops: [stop], overrides: [{ kind: "freeze", expires: "2026-11-17T11:00:00Z" }] }, { kind: "frozen" }],
};

const back: Readonly<Record<string, Case>> = {
  "a broken rollback limit goes back to where the candidate did nothing": [
    { verdicts: { errors: broken } },
    {
      kind: "roll-back",
      move: { from: "canary-5", to: "before" },
      gates: ["errors"],
      sentence: "Gate errors broke its rollback limit at canary-5: go back to before. Errors are at 9 %.",
    },
  ],
  "the ladder may say where to": [
    { at: "canary-50", ladder: { rollbackTo: "shadow" }, verdicts: { errors: broken } },
    { kind: "roll-back", move: { from: "canary-50", to: "shadow" } },
  ],
  "from there, and from before it, the usual stage is gone back to": [
    { at: "shadow", ladder: { rollbackTo: "shadow" }, verdicts: { errors: broken } },
    { kind: "roll-back", move: { from: "shadow", to: "before" } },
  ],
  "it goes back in a freeze, under a stop, at night, during the hold, after a step back, whatever is overridden": [
    {
      now: "2026-12-22T02:00:00Z",
      since: "2026-12-22T01:00:00Z",
      ladder: { window: "working-hours" },
      stops: [{ ...stop, ...later }],
      ledger: steps("before", "shadow", "canary-5", "canary-50", "canary-5"),
      overrides: [byGate("errors", later), { kind: "freeze", ...later }],
      verdicts: { errors: broken, quiet: failing },
      rollout: newImage("refuse"),
    },
    { kind: "roll-back", gates: ["errors"] },
  ],
  "it goes back from the last stage, where that has gates": [
    { at: "full", ladder: { stages: stages.slice(0, 5) }, verdicts: { errors: broken } },
    { kind: "roll-back", move: { from: "full", to: "before" } },
  ],
  "it goes back although state and ledger differ": [{ ledger: steps("before"), verdicts: { errors: broken } }, { kind: "roll-back" }],
  "on the first stage there is nothing to go back to": [
    { at: "before", verdicts: { ready: { ...broken } } },
    {
      kind: "hold",
      gates: ["ready"],
      sentence: "Gate ready broke its rollback limit at before, the first stage: there is nothing to go back to. Errors are at 9 %.",
    },
  ],
  "two gates are told": [
    { verdicts: { errors: broken, quiet: broken } },
    {
      kind: "roll-back",
      gates: ["errors", "quiet"],
      sentence: "Gates errors and quiet broke their rollback limits at canary-5: go back to before. Errors are at 9 %.",
    },
  ],
};

const held: Readonly<Record<string, Case>> = {
  "what was taken back stays until people say otherwise": [
    { at: "before", ledger: takenBack },
    {
      kind: "held",
      since: "2026-11-08T10:00:00Z",
      sentence:
        'Taken back from canary-5 to before; `rampart resume situation production --reason "…"` asks to go on. It was at 2026-11-08T10:00:00Z.',
    },
  ],
  "it says why it was taken back": [
    { at: "before", ledger: [...takenBack.slice(0, 3), { ...takenBack[3], reason: "Errors" }] },
    { kind: "held", sentence: expect.stringContaining(" asks to go on. It was at 2026-11-08T10:00:00Z: Errors.") },
  ],
  "people may say so": [
    { at: "before", ledger: takenBack, overrides: [{ kind: "hold", after: "2026-11-08T10:00:00Z" }] },
    { kind: "advance", overrides: ["hold"] },
  ],
  "however they write that moment": [
    { at: "before", ledger: takenBack, overrides: [{ kind: "hold", after: "2026-11-08T10:00:00.000Z" }] },
    { kind: "advance" },
  ],
  "what they said of an earlier step back does not count": [
    { at: "before", ledger: takenBack, overrides: [{ kind: "hold", after: "2026-11-01T10:00:00Z" }] },
    { kind: "held" },
  ],
  "what they said expires": [
    { at: "before", ledger: takenBack, overrides: [{ kind: "hold", after: "2026-11-08T10:00:00Z", expires: "2026-11-17T11:00:00Z" }] },
    { kind: "held" },
  ],
  "once it goes up again, nothing holds it": [
    { at: "shadow", ledger: [...takenBack, { from: "before", to: "shadow" }] },
    { kind: "advance" },
  ],
  "beginning again with another image is no step back": [
    { at: "before", ledger: [...takenBack.slice(0, 3), { ...takenBack[3], restart: true }] },
    { kind: "advance", overrides: [] },
  ],
  "beginning again with another image does not end a step back": [
    { at: "before", ledger: [...steps("before", "shadow", "canary-5", "shadow"), { from: "shadow", to: "before", restart: true }] },
    { kind: "held", since: "2026-11-08T10:00:00Z" },
  ],
  "a step from a stage that is no more may have gone down": [
    { at: "shadow", ledger: [...steps("before"), { from: "canary-20", to: "shadow" }] },
    { kind: "held" },
  ],
};

const images: Readonly<Record<string, Case>> = {
  "another image in mid-ramp is refused unless the definition says otherwise": [
    { rollout: { image: newImage("").image } },
    {
      kind: "needs-person",
      sentence:
        "The image is now 3.0.0, and the ramp that stands at canary-5 is of 2.0.0: set the image back, or have somebody go back to before and begin again from there.",
    },
  ],
  "restart begins again": [
    { rollout: newImage("restart") },
    {
      kind: "restart",
      move: { from: "canary-5", to: "before" },
      sentence: "The image is now 3.0.0, and the ramp that stands at canary-5 is of 2.0.0: begin again at before.",
    },
  ],
  "queue goes on with the image of the ramp": [{ rollout: newImage("queue") }, { kind: "advance" }],
  "queue begins again when the ramp is done": [
    { at: "finished", rollout: newImage("queue") },
    { kind: "restart", move: { from: "finished", to: "before" } },
  ],
  "queue begins again when the ramp was taken back": [
    { at: "shadow", ledger: steps("before", "shadow", "canary-5", "shadow"), rollout: newImage("queue") },
    { kind: "restart", move: { from: "shadow", to: "before" }, sentence: expect.stringContaining("is of 2.0.0, which was taken back") },
  ],
  "restart begins again when the ramp is done": [{ at: "finished", rollout: newImage("restart") }, { kind: "restart" }],
  "a ramp that is done refuses nothing": [{ at: "finished", rollout: newImage("refuse") }, { kind: "done" }],
  "before anything has moved, the image is free": [{ at: "before", rollout: newImage("refuse") }, { kind: "advance" }],
  "to begin again is a way down: nothing closes it": [
    {
      rollout: newImage("restart"),
      now: frozen,
      stops: [{ ...stop, ...later }],
      since: "2026-12-22T10:00:00Z",
      verdicts: { errors: failing },
    },
    { kind: "restart" },
  ],
  "a ledger that tells no image tells of no change": [
    { ledger: steps("before", "shadow", "canary-5").map((entry) => ({ ...entry, image: undefined })), rollout: newImage("refuse") },
    { kind: "advance" },
  ],
};

const records: Readonly<Record<string, Case>> = {
  "a state that the ledger does not tell of needs somebody": [
    { ledger: steps("before", "shadow") },
    {
      kind: "needs-person",
      sentence: "It stands at canary-5, but the ledger ends at shadow: record the step that is missing, or set the state back.",
    },
  ],
  "a ledger without a step is one of the first stage": [
    { ledger: [] },
    {
      kind: "needs-person",
      sentence: "It stands at canary-5, but the ledger records no step: record the step that is missing, or set the state back.",
    },
  ],
  "on the first stage no ledger is needed": [{ at: "before", ledger: [] }, { kind: "advance" }],
};

const staging = (stage: string, ledger: readonly Partial<LedgerEntry>[]): Facts["elsewhere"] => [
  {
    environment: "staging",
    stages: ["before", "canary", "full"],
    stage,
    ledger: ledger.map((entry, index) => ({
      environment: "staging",
      from: null,
      to: "before",
      at: `2026-11-1${index}T11:00:00Z`,
      operator: "a.leroy",
      evidence: [],
      ...entry,
    })),
  },
];
const entry = { entry: [{ environment: "staging", stage: "canary" }] };
const observed = { entry: [{ environment: "staging", stage: "canary", observedFor: "7d" }] };
const twoSteps = steps("before", "canary");

const elsewhere: Readonly<Record<string, Case>> = {
  "it begins when another environment has come far enough": [
    { at: "before", ladder: entry, elsewhere: staging("canary", twoSteps) },
    { kind: "advance" },
  ],
  "it does not begin before": [
    { at: "before", ladder: entry, elsewhere: staging("before", steps("before")) },
    { kind: "blocked", environment: "staging", sentence: "It begins when staging has come to canary: it stands at before there." },
  ],
  "it does not begin where nothing is known of the other": [
    { at: "before", ladder: entry },
    { kind: "blocked", sentence: "It begins when staging has come to canary: nothing is known of it there." },
  ],
  "it does not begin where the other stands at a stage it does not have": [
    { at: "before", ladder: entry, elsewhere: staging("canary-9", twoSteps) },
    { kind: "blocked" },
  ],
  "what is to be observed is waited for": [
    { at: "before", ladder: observed, elsewhere: staging("canary", twoSteps) },
    {
      kind: "wait",
      until: "2026-11-18T11:00:00.000Z",
      sentence:
        "staging is to be observed for 7d, and has been at canary or beyond since 2026-11-11T11:00:00Z: wait until 2026-11-18T11:00:00Z.",
    },
  ],
  "going on there is being observed too": [
    { at: "before", ladder: observed, elsewhere: staging("full", steps("before", "canary", "full")), now: "2026-11-18T11:00:00Z" },
    { kind: "advance" },
  ],
  "going back there begins the time anew": [
    {
      at: "before",
      ladder: observed,
      elsewhere: staging("canary", steps("before", "canary", "before", "canary")),
      now: "2026-11-18T11:00:00Z",
    },
    { kind: "wait", until: "2026-11-20T11:00:00.000Z" },
  ],
  "a ledger that does not tell since when cannot have been observed": [
    { at: "before", ladder: observed, elsewhere: staging("canary", []) },
    {
      kind: "blocked",
      sentence:
        "It begins when staging has come to canary and stayed there for 7d: the ledger does not tell since when it has been at canary there.",
    },
  ],
  "what blocks is told before what has to be waited for": [
    {
      at: "before",
      ladder: { entry: [...observed.entry, { environment: "development", stage: "full" }] },
      elsewhere: staging("canary", twoSteps),
    },
    { kind: "blocked", environment: "development" },
  ],
  "where a new image begins again, it must have come there itself": [
    {
      at: "before",
      ladder: entry,
      elsewhere: staging("canary", [{}, { from: "before", to: "canary", image: { tag: "1.0.0", digest: digest("1") } }]),
      rollout: { whenChanged: "restart" },
    },
    {
      kind: "blocked",
      sentence: "It begins when staging has come to canary: it came there with image 1.0.0, and 2.0.0 is to be rolled out.",
    },
  ],
  "under way, nothing is asked of others": [{ ladder: entry }, { kind: "advance" }],
};

const order: Readonly<Record<string, Case>> = {
  "a step back is told before another environment": [{ at: "before", ledger: takenBack, ladder: entry }, { kind: "held" }],
  "another environment is told before a freeze": [{ at: "before", ladder: entry, now: frozen }, { kind: "blocked" }],
  "a freeze is told before the hold": [{ now: frozen, since: "2026-12-22T10:00:00Z" }, { kind: "frozen" }],
  "the hours are told before the hold": [
    { ladder: { window: "working-hours" }, now: "2026-11-17T22:00:00Z", since: "2026-11-17T10:00:00Z" },
    { kind: "wait", until: "2026-11-18T08:00:00.000Z" },
  ],
  "the hold is told before the gates": [{ since: "2026-11-17T10:00:00Z", verdicts: { errors: unknown } }, { kind: "wait" }],
  "another image is told before a step back": [
    { at: "shadow", ledger: steps("before", "shadow", "canary-5", "shadow"), rollout: newImage("restart") },
    { kind: "restart" },
  ],
};

describe.each([
  ["going up", up],
  ["what people have to do", people],
  ["gates", gates],
  ["time", time],
  ["freezes and stops", closed],
  ["going back", back],
  ["after a step back", held],
  ["another image", images],
  ["state and ledger", records],
  ["other environments", elsewhere],
  ["what is told first", order],
] as const)("%s", (_, cases) => {
  test.each(Object.entries(cases))("%s", (_name, [given, expected]) => {
    expect(shown(decide(situation(given)))).toMatchObject(expected);
  });
});
