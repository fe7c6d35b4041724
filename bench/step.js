/**
 * Requests that a step costs: an advance that opens its pull request, a run
 * after it, a refresh, a rollback over an open advance. Against the sandbox, by
 * the client that production uses.
 *
 *     npm run build && node bench/step.js
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../lib/cli/run.js";
import { gitAs } from "../lib/cli/sandbox/git-as.js";
import { personOf } from "../lib/cli/sandbox/person.js";
import { startSandbox } from "../lib/cli/sandbox/start-sandbox.js";
import { virtualClock } from "../lib/cli/sandbox/virtual-clock.js";

const source = new URL("../examples/starter", import.meta.url).pathname;
const where = ["checkout", "production"];
const folder = mkdtempSync(join(tmpdir(), "rampart-bench-step-"));
const clock = virtualClock(Date.parse("2026-03-02T09:00:00Z") / 1000);
const sandbox = await startSandbox({
  folder,
  from: source,
  beginnings: [{ rollout: where[0], environment: where[1], stage: "canary-5" }],
  clock,
});
const io = {
  cwd: sandbox.root,
  stdout() {},
  stderr: (text) => process.stderr.write(text),
  color: false,
  interactive: false,
  sleep: () => Promise.resolve(),
  env: (name) => (name === "RAMPART_TOKEN" ? sandbox.robot : undefined),
};

// Somebody is asked for a review, as in most repositories.
mkdirSync(join(sandbox.root, ".github"));
writeFileSync(join(sandbox.root, ".github/CODEOWNERS"), "* @grace\n");
const ada = { name: "ada", at: clock.now() };
await gitAs(ada, sandbox.root, ["add", ".github"]);
await gitAs(ada, sandbox.root, ["commit", "--quiet", "--message", "Who owns what"]);
await gitAs(ada, sandbox.root, ["push", "--quiet", sandbox.forge.folder, "HEAD:main"]);
await sandbox.pull();

const rows = [];
async function measured(what, ...args) {
  const prometheus = args[0] === "resume" ? [] : ["--prometheus", sandbox.metrics.urlOf(where[1], where[0])];
  const before = sandbox.forge.requests.length;
  const started = performance.now();
  const exit = await run([args[0], ...where, ...prometheus, ...args.slice(1)], io);
  const took = performance.now() - started;
  const made = sandbox.forge.requests.slice(before);
  rows.push({ what, requests: made.length, writes: made.filter(({ writes }) => writes).length, exit, ms: Math.round(took) });
}

clock.pass(25 * 3600);
await measured("an advance that opens its pull request", "step");
await measured("the same again: nothing to do", "step");
await personOf(sandbox, "grace").approve(1);
await measured("the same after a review: nothing to do", "step");
clock.pass(24 * 3600);
await measured("a day later: the evidence is judged anew", "step");
await measured("a rollback while the advance is open", "rollback", "--reason", "Users report errors");
await measured("the same again: nothing to do", "rollback", "--reason", "Users report errors");
await personOf(sandbox, "ada").merge(2);
await sandbox.pull();
await measured("held after it: the deployment is told", "step");
await measured("the same again: nothing to do", "step");
await measured("a pull request that lets it go on", "resume", "--reason", "It is fixed");
await measured("the same again: nothing to do", "resume", "--reason", "It is fixed");
await sandbox.stop();
rmSync(folder, { recursive: true, force: true });
console.table(rows);
