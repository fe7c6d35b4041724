import { parentPort } from "node:worker_threads";
import { serveInspections } from "./run.ts";

// The other end of start-inspection-helper.ts: a thread of its own.
if (parentPort !== null) await serveInspections(parentPort);
