import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { paint } from "../../base/paint.ts";
import { UserError } from "../../base/user-error.ts";
import { readProject } from "../../project/read-project.ts";
import { scenarioNamed } from "../../sandbox/metrics/scenarios.ts";
import { text, type Command, type Options } from "../command.ts";
import { momentWords } from "../../step/pull-request/moment-words.ts";
import { projectRoot, rootOption } from "../project-root.ts";
import { openMoment } from "../sandbox/open-moment.ts";
import { people, startSandbox, tokenOf } from "../sandbox/start-sandbox.ts";
import { virtualClock } from "../sandbox/virtual-clock.ts";

/** Serves a forge and a Prometheus on this machine, with the project's definitions in both. */
export const sandboxCommand: Command = {
  usage: "rampart sandbox [--speed N] [--scenario NAME] [--rollout NAME]",
  summary: "serve a forge and a Prometheus on this machine to try steps against, until it is interrupted",
  options: {
    speed: { type: "string", help: "seconds of virtual time in one of ours (600: ten minutes a second)" },
    scenario: { type: "string", help: "what is played (healthy, latency-regression, no-traffic, …)" },
    rollout: { type: "string", multiple: true, help: "only this rollout; may be given more than once" },
    "forge-port": { type: "string", help: "port of the forge; a free one when left out" },
    "metrics-port": { type: "string", help: "port of the Prometheus; a free one when left out" },
    for: { type: "string", help: "end by itself after so many seconds" },
    root: rootOption,
  },
  positionals: 0,
  async run(_positionals, options, io) {
    const from = projectRoot(options, io);
    const scenario = text(options, "scenario") ?? "healthy";
    scenarioNamed(scenario);
    const speed = numberOf(options, "speed") ?? 600;
    const begin = openMoment(await readProject(from), Date.now() / 1000);
    const folder = mkdtempSync(join(tmpdir(), "rampart-sandbox-"));
    const rollouts = options["rollout"];
    const ports = { forge: numberOf(options, "forge-port"), metrics: numberOf(options, "metrics-port") };
    const sandbox = await startSandbox({
      folder,
      from,
      ...(Array.isArray(rollouts) ? { rollouts: rollouts.filter((one) => typeof one === "string") } : {}),
      beginnings: [],
      clock: virtualClock(begin, speed),
      scenario: () => scenario,
      ports: {
        ...(ports.forge === undefined ? {} : { forge: ports.forge }),
        ...(ports.metrics === undefined ? {} : { metrics: ports.metrics }),
      },
    });
    try {
      const { bold, dim } = paint(io.color);
      io.stdout(
        [
          `${bold("forge")}       ${sandbox.forge.url}/${sandbox.repository}`,
          `${bold("prometheus")}  ${sandbox.metrics.url}/<environment>/<rollout>`,
          "",
          dim(`# It is ${momentWords(begin)} there, when steps may be taken.`),
          dim(
            `# ${speed} seconds pass in one while nobody asks; merges reach the clusters within two seconds. Reviewers: ${people.join(", ")}`,
          ),
          `git clone ${sandbox.forge.gitUrlWith(tokenOf(people[0]))} sandbox && cd sandbox`,
          `export RAMPART_TOKEN=${sandbox.robot}`,
          `rampart step <rollout> <environment> --prometheus ${sandbox.metrics.url}/<environment>/<rollout>`,
          "",
          dim(`# Read pull request 1, merge it as ${people[0]}, and have what is merged`),
          `curl ${sandbox.forge.url}/${sandbox.repository}/pull/1`,
          `curl -X PUT -H "Authorization: Bearer ${tokenOf(people[0])}" ${sandbox.forge.url}/api/v3/repos/${sandbox.repository}/pulls/1/merge`,
          "git pull",
          "",
        ].join("\n"),
      );
      const seconds = numberOf(options, "for");
      await untilStopped(seconds, async () => void (await sandbox.pull()));
    } finally {
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    }
    return 0;
  },
};

function numberOf(options: Options, name: string): number | undefined {
  const given = text(options, name);
  if (given === undefined) return undefined;
  const number = Number(given);
  if (!Number.isInteger(number) || number < 0 || number > 1e6) {
    throw new UserError(`Cannot use --${name} ${JSON.stringify(given)}: expected a whole number`, { hint: `for example --${name} 600` });
  }
  return number;
}

/** Follows the base branch until somebody interrupts it, or the time is over. */
async function untilStopped(seconds: number | undefined, follow: () => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  const ends = seconds === undefined ? Infinity : performance.now() + seconds * 1000;
  while (!stop.signal.aborted && performance.now() < ends) {
    await sleep(Math.min(2000, ends - performance.now()), undefined, { signal: stop.signal }).catch(() => undefined);
    if (!stop.signal.aborted) await follow();
  }
  process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
}
