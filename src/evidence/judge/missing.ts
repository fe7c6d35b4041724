/**
 * How many more there must be of what there are so many of, if more of the same
 * came, for something to become so; `undefined` where 4096 times as many would
 * not do.
 * @param isEnough whether it would be so with so many times as many
 */
export function missing(count: number, isEnough: (times: number) => boolean): number | undefined {
  let [low, high] = [1, 2];
  while (!isEnough(high)) {
    if (high > 4096) return undefined;
    low = high;
    high *= 2;
  }
  while (high / low > 1.02) {
    const middle = (low + high) / 2;
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return Math.ceil(count * (high - 1));
}
