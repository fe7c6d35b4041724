import { literalText, literalUrl } from "./literal.ts";
import type { Look, Query } from "./panel.ts";

/** Grafana's names of the colours that looks have, for curves and lines alike. */
export const lookColors: Readonly<Record<Exclude<Look, "plain">, string>> = {
  baseline: "blue",
  candidate: "purple",
  hold: "orange",
  rollback: "red",
  alert: "yellow",
};

/** One setting of a single series, beside those of its panel. */
export interface SeriesProperty {
  readonly id: string;
  readonly value: unknown;
}

/** What sets the series of a query apart: its colour, dashes for a limit, and where a click leads. */
export function seriesProperties({ look = "plain", links = [] }: Query): readonly SeriesProperty[] {
  return [...color(look), ...dashes(look), ...(links.length === 0 ? [] : [{ id: "links", value: links.map(dataLink) }])];
}

function color(look: Look): readonly SeriesProperty[] {
  return look === "plain" ? [] : [{ id: "color", value: { mode: "fixed", fixedColor: lookColors[look] } }];
}

function dashes(look: Look): readonly SeriesProperty[] {
  if (look === "plain" || look === "baseline" || look === "candidate") return [];
  return [
    { id: "custom.lineStyle", value: { fill: "dash", dash: [10, 10] } },
    { id: "custom.lineWidth", value: 1 },
  ];
}

function dataLink({ title, url }: { readonly title: string; readonly url: string }): object {
  return { title: literalText(title), url: literalUrl(url), targetBlank: true };
}
