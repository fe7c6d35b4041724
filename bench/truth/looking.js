import { bucketBounds } from "../../lib/evidence/synthetic/log-normal-buckets.js";
import { clearingLevel } from "../../lib/compile/power/clearing.js";
import { proveQuantile } from "../../lib/evidence/judge/prove-quantile.js";
import { proveShare } from "../../lib/evidence/judge/prove-share.js";
import { chance } from "./chance.js";
import { deadline, drawBuckets, hold } from "./corpus.js";

const every = 15;
export const candidates = 2000;
export const requests = 60;
const level = 0.01;
const quantile = 0.95;
const latency = 0.1;
const latencyBounds = bucketBounds(latency, 2 * latency, quantile);
/** Two gates can accuse. */
const accuse = 0.05 / 2;

/** What is held against what: the limit, and what both sides of a canary at so many times the limit do in a quarter of an hour. */
const questions = [
  share("`1 %`", { side: "above", text: "1 %", against: "amount" }, level),
  share("`1.5x` of a baseline of 1 %", { side: "above", text: "1.5x", against: "baseline" }, level * 1.5),
  share("`+0.5 pp` on a baseline of 1 %", { side: "above", text: "+0.5 pp", against: "baseline" }, level + 0.005),
  p95("p95 of `100ms`", { side: "above", text: "100ms", against: "amount" }, latency),
  p95("p95 of `1.25x` the baseline", { side: "above", text: "1.25x", against: "baseline" }, latency * 1.25),
];

function share(name, limit, at) {
  const none = () => ({ events: 0, trials: 0 });
  const add = (side, rate, { count }) => {
    side.trials += requests * every;
    side.events += count(requests * every * rate);
  };
  return {
    name,
    limit,
    none,
    add: { own: (side, factor, draw) => add(side, at * factor, draw), other: (side, draw) => add(side, level, draw) },
    prove: proveShare,
  };
}

function p95(name, limit, at) {
  const none = () => ({ bounds: latencyBounds, counts: latencyBounds.map(() => 0) });
  // Log-normal latencies whose p95 lies where it is said to.
  const add = (side, target, draw) => {
    const drawn = drawBuckets(requests * every, target / Math.exp(0.5 * 1.644_853_627), latencyBounds, draw);
    for (const [index, count] of drawn.entries()) side.counts[index] += count;
  };
  const prove = (limit, own, other, levels) => proveQuantile(limit, quantile, own, other, levels);
  return {
    name,
    limit,
    none,
    add: { own: (side, factor, draw) => add(side, at * factor, draw), other: (side, draw) => add(side, latency, draw) },
    prove,
  };
}

/** How often candidates that lie at `factor` times the limit are cleared and accused, at one look and at any. */
export function looking(factor) {
  return questions.map(({ name, limit, none, add, prove }, index) => {
    const draw = chance(91 + index);
    const seen = { clearedOnce: 0, clearedEver: 0, accusedEver: 0 };
    for (let candidate = 0; candidate < candidates; candidate += 1) {
      const [own, other] = [none(), none()];
      let [cleared, accused] = [false, false];
      for (let minute = every; minute <= deadline && !cleared && !accused; minute += every) {
        add.own(own, factor, draw);
        add.other(other, draw);
        const proof = prove(limit, own, other, { clear: clearingLevel(minute / hold), accuse });
        if (minute === hold && proof === "within") seen.clearedOnce += 1;
        cleared = minute >= hold && proof === "within";
        accused = proof === "beyond";
      }
      if (cleared) seen.clearedEver += 1;
      if (accused) seen.accusedEver += 1;
    }
    return { name, factor, ...Object.fromEntries(Object.entries(seen).map(([key, times]) => [key, times / candidates])) };
  });
}
