import { join } from "node:path";
import { paint } from "../../base/paint.ts";
import type { ForgeOptions } from "../../sandbox/forge/forge-options.ts";
import type { Io } from "../command.ts";
import { gitAs } from "../sandbox/git-as.ts";
import { playLadder } from "../sandbox/play-ladder.ts";
import { startSandbox, type Sandbox } from "../sandbox/start-sandbox.ts";
import { virtualClock } from "../sandbox/virtual-clock.ts";
import { ledgerText } from "../ledger-text.ts";
import { heading } from "./heading.ts";
import { tellEvent } from "./tell-event.ts";

const shown = { rollout: "mcp-gateway-rust", environment: "production" } as const;

/** Monday morning in the environment's working hours. */
const monday = Date.parse("2026-03-02T08:30:00Z") / 1000;

/** What a part of the demo is shown with. */
export interface Showing {
  /** Empty scratch folder. */
  readonly folder: string;
  /** Project whose definitions are played. */
  readonly from: string;
  readonly io: Io;
  readonly forge: Partial<ForgeOptions>;
}

/** Ramps a healthy candidate from shadow to everything, over days of virtual time. */
export async function showRamp(showing: Showing): Promise<void> {
  const { io } = showing;
  heading(io, 2, "A ramp: one reviewed pull request for each stage, over 17 days of virtual time");
  const sandbox = await start(showing, "ramp", "shadow", "healthy");
  try {
    const { dim } = paint(io.color);
    io.stdout(`${dim("  A forge over a real Git repository and a Prometheus that plays the service run on this machine.")}\n\n`);
    let requests = 0;
    await playLadder({
      ...shown,
      sandbox,
      io: stepIo(io, sandbox),
      on: (event) => {
        if (event.kind === "step") requests += event.requests;
        tellEvent(io, event);
      },
      until: (event) => event.kind === "merged" && event.stage === "full",
    });
    io.stdout(`\n${dim(`  ${requests} requests to the forge, all by the client that production uses`)}\n`);
    showBody(sandbox, io);
    await showRecords(sandbox, io);
  } finally {
    await sandbox.stop();
  }
}

/** Ramps a candidate of which nothing is known, and then nothing good: it is held, then taken back. */
export async function showRegression(showing: Showing): Promise<void> {
  const { io } = showing;
  heading(io, 4, "A candidate without requests is held; once they come and it is slow, it is taken back");
  const sandbox = await start(showing, "regression", "canary-10", "no-traffic");
  const { metrics } = sandbox;
  let held = 0;
  try {
    await playLadder({
      ...shown,
      sandbox,
      io: stepIo(io, sandbox),
      on: (event) => {
        tellEvent(io, event);
        if (event.kind !== "step" || event.report.decision.kind !== "hold") return;
        held += 1;
        if (held > 1) return;
        io.stdout(`${paint(io.color).dim("                      … and now requests come, and it is slow")}\n`);
        metrics.play(shown.rollout, shown.environment, "latency-regression");
      },
      until: (event) => event.kind === "step" && event.report.decision.kind === "held",
    });
  } finally {
    await sandbox.stop();
  }
}

function start({ folder, from, forge }: Showing, name: string, stage: string, scenario: string): Promise<Sandbox> {
  return startSandbox({
    folder: join(folder, name),
    from,
    forge,
    rollouts: [shown.rollout],
    beginnings: [
      { rollout: shown.rollout, environment: "staging", stage: "full" },
      { ...shown, stage },
    ],
    clock: virtualClock(monday),
    scenario: (_, environment) => (environment === shown.environment ? scenario : "healthy"),
  });
}

function stepIo(io: Io, sandbox: Sandbox): Io {
  const known: Readonly<Record<string, string>> = { RAMPART_TOKEN: sandbox.robot };
  return { ...io, cwd: sandbox.root, env: (name) => known[name] };
}

/** What a reviewer reads first: one of the bodies, down to what the gates say. */
function showBody({ forge }: Sandbox, io: Io): void {
  const pull = forge.state.pulls.find(({ headRef }) => headRef.endsWith("/canary-10"));
  const [, text = ""] = /<!-- rampart:begin -->\n([\s\S]*?)\n\n### What the gates say/.exec(pull?.body ?? "") ?? [];
  if (pull === undefined || text === "") return;
  const { dim } = paint(io.color);
  io.stdout(
    `\n${dim(`  #${pull.number} begins so; gates, evidence, ladder and diff follow:`)}\n\n${text.replaceAll(/^(?=.)/gm, "  │ ").replaceAll(/^$/gm, "  │")}\n`,
  );
}

async function showRecords(sandbox: Sandbox, io: Io): Promise<void> {
  heading(io, 3, "What is left of it: the ledger, and Git");
  const project = await sandbox.pull();
  const standing = project.standings.find((one) => one.rollout === shown.rollout && one.environment === shown.environment);
  const rows = (standing?.ledger ?? []).map((entry) => ({ rollout: shown.rollout, entry }));
  io.stdout(`${ledgerText(rows).replaceAll(/^/gm, "  ")}\n\n`);
  const log = await gitAs({ name: "ada", at: sandbox.clock.now() }, sandbox.root, [
    "log",
    "--first-parent",
    "--format=  %h %as %an: %s",
    "refs/remotes/origin/main",
  ]);
  io.stdout(log);
}
