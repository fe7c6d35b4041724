// A process that has loaded the command line and runs it again and again. Each
// run is ready when its first request to the forge is about to leave: that waits
// until it is told to go, and every request then waits for a while of its own.
import { once } from "node:events";
import { setTimeout as passed } from "node:timers/promises";

let pauses = [];
let released;
const send = globalThis.fetch;
globalThis.fetch = async (url, options) => {
  const { origin } = new URL(url);
  if (origin !== forge) return send(url, options);
  if (released === undefined) {
    released = once(process, "message");
    process.send({ kind: "ready" });
  }
  await released;
  await passed(pauses.shift() ?? 0);
  return send(url, options);
};

const { run } = await import("../../../lib/cli/run.js");
const token = process.env.RAMPART_TOKEN;
let forge;

for (;;) {
  const told = once(process, "message");
  process.send({ kind: "idle" });
  const [given] = await told;
  ({ pauses, forge } = given);
  released = undefined;
  let printed = "";
  const print = (text) => {
    printed += text;
  };
  const env = (name) => (name === "RAMPART_TOKEN" ? token : undefined);
  const code = await run(given.words, { cwd: process.cwd(), stdout: print, stderr: print, color: false, interactive: false, env });
  process.send({ kind: "ended", code, printed });
}
