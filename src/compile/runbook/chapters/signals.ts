import { codeSpan, fence, inline, phrase, type Markdown } from "../../../base/markdown.ts";
import type { TemplateData } from "../../../base/template.ts";
import type { Signal } from "../../../model/signal.ts";
import { headings } from "../../conventions.ts";
import { facts } from "../facts.ts";
import { gateLink, graphLinks } from "../links.ts";
import type { Chapter, Page } from "../page.ts";
import { codes, listed, prose } from "../prose.ts";

/** What is measured, and under which names it is recorded. */
export const signals: Chapter = (page) => {
  const all = Object.entries(page.rollout.signals);
  return all.length === 0 ? undefined : { signals: all.map(([name, signal]) => signalView(page, name, signal)) };
};

function signalView(page: Page, name: string, signal: Signal): TemplateData {
  const gates = Object.entries(page.rollout.gates).filter(([, gate]) => "signal" in gate && gate.signal === name);
  return {
    heading: inline(headings.signal(name)),
    title: inline(signal.title),
    description: prose(signal.description),
    facts: facts({
      Measures: measure(signal),
      Worse: signal.worse === "higher" ? phrase`when it rises` : phrase`when it falls`,
      Objective: objective(signal),
      "Broken down by": codes(signal.drillDown),
      Gates: listed(gates.map(([gate]) => gateLink(gate))),
    }),
    series: page.observability.series
      .filter((one) => one.signal === name)
      .map(({ variant, record, expr, selector }) => ({
        variant: variantNames[variant],
        record: codeSpan(record),
        query: fence(expr, "promql"),
        links: graphLinks(page, name, selector),
      })),
  };
}

const variantNames = {
  baseline: phrase`Baseline`,
  candidate: phrase`Candidate`,
  none: undefined,
} as const;

function measure(signal: Signal): Markdown {
  switch (signal.kind) {
    case "ratio":
      return phrase`share of ${codeSpan(signal.numerator.metric)} in ${codeSpan(signal.denominator.metric)} over ${inline(signal.window)}`;
    case "quantile":
      return phrase`quantile ${signal.quantile} of ${codeSpan(signal.histogram.metric)} over ${inline(signal.window)}`;
    case "mean":
      return phrase`mean of ${codeSpan(signal.histogram.metric)} over ${inline(signal.window)}`;
    case "rate":
      return phrase`${codeSpan(signal.counter.metric)} per second over ${inline(signal.window)}`;
    case "increase":
      return phrase`${codeSpan(signal.counter.metric)} within ${inline(signal.window)}`;
    case "level":
      return phrase`${aggregates[signal.aggregate]} of ${codeSpan(signal.gauge.metric)}`;
    case "quotient":
      return phrase`${codeSpan(signal.numerator.metric)} per ${codeSpan(signal.denominator.metric)}`;
  }
}

const aggregates = {
  sum: phrase`sum`,
  avg: phrase`average`,
  min: phrase`lowest`,
  max: phrase`highest`,
} as const;

function objective(signal: Signal): Markdown | undefined {
  if (signal.kind !== "ratio" || signal.objective === undefined) return undefined;
  return phrase`${inline(signal.objective.share)} good over ${inline(signal.objective.period)}`;
}
