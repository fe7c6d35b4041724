import type { MessagePort } from "node:worker_threads";
import { createFarInspector, type FarSite, type Task } from "../verify/inspect-apart.ts";

/** Answers a port: the first message is the task, each one after it sites to inspect. */
export function serveInspections(port: MessagePort): void {
  let inspector: ReturnType<typeof createFarInspector> | undefined;
  const answer = async (sites: readonly FarSite[]): Promise<void> => port.postMessage((await inspector)?.(sites));
  port.once("message", (task: Task) => {
    inspector = createFarInspector(task);
    port.on("message", (sites: readonly FarSite[]) => void answer(sites));
  });
}
