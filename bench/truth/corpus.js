import { chance } from "./chance.js";

/** Minutes a stage is held, minutes after which nobody waits any longer, and minutes of history before. */
export const hold = 360;
export const deadline = 720;
export const history = 90;

/** What every method is told: errors may not exceed this share, nor the p95 this multiple of the baseline's. */
export const limits = { errors: 0.01, latency: 1.25 };

const calm = {
  errors: 0.001,
  slower: 1,
  cycle: false,
  noise: 0,
  bursts: 0,
  gaps: 0,
  resets: 0,
  onset: 0,
  from: 0,
  to: deadline,
  leak: false,
};

/** Requests a minute on either side. */
const traffics = [3, 10, 60, 300];

/** Kinds of canaries, each at every traffic, so many times. */
const kinds = [
  // As good as the baseline.
  { kind: "harmless", name: "nothing differs", times: 6 },
  { kind: "harmless", name: "no errors on either side", errors: 0, base: 0, times: 4 },
  { kind: "harmless", name: "both sides have 0.5 % errors", errors: 0.005, base: 0.005, times: 5 },
  { kind: "harmless", name: "both sides have 0.8 % errors", errors: 0.008, base: 0.008, times: 4 },
  { kind: "harmless", name: "candidate is better", errors: 0.001, base: 0.003, slower: 0.9, times: 4 },
  { kind: "harmless", name: "daily cycle", cycle: true, times: 5 },
  { kind: "harmless", name: "noisy latency", noise: 0.15, times: 5 },
  { kind: "harmless", name: "bursts of errors on either side", bursts: 3, times: 4 },
  { kind: "harmless", name: "gaps in scraping", gaps: 2, times: 4 },
  { kind: "harmless", name: "restarts and new pods", resets: 3, times: 4 },
  { kind: "harmless", name: "cycle, noise, gap and restart", cycle: true, noise: 0.1, gaps: 1, resets: 1, times: 5 },
  // Beyond a limit.
  { kind: "harmful", name: "1.2 % errors", errors: 0.012, times: 4 },
  { kind: "harmful", name: "1.5 % errors", errors: 0.015, times: 6 },
  { kind: "harmful", name: "2 % errors, none on the baseline", errors: 0.02, base: 0, times: 5 },
  { kind: "harmful", name: "3 % errors after two hours", errors: 0.03, onset: 120, times: 5 },
  { kind: "harmful", name: "5 % errors in ten of thirty minutes", errors: 0.05, pulse: true, times: 4 },
  { kind: "harmful", name: "10 % errors", errors: 0.1, times: 3 },
  { kind: "harmful", name: "3 % errors, cycle, gap and restart", errors: 0.03, cycle: true, gaps: 1, resets: 2, times: 4 },
  { kind: "harmful", name: "p95 at 1.35x", slower: 1.35, times: 4 },
  { kind: "harmful", name: "p95 at 1.5x", slower: 1.5, times: 5 },
  { kind: "harmful", name: "p95 at 2x after two hours", slower: 2, onset: 120, times: 4 },
  { kind: "harmful", name: "p95 at 1.6x, noisy", slower: 1.6, noise: 0.15, cycle: true, times: 4 },
  { kind: "harmful", name: "p95 climbs to 2x by the end of the hold", slower: 2, leak: true, times: 4 },
  // Nobody can know.
  { kind: "no data", name: "no request reaches the candidate", to: 0, times: 3 },
  { kind: "no data", name: "requests stop after half an hour", to: 30, times: 3 },
  { kind: "no data", name: "the candidate is not scraped at all", to: 0, absent: true, times: 2 },
  { kind: "no data", name: "neither side is scraped", to: 0, absent: true, both: true, times: 2 },
];

/** The draw that the docs show. The judging was worked on with 20,260,105, and saw this one only afterwards. */
export const shownSeed = 77_001;

/** Draws that nothing was looked at in before the judging was finished; only their totals are shown. */
export const heldOut = [410_003, 520_021, 630_037, 740_053, 850_067];

/** All canaries, each with what is true of it; the same at every run. */
export function corpus(from = shownSeed) {
  let seed = from;
  return kinds.flatMap(({ times, ...kind }) =>
    traffics.flatMap((requests) =>
      Array.from({ length: times }, () => ({ ...calm, base: 0.001, ...kind, requests, seed: (seed += 7919) })),
    ),
  );
}

/** Upper bounds of the latency histogram, in seconds. */
export const bounds = [0.025, 0.05, 0.075, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1, 2, Number.POSITIVE_INFINITY];
const median = 0.1;
const spread = 0.5;
const pods = 2;

