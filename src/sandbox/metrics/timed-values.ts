/** A value that changes in time, of which what was is kept. */
export interface TimedValues<Value> {
  /** What holds at a time: what was told last for it or before it; nothing before the first. */
  readonly at: (time: number) => { readonly value: Value; readonly since: number } | undefined;
  /** Tells what holds from a time on; what was told for later is taken back. */
  readonly tell: (since: number, value: Value) => void;
}

/** Values that nothing is told about yet. */
export function timedValues<Value>(): TimedValues<Value> {
  const told: { readonly since: number; readonly value: Value }[] = [];
  return {
    at: (time) => told.findLast(({ since }) => since <= time),
    tell: (since, value) => {
      const kept = told.findLastIndex((one) => one.since < since) + 1;
      told.splice(kept);
      told.push({ since, value });
    },
  };
}
