import { codeSpan, fence, inline, phrase, type Markdown } from "../../../base/markdown.ts";
import type { TemplateData } from "../../../base/template.ts";
import type { Gate, SignalGate } from "../../../model/gate.ts";
import type { Stage } from "../../../model/ladder.ts";
import { headings } from "../../conventions.ts";
import { gateLimits } from "../../observability/gate-limits.ts";
import { readinessRecord } from "../../observability/readiness.ts";
import { elsewhere } from "../elsewhere.ts";
import { power } from "../../power/power.ts";
import { facts } from "../facts.ts";
import { bound, changeBound, gateLimit } from "../limits.ts";
import { alertLink, contactName, gateLink, graphLinks, probeLinks, signalLink, stageLink, taskLink } from "../links.ts";
import type { Chapter, Page } from "../page.ts";
import { listed, prose, requestRate } from "../prose.ts";

/** Each condition for leaving a stage, with what is measured and how it is asked. */
export const gates: Chapter = (page) => {
  const all = Object.entries(page.rollout.gates);
  if (all.length === 0) return undefined;
  const powers = power(page).flatMap((stage) => stage.gates);
  const assumptions = new Map(powers.map(({ gate, assumes }) => [gate, assumes]));
  return {
    readiness: readiness(page),
    power: powers.length === 0 ? undefined : powerBasis(page),
    gates: all.map(([name, gate]) => gateView(page, name, gate, assumptions.get(name))),
  };
};

function readiness({ rollout, observability }: Page): TemplateData | undefined {
  if (rollout.readiness === undefined) return undefined;
  const name = rollout.readiness.record ?? readinessRecord;
  const rule = observability.records.find(({ record }) => record === name);
  return {
    record: codeSpan(name),
    gates: listed(rollout.readiness.gates.map(gateLink)),
    query: rule === undefined ? undefined : fence(rule.expr, "promql"),
  };
}

/** What the tables of the stages are reckoned from; `undefined` where there are none. */
function powerBasis(page: Page): Markdown | undefined {
  const expected = page.environment.expectedTraffic[page.rollout.service];
  if (expected === undefined) return undefined;
  const errors = expected.errors === undefined ? phrase`` : phrase`, of which ${inline(expected.errors)} fail`;
  return phrase`what ${inline(page.environment.name)} expects of ${inline(page.rollout.service)}, ${requestRate(expected.requests)}${errors}`;
}

function gateView(page: Page, name: string, gate: Gate, assumes: string | undefined): TemplateData {
  const query = "signal" in gate ? page.observability.gates.get(name) : undefined;
  const asks = ({ gates: asked }: Stage) => asked.some((one) => one === name);
  const stages = page.ladder.stages.filter(asks);
  const alerts = Object.entries(page.rollout.alerts).filter(([, { when }]) => when.kind === "gate" && when.gate === name);
  return {
    heading: inline(headings.gate(name)),
    title: inline(gate.title),
    description: prose(gate.description),
    facts: facts({
      ...about(page, gate),
      "Must pass to leave": listed(stages.map((stage) => stageLink(stage.name))) ?? elsewhere(page, asks),
      "Assumed beforehand": assumes === undefined || assumes === "" ? undefined : inline(assumes),
      Alerts: listed(alerts.map(([alert]) => alertLink(alert))),
    }),
    items: gate.kind === "checklist" ? checklist(page, gate) : undefined,
    value: query === undefined ? undefined : fence(query.value, "promql"),
    within: query === undefined ? undefined : fence(queries(query), "promql"),
    links: query === undefined || !("signal" in gate) ? undefined : graphLinks(page, gate.signal, query.value),
  };
}

function queries({ withinHold, withinRollback }: { readonly withinHold: string; readonly withinRollback: string | undefined }): string {
  const hold = `# Within the hold limit\n${withinHold}`;
  return withinRollback === undefined ? hold : `${hold}\n\n# Within the rollback limit\n${withinRollback}`;
}

