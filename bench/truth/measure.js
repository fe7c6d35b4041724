import { bornWithin, counter, histogramQuantile, sumIncrease } from "./counter.js";
import { bounds, deadline, expose, history } from "./corpus.js";

const window = 5;

/** What can be asked about a canary, minute by minute since its stage began: the same for every method. */
export function measure(canary) {
  const exposed = expose(canary);
  const sides = { candidate: sideOf(exposed.candidate), baseline: sideOf(exposed.baseline) };
  return { canary, sides };
}

function sideOf(pods) {
  const requests = pods.map((pod) => counter(pod.requests));
  const errors = pods.map((pod) => counter(pod.errors));
  const buckets = bounds.map((_, index) => pods.map((pod) => counter(pod.buckets[index])));
  const at = (minute) => minute + history;
  const events = (minute, length = window) => sumIncrease(requests, at(minute), length);
  const part = (minute, length = window) => sumIncrease(errors, at(minute), length);
  const p95 = (minute, length = window) => {
    const counts = buckets.map((pods) => sumIncrease(pods, at(minute), length) ?? 0);
    return histogramQuantile(0.95, bounds, counts);
  };
  const counts = (minute, length) => {
    const up = buckets.map((pods) => sumIncrease(pods, at(minute), length));
    return up.every((count) => count === undefined) ? undefined : up.map((count) => count ?? 0);
  };
  /** Share of errors, 0 where there is no series of errors yet; nothing without requests. */
  const share = (minute, length = window) => {
    const all = events(minute, length);
    return all === undefined || all <= 0 ? undefined : Math.min(1, (part(minute, length) ?? 0) / all);
  };
  const kept = (of) => {
    const values = Array.from({ length: deadline + history }, (_, index) => of(index - history + 1));
    return (minute, length) => (length === undefined || length === window ? values[minute + history - 1] : of(minute, length));
  };
  const scraped = (minute) => requests.some(({ values }) => values[at(minute)] !== undefined);
  return {
    scraped,
    counts,
    events: kept(events),
    part: kept(part),
    share: kept(share),
    p95: kept(p95),
    born: (minute, length) => ({
      events: bornWithin(requests, at(minute), length),
      part: bornWithin(errors, at(minute), length),
    }),
  };
}
