import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Io } from "../../src/cli/command.ts";
import { gitAs } from "../../src/cli/sandbox/git-as.ts";
import { playLadder, type LadderEvent } from "../../src/cli/sandbox/play-ladder.ts";
import type { Sandbox } from "../../src/cli/sandbox/start-sandbox.ts";
import { virtualClock } from "../../src/cli/sandbox/virtual-clock.ts";
import { readProject } from "../../src/project/read-project.ts";
import { legalSandbox } from "../sandbox/legal-sandbox.ts";
import { verify } from "../../src/verify/verify.ts";

const source = new URL("../..", import.meta.url).pathname;
const monday = Date.parse("2026-03-02T08:30:00Z") / 1000;
const day = 86_400;
const project = await readProject(source);

/** Every ladder of a rollout that leads into production. */
const rollouts = [...project.rollouts.values()].map(({ value }) => value).filter(({ ladders }) => ladders["production"] !== undefined);

function silent(sandbox: Sandbox): Io {
  const known: Readonly<Record<string, string>> = { RAMPART_TOKEN: sandbox.robot };
  const nothing = (): void => {};
  return { cwd: sandbox.root, stdout: nothing, stderr: nothing, color: false, interactive: false, env: (name) => known[name] };
}

describe("the whole ladder into production, to the end", () => {
  test.each(rollouts.map(({ name }) => name))("%s", { timeout: 900_000 }, async (name) => {
    const rollout = project.rollouts.get(name)?.value;
    const ladders = Object.entries(rollout?.ladders ?? {});
    const folder = mkdtempSync(join(tmpdir(), "rampart-ladder-"));
    const clock = virtualClock(monday);
    const sandbox = await legalSandbox({
      folder,
      from: source,
      rollouts: [name],
      beginnings: ladders.map(([environment, { stages }]) => {
        const [first, last] = [stages[0]?.name ?? "", stages.at(-1)?.name ?? ""];
        return environment === "production"
          ? { rollout: name, environment, stage: first }
          : { rollout: name, environment, stage: last, since: monday - 30 * day };
      }),
      clock,
    });
    const events: LadderEvent[] = [];
    const git = (...args: readonly string[]): Promise<string> => gitAs({ name: "ada", at: clock.now() }, sandbox.forge.folder, args);
    const problems: string[] = [];
    const merges: string[] = [];
    try {
      const isDone = await playLadder({
        sandbox,
        rollout: name,
        environment: "production",
        io: silent(sandbox),
        on: async (event) => {
          events.push(event);
          if (event.kind === "approved") {
            const clone = join(folder, `verify-${event.number}`);
            await git("clone", "--quiet", "--branch", event.branch, sandbox.forge.folder, clone);
            const pull = sandbox.forge.state.pulls.find(({ number }) => number === event.number);
            const judged = await verify(clone, {
              base: "origin/main",
              now: new Date(clock.now() * 1000),
              pullRequest: { body: pull?.body ?? "", head: pull?.headSha ?? "" },
            });
            problems.push(
              ...judged.findings
                .filter(({ severity, silenced }) => severity === "error" && silenced === undefined)
                .map(({ code, message, file }) => `#${event.number} ${code} ${file}: ${message}`),
            );
            rmSync(clone, { recursive: true, force: true });
          }
          if (event.kind === "merged") merges.push(event.stage);
        },
      });
      const lines = events.flatMap((event) =>
        event.kind === "step"
          ? [`${event.report.decision.kind}: ${event.report.decision.sentence} ${event.report.why ?? ""}`]
          : [event.kind],
      );
      expect(isDone, lines.slice(-8).join("\n")).toBe(true);
      expect(problems).toEqual([]);
      const stages = rollout?.ladders["production"]?.stages.map((stage) => stage.name) ?? [];
      expect(merges).toEqual(stages.slice(1));
      // What stands in Git after each merge: one stage further, one line more, and nothing else of the project changed.
      const log = (await git("log", "--first-parent", "--reverse", "--format=%H", "main")).trim().split("\n");
      const stood: string[] = [];
      for (const commit of log) {
        const state = await git("show", `${commit}:environments/production/${name}.yaml`);
        const stage = state.replace(/^stage: /m, "").trim();
        if (stood.at(-1) !== stage) stood.push(stage);
      }
      expect(stood).toEqual(stages);
      const ledger = (await git("show", `main:environments/production/${name}.ledger.jsonl`)).trim().split("\n");
      expect(ledger.map((line) => JSON.parse(line).to)).toEqual(stages);
      await git("fsck", "--strict", "--no-dangling");
    } finally {
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