function about(page: Page, gate: Gate): Readonly<Record<string, Markdown | undefined>> {
  switch (gate.kind) {
    case "limit":
      return {
        Judges: phrase`${signalLink(gate.signal)}, ${variant(page, gate)}`,
        "Do not advance while": bound(gate.hold),
        "Roll back when": gate.rollback === undefined ? undefined : rollbackWhen(bound(gate.rollback), gate),
        ...answer(gate),
      };
    case "delta":
      return {
        Judges: phrase`${signalLink(gate.signal)}, candidate against baseline`,
        "Do not advance while": changeBound(gate.hold),
        "Roll back when": gate.rollback === undefined ? undefined : rollbackWhen(changeBound(gate.rollback), gate),
        ...answer(gate),
      };
    case "objective":
      return objective(page, gate);
    case "comparison":
      return {
        Judges: phrase`${signalLink(gate.signal)}, candidate against baseline`,
        "Do not advance while": phrase`a statistical test finds the candidate worse at ${inline(gate.confidence)} confidence; where no test is possible, ${changeBound(gate.otherwise)}`,
        "Roll back when": gate.rollback === undefined ? undefined : rollbackWhen(changeBound(gate.rollback), gate),
        ...answer(gate),
      };
    case "alerts-quiet":
      return {
        Passes: phrase`no alert of severity ${listed(gate.severities.map(codeSpan), " or ") ?? phrase``} fired for ${inline(gate.quietFor)}`,
        "No data": noData(gate.noData),
      };
    case "probe":
      return {
        Passes: gate.every === "instance" ? phrase`every probe answers well for every instance reached` : phrase`every probe answers well`,
        Probes: probeLinks(gate.probes),
      };
    case "receipt":
      return {
        Passes: phrase`every receipt holds what it must`,
        Receipts: probeLinks(gate.receipts),
      };
    case "checklist":
      return {
        Passes: phrase`people have confirmed every item`,
      };
    case "approval":
      return {
        Passes: phrase`${gate.count} of these said yes: ${listed(gate.by.map((name) => contactName(page, name))) ?? phrase``}`,
        Meeting: prose(gate.meeting),
      };
  }
}

function objective(page: Page, gate: Extract<Gate, { readonly kind: "objective" }>): Readonly<Record<string, Markdown | undefined>> {
  const signal = page.rollout.signals[gate.signal];
  const promised = signal?.kind === "ratio" ? signal.objective : undefined;
  const { hold, rollback } = gateLimits(page.rollout, gate);
  return {
    Judges: phrase`${signalLink(gate.signal)}, ${variant(page, gate)}`,
    Objective: promised === undefined ? undefined : phrase`${inline(promised.share)} over ${inline(promised.period)}`,
    "Do not advance while": gateLimit(hold),
    "Roll back when":
      rollback === undefined || gate.rollback === undefined
        ? undefined
        : rollbackWhen(
            phrase`${gateLimit(rollback)} over ${inline(gate.rollback.long)} and over ${inline(gate.rollback.short)} at once,`,
            gate,
          ),
    ...answer(gate),
  };
}

function variant({ rollout }: Page, { signal, variant: side }: Extract<Gate, { readonly kind: "limit" | "objective" }>): Markdown {
  return rollout.signals[signal]?.variants === "none" ? phrase`the whole service` : inline(side);
}

function rollbackWhen(limit: Markdown, { badStreak }: SignalGate): Markdown {
  return phrase`${limit} for ${inline(badStreak)} without a break`;
}

function answer({ minimumSamples, minimumCoverage, noData: answerWithout }: SignalGate): Readonly<Record<string, Markdown>> {
  const samples = minimumSamples === 0 ? phrase`` : phrase`at least ${minimumSamples} requests and `;
  return {
    "Counts with": phrase`${samples}${inline(minimumCoverage)} of the hold measured`,
    "No data": noData(answerWithout),
  };
}

function noData(answerWithout: "hold" | "fail"): Markdown {
  return answerWithout === "hold" ? phrase`stay and wait` : phrase`counts as failed`;
}

function checklist(page: Page, gate: Extract<Gate, { readonly kind: "checklist" }>): readonly TemplateData[] {
  return [
    ...gate.items.map(({ text, owner, done }) => ({
      done,
      text: owner === undefined ? inline(text) : phrase`${inline(text)} (${contactName(page, owner)})`,
    })),
    ...gate.tasks.map((task) => ({
      done: page.rollout.tasks[task]?.items.every((item) => item.done) === true,
      text: phrase`Task: ${taskLink(page, task)}`,
    })),
  ];
}
