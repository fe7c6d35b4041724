/**
 * A number in [0, 1) for a name and an index, always the same: chance that can
 * be repeated, and asked for in any order.
 */
export function uniform(name: string, index: number): number {
  let hash = 2_166_136_261 ^ index;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507);
  hash = Math.imul(hash ^ (hash >>> 13) ^ index, 3_266_489_909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
}

/** A draw from the standard normal distribution. */
export function gaussian(name: string, index: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform(`${name}.radius`, index)));
  return radius * Math.cos(2 * Math.PI * uniform(`${name}.angle`, index));
}

/** A count with this mean: a draw from the Poisson distribution, or its normal approximation from 50 on. */
export function count(name: string, index: number, mean: number): number {
  if (mean <= 0) return 0;
  if (mean >= 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * gaussian(name, index)));
  let [drawn, chance] = [0, Math.exp(-mean)];
  for (let rest = uniform(name, index) - chance; rest > 0 && drawn < 200; rest -= chance) {
    drawn += 1;
    chance *= mean / drawn;
  }
  return drawn;
}
