import type { Inspection, Site } from "./inspect.ts";

/** Somebody else who inspects sites, such as another thread. */
export interface Helper {
  /** What was found at the sites, in their order; `undefined` from one that can do no more. */
  inspect(sites: readonly Site[]): Promise<readonly Inspection[] | undefined>;
}

/** Most sites that are handed over at once. */
const mostHandedOver = 16;

/**
 * Inspects sites together with a helper. Whoever is free takes the next ones,
 * in the order of the list; what the helper does not answer is done here. The
 * answer is the same as without one.
 */
export async function inspectTogether(
  sites: readonly Site[],
  createInspect: () => (site: Site) => Inspection,
  helper: Helper | undefined,
): Promise<readonly Inspection[]> {
  const inspect = createInspect();
  const found = new Map<Site, Inspection>();
  let next = 0;
  const take = (count: number): readonly Site[] => sites.slice(next, (next += count));
  const handOver = async (): Promise<void> => {
    for (;;) {
      // Less and less towards the end, so that both come to it together.
      const taken = take(Math.min(mostHandedOver, Math.ceil((sites.length - next) / 8)));
      const answer = taken.length === 0 ? undefined : await helper?.inspect(taken);
      if (answer === undefined) return;
      for (const [index, inspection] of answer.entries()) {
        const site = taken[index];
        if (site !== undefined) found.set(site, inspection);
      }
    }
  };
  // Twice, so that the helper has the next ones while it answers.
  const handedOver = helper === undefined ? [] : [handOver(), handOver()];
  for (let [site] = take(1); site !== undefined; [site] = take(1)) {
    found.set(site, inspect(site));
    if (helper !== undefined) await turn();
  }
  await Promise.all(handedOver);
  // In order again, by one that has told nothing yet: one that has told enough of later sites would leave earlier ones out.
  const inspectLeft = createInspect();
  return sites.map((site) => found.get(site) ?? inspectLeft(site));
}

/** Lets answers in that have come meanwhile. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
