import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { serveMetrics } from "../../src/sandbox/metrics/serve-metrics.ts";
import { startForge } from "./forge/start-forge.ts";

/** Asks each address, is busy for longer than Node's servers keep a connection that nobody uses, and asks again. */
const client = `
const { parentPort, workerData } = require("node:worker_threads");
const ask = async (url) => (await fetch(url, { method: "POST", body: "x" }).then((answer) => answer.text().then(() => "answered"), ({ cause }) => cause.message));
(async () => {
  for (const url of workerData) await ask(url);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 8000);
  parentPort.postMessage(await Promise.all(workerData.map(ask)));
})();
`;

test("a client that was busy for long finds its connections to forge and metrics as it left them", async () => {
  await using started = await startForge({ lawless: true });
  const metrics = await serveMetrics(async () => undefined);
  const urls = [`${started.forge.url}/rate_limit`, `${metrics.url}/api/v1/query`];
  const worker = new Worker(client, { eval: true, workerData: urls });
  const [answers] = await once(worker, "message");
  await metrics.stop();
  expect(answers).toEqual(["answered", "answered"]);
});
