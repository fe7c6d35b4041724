import { proveShare } from "../../lib/evidence/judge/prove-share.js";
import { chance } from "./chance.js";
import { deadline, hold } from "./corpus.js";

const every = 15;
export const candidates = 2000;
export const requests = 60;
const level = 0.01;

/** What a share is held against, where it lies exactly at the limit, and the baseline it is compared with. */
const questions = [
  { name: "`1 %`", limit: { side: "above", text: "1 %", against: "amount" }, at: () => level },
  { name: "`1.5x` of a baseline of 1 %", limit: { side: "above", text: "1.5x", against: "baseline" }, at: (base) => base * 1.5 },
  { name: "`+0.5 pp` on a baseline of 1 %", limit: { side: "above", text: "+0.5 pp", against: "baseline" }, at: (base) => base + 0.005 },
];

/** How often candidates whose share is `factor` times the limit are cleared and accused, at one look and at any. */
export function looking(factor) {
  return questions.map(({ name, limit, at }, index) => {
    const { count } = chance(91 + index);
    const seen = { clearedOnce: 0, clearedEver: 0, accusedEver: 0 };
    for (let candidate = 0; candidate < candidates; candidate += 1) {
      const own = { events: 0, trials: 0 };
      const other = { events: 0, trials: 0 };
      let [cleared, accused] = [false, false];
      for (let minute = every; minute <= deadline; minute += every) {
        own.trials += requests * every;
        other.trials += requests * every;
        own.events += count(requests * every * at(level) * factor);
        other.events += count(requests * every * level);
        const proof = proveShare(limit, own, other, 2);
        if (minute === hold && proof === "within") seen.clearedOnce += 1;
        if (minute >= hold && proof === "within" && !accused) cleared = true;
        if (proof === "beyond" && !cleared) accused = true;
      }
      if (cleared) seen.clearedEver += 1;
      if (accused) seen.accusedEver += 1;
    }
    return { name, factor, ...Object.fromEntries(Object.entries(seen).map(([key, times]) => [key, times / candidates])) };
  });
}
