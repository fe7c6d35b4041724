/** Numbers in [0, 1) that are the same at each run: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How many of `trials` are events of probability `share`: jumps from event to event. */
export function drawn(random: () => number, trials: number, share: number): number {
  if (share <= 0) return 0;
  let events = 0;
  for (let at = jump(random, share); at <= trials; at += jump(random, share)) events += 1;
  return events;
}

function jump(random: () => number, share: number): number {
  return Math.floor(Math.log1p(-random()) / Math.log1p(-share)) + 1;
}
