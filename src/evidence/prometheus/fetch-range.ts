import { canonicalJson } from "../../base/canonical-json.ts";
import { mostPoints, type Fetched, type MetricsSource, type Point, type SeriesData, type Span } from "../metrics-source.ts";

/** A span in pieces that a server answers each at once, end to end, without a step told twice. */
export function chunks({ start, end, step }: Span, most = mostPoints): readonly Span[] {
  const steps = Math.floor((end - start) / step + 1e-9) + 1;
  return Array.from({ length: Math.ceil(steps / most) }, (_, index) => {
    const first = index * most;
    const last = Math.min(first + most, steps) - 1;
    return { start: start + first * step, end: start + last * step, step };
  });
}

/** Asks for a span of any length, piece by piece, and joins the series again. The first problem ends it. */
export async function fetchRange(source: MetricsSource, expression: string, span: Span): Promise<Fetched<readonly SeriesData[]>> {
  const joined = new Map<string, { readonly labels: SeriesData["labels"]; readonly points: Point[] }>();
  for (const piece of chunks(span)) {
    const answer = await source.queryRange(expression, piece);
    if (answer.kind === "problem") return answer;
    for (const { labels, points } of answer.value) {
      const key = canonicalJson(labels);
      const series = joined.get(key) ?? { labels, points: [] };
      series.points.push(...points);
      joined.set(key, series);
    }
  }
  return { kind: "ok", value: [...joined.values()] };
}
