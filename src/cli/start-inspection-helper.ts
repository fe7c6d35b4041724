import { Worker } from "node:worker_threads";
import type { Inspection } from "../verify/inspect.ts";
import type { FarHelper } from "../verify/inspect-apart.ts";

type Answer = readonly Inspection[] | undefined;

/** With fewer folders, bringing up a second thread takes longer than it saves. */
const worthHelping = 40;

/**
 * Starts a thread that inspects sites beside this one, where there are enough
 * folders for that to be faster. When it breaks it answers no more, and what it
 * was to do is done here: a fault shows there as well.
 */
export function startInspectionHelper(folders: number): FarHelper | undefined {
  if (folders < worthHelping) return undefined;
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
  // What cannot be copied, such as a function in a definition, only this thread can judge.
  const send = (message: unknown): boolean => {
    try {
      if (!gone) worker.postMessage(message);
    } catch {
      leave();
    }
    return !gone;
  };
  return {
    prepare: (task) => void send(task),
    inspect: (sites) =>
      new Promise((resolve) => {
        if (send(sites)) waiting.push(resolve);
        else resolve(undefined);
      }),
    close: () => void worker.terminate(),
  };
}