/**
 * What the exporters of a canary show: for each side and pod the counters of
 * requests, errors and latencies at every minute, `undefined` where nothing was
 * scraped. A counter of errors is born with the first error.
 */
export function expose(canary) {
  const { next, normal, count } = chance(canary.seed);
  const minutes = history + deadline + 1;
  const gaps = Array.from({ length: canary.gaps }, () => {
    const start = history + 20 + Math.floor(next() * (hold - 60));
    return [start, start + 7 + Math.floor(next() * 6)];
  });
  const isGap = (minute) => gaps.some(([start, end]) => minute >= start && minute < end);
  const side = (isCandidate) => {
    const restarts = new Set(Array.from({ length: canary.resets }, () => history + Math.floor(next() * hold)));
    const bursts = Array.from({ length: canary.bursts }, () => history + 20 + Math.floor(next() * (hold - 40)));
    const isAbsent = canary.absent === true && (isCandidate || canary.both === true);
    let swing = 0;
    const made = Array.from({ length: pods }, () => ({ requests: [], errors: [], buckets: bounds.map(() => []) }));
    const state = made.map(() => ({ requests: 0, errors: 0, buckets: bounds.map(() => 0) }));
    for (let minute = 0; minute < minutes; minute += 1) {
      const elapsed = minute - history;
      const cycle = canary.cycle ? 1 + 0.6 * Math.sin((2 * Math.PI * minute) / 1440) : 1;
      const isOn = isCandidate ? elapsed >= canary.from && elapsed < canary.to : true;
      const isHarmed = isCandidate && elapsed >= canary.onset && (canary.pulse !== true || elapsed % 30 < 10);
      const burst = bursts.some((start) => minute >= start && minute < start + 2) ? 0.04 : 0;
      const share = Math.max(burst, isCandidate ? (isHarmed ? canary.errors : canary.base) : canary.base);
      const factor = isHarmed ? (canary.leak ? 1 + (canary.slower - 1) * Math.min(1, elapsed / hold) : canary.slower) : 1;
      swing = 0.7 * swing + canary.noise * normal();
      // Load makes either side slower.
      const typical = median * factor * Math.exp(swing) * (canary.cycle ? 0.85 + 0.15 * cycle : 1);
      for (const [pod, one] of made.entries()) {
        const own = state[pod];
        if (restarts.has(minute) && pod === 0) Object.assign(own, { requests: 0, errors: 0, buckets: bounds.map(() => 0) });
        const requests = isOn ? count((canary.requests * cycle) / pods) : 0;
        own.requests += requests;
        own.errors += Math.min(requests, count(requests * share));
        for (const [index, count] of drawBuckets(requests, typical, bounds, { next, normal }).entries()) own.buckets[index] += count;
        const isScraped = !isAbsent && !isGap(minute) && (!isCandidate || elapsed >= -2);
        one.requests.push(isScraped ? own.requests : undefined);
        one.errors.push(isScraped && own.errors > 0 ? own.errors : undefined);
        for (const [index, bucket] of one.buckets.entries()) bucket.push(isScraped ? own.buckets[index] : undefined);
      }
    }
    return made;
  };
  return { candidate: side(true), baseline: side(false) };
}

/** Log-normal latencies around a median, drawn into buckets: how many lie up to each bound. */
export function drawBuckets(requests, typical, uppers, { next, normal }) {
  let rest = requests;
  let [below, total] = [0, 0];
  return uppers.map((bound, index) => {
    const isLast = index === uppers.length - 1;
    const upTo = isLast ? 1 : normalCdf(Math.log(bound / typical) / spread);
    const drawn = isLast ? rest : binomial(rest, (upTo - below) / Math.max(1e-12, 1 - below), next, normal);
    [below, rest, total] = [upTo, rest - drawn, total + drawn];
    return total;
  });
}

function binomial(trials, share, next, normal) {
  if (trials <= 0 || share <= 0) return 0;
  if (share >= 1) return trials;
  const mean = trials * share;
  if (trials > 80 && mean > 15 && trials - mean > 15) {
    return Math.max(0, Math.min(trials, Math.round(mean + Math.sqrt(mean * (1 - share)) * normal())));
  }
  let drawn = 0;
  for (let trial = 0; trial < trials; trial += 1) if (next() < share) drawn += 1;
  return drawn;
}

function normalCdf(z) {
  // Abramowitz and Stegun 26.2.17, off by less than 1e-7: enough to draw from.
  const t = 1 / (1 + 0.231_641_9 * Math.abs(z));
  const tail =
    Math.exp((-z * z) / 2) *
    0.398_942_3 *
    t *
    (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  return z > 0 ? 1 - tail : tail;
}
