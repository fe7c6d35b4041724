/** Runs tasks one after the other, in the order in which they came. */
export type SerialQueue = <Value>(task: () => Promise<Value>) => Promise<Value>;

/** A queue without tasks. A task that fails does not hold up the next. */
export function createSerialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const next = last.then(task, task);
    last = next.catch(() => undefined);
    return next;
  };
}
