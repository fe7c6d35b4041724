import { Worker } from "node:worker_threads";
import type { Inspection } from "../verify/inspect.ts";
import type { FarHelper } from "../verify/inspect-apart.ts";

type Answer = readonly Inspection[] | undefined;

/**
 * Starts a thread that inspects sites beside this one. When it breaks it answers
 * no more, and what it was to do is done here: a fault shows there as well.
 */
export function startInspectionHelper(): FarHelper {
  const worker = new Worker(new URL("./inspection-worker.js", import.meta.url));
  const waiting: ((answer: Answer) => void)[] = [];
  let gone = false;
  const leave = () => {
    gone = true;
    for (const tell of waiting.splice(0)) tell(undefined);
  };
  worker.on("message", (answer: Answer) => waiting.shift()?.(answer));
  worker.on("error", leave);
  worker.on("exit", leave);
  return {
    prepare: (task) => worker.postMessage(task),
    inspect: (sites) =>
      new Promise((resolve) => {
        if (gone) {
          resolve(undefined);
          return;
        }
        waiting.push(resolve);
        worker.postMessage(sites);
      }),
    close: () => void worker.terminate(),
  };
}
