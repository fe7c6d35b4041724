import { cell, codeSpan, fence, inline, join, link, phrase, type Markdown } from "../../base/markdown.ts";
import type { TemplateData } from "../../base/template.ts";
import type { Context } from "../../compile/context.ts";
import { headings, panelId, panelUrl, prometheusUrl, runbookUrl } from "../../compile/conventions.ts";
import { formatCount, formatSpan, formatValue } from "../../evidence/judge/format-value.ts";
import type { Verdict } from "../../evidence/verdict.ts";
import type { Proposal } from "../proposal.ts";
import { isOverridden } from "./evidence-of.ts";
import { momentWords } from "./moment-words.ts";
import { shownVerdict } from "./shown-verdict.ts";
import { sparkline } from "./sparkline.ts";

const dash = phrase`–`;

/** What each gate of the stage that is left says; `undefined` where none was asked. */
export function gatesPart({ before, decision, judgement }: Proposal): TemplateData | undefined {
  const verdicts = judgement?.verdicts ?? [];
  if (verdicts.length === 0) return undefined;
  const overrides = "overrides" in decision ? decision.overrides : [];
  return {
    gates: verdicts.map((verdict) => ({
      answer: answer(verdict, isOverridden(verdict, decision.move, overrides)),
      gate: cell(link(codeSpan(verdict.gate), runbookUrl(before.rollout, before.environment, headings.gate(verdict.gate)))),
      ...measured(before, verdict),
      links: cell(links(before, verdict)),
    })),
    sentences: verdicts.map(({ gate, sentence }) => ({ gate: codeSpan(gate), sentence: inline(sentence) })),
  };
}

function answer({ answer: said, rollback }: Verdict, overridden: boolean): Markdown {
  const word = { pass: phrase`✅ pass`, fail: rollback ? phrase`⛔ go back` : phrase`❌ fail`, unknown: phrase`❔ unknown` }[said];
  return overridden ? phrase`${word}, overridden` : word;
}

function measured(context: Context, verdict: Verdict): Readonly<Record<"value" | "limit" | "window" | "samples" | "coverage", Markdown>> {
  const { value, limit } = shownVerdict(context, verdict);
  const { window, samples, coverage } = verdict;
  const shown = (text: string | undefined) => (text === undefined ? dash : cell(inline(text)));
  return {
    value: shown(value),
    limit: shown(limit),
    window: window === undefined ? dash : phrase`${inline(formatSpan(window.end - window.start))} until ${inline(momentWords(window.end))}`,
    samples: shown(samples === undefined ? undefined : formatCount(samples)),
    coverage: shown(coverage === undefined ? undefined : formatValue(Math.floor(coverage * 1000) / 1000, "percent")),
  };
}

function links({ rollout, environment }: Context, { gate: name, query, window }: Verdict): Markdown {
  const gate = rollout.gates[name];
  const graph = query === undefined ? [] : [link("graph", prometheusUrl(environment, query, window))];
  const panel =
    window === undefined || gate === undefined || !("signal" in gate)
      ? []
      : [link("panel", panelUrl(rollout, environment, panelId("signal", gate.signal), window))];
  return [...graph, ...panel].length === 0 ? dash : join([...graph, ...panel], " · ");
}

/** A small chart of each measured gate; `undefined` where nothing can be drawn. */
export function chartsPart({ before, judgement }: Proposal): Markdown | undefined {
  const drawn = (judgement?.verdicts ?? []).flatMap((verdict) => {
    const known = verdict.trace?.filter((value) => value !== null) ?? [];
    if (verdict.trace === undefined || known.length === 0) return [];
    const { write, limit } = shownVerdict(before, verdict);
    const bound = verdict.threshold === undefined ? undefined : Number(verdict.threshold);
    const [least, most] = [write(Math.min(...known)), write(Math.max(...known))];
    const range = least === most ? least : `${least} to ${most}`;
    return [{ gate: verdict.gate, line: sparkline(verdict.trace, bound), range: `${range}${limit === undefined ? "" : `; ${limit}`}` }];
  });
  if (drawn.length === 0) return undefined;
  const width = Math.max(...drawn.map(({ gate }) => gate.length));
  return fence(drawn.map(({ gate, line, range }) => `${gate.padEnd(width)}  ${line}  ${range}`).join("\n"), "text");
}
