import { redact } from "../../base/redact.ts";
import type { Context } from "../../compile/context.ts";
import { formatDuration } from "../../model/quantity.ts";
import type { MetricsSource, SeriesData } from "../metrics-source.ts";
import { fetchRange } from "../prometheus/fetch-range.ts";
import { deliveredObject, type DeliveredObject } from "../../compile/delivered-object.ts";

/** Whether the GitOps controller says that what a stage renders is applied and well. */
export interface DeliveryConfirmation {
  /** Why it does not: `not-synced`, `not-healthy`, `not-confirmed`, or why it could not be asked. */
  readonly doubt: string | undefined;
  readonly sentence: string;
  /** Seconds after which asking again may help. */
  readonly retryAfter: number | undefined;
}

/** Samples older than this, in seconds, say nothing of now. */
const freshFor = 300;

/**
 * Asks the environment's GitOps controller, by its metrics, about the stay at a
 * stage: what counts is how it is at the end. `undefined` where nobody is to be
 * asked.
 */
export async function confirmDelivery(
  source: MetricsSource,
  context: Context,
  { since, end }: { readonly since: number; readonly end: number },
): Promise<DeliveryConfirmation | undefined> {
  const object = deliveredObject(context);
  if (object === undefined) return undefined;
  const step = Math.max(60, Math.ceil((end - since) / 5000 / 60) * 60);
  const start = end - Math.max(1, Math.floor((end - since) / step)) * step;
  const answer = await fetchRange(source, object.selector, { start, end, step });
  if (answer.kind === "problem") {
    return told(answer.fault, `Whether ${object.words} is in order is not known: ${answer.words}.`, answer.retryAfter);
  }
  const latest = Math.max(...answer.value.map(lastOf));
  if (!(latest >= end - freshFor)) {
    const ago = latest === -Infinity ? "" : ` for ${formatDuration(Math.round(end - latest))}`;
    return told("not-confirmed", `No metric tells how ${object.words} is${ago}: are its metrics scraped?`);
  }
  const now = answer.value.filter((series) => lastOf(series) >= latest - 1);
  const [one, ...more] = now;
  if (one === undefined || more.length > 0) {
    return told("not-confirmed", `${now.length} series tell how ${object.words} is: name its namespace in delivery, so that there is one.`);
  }
  const { doubt, words } = state(object, one);
  const times = new Set(answer.value.flatMap(({ points }) => points.map(([time]) => time)));
  const good = answer.value
    .filter((series) => state(object, series).doubt === undefined)
    .reduce((sum, { points }) => sum + points.length, 0);
  const share = Math.floor((Math.min(good, times.size) / times.size) * 1000) / 10;
  return doubt === undefined
    ? told(undefined, `Confirmed: ${object.words} is ${words}, and was so for ${share} % of that time.`)
    : told(doubt, `Not confirmed: ${object.words} is ${words}, so what was measured may not be this stage.`);
}

function lastOf({ points }: SeriesData): number {
  return points.findLast(([, value]) => value > 0)?.[0] ?? -Infinity;
}

/** What the labels of a series say. */
function state({ delivery }: DeliveredObject, { labels }: SeriesData): { readonly doubt: string | undefined; readonly words: string } {
  const label = (name: string): string => redact(labels[name] ?? "unknown", []);
  if (delivery.kind === "argo-cd") {
    const [sync, health] = [label("sync_status"), label("health_status")];
    const doubt = sync !== "Synced" ? "not-synced" : health !== "Healthy" ? "not-healthy" : undefined;
    return { doubt, words: `${sync} and ${health}` };
  }
  if (label("suspended").toLowerCase() === "true") return { doubt: "not-synced", words: "suspended" };
  const revision = labels["revision"] === undefined || labels["revision"] === "" ? "" : ` at revision ${label("revision")}`;
  return label("ready") === "True"
    ? { doubt: undefined, words: `ready${revision}` }
    : { doubt: "not-healthy", words: `not ready (${label("ready")})${revision}` };
}

function told(doubt: string | undefined, sentence: string, retryAfter?: number): DeliveryConfirmation {
  return { doubt, sentence, retryAfter };
}
