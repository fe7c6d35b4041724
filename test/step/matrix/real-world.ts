import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createStandingContext } from "../../../src/compile/compile.ts";
import { serveForge, type Forge as ForgeServer } from "../../../src/sandbox/forge/serve-forge.ts";
import { serveRamps } from "../../../src/sandbox/metrics/serve-ramps.ts";
import { expectLegal } from "../../openapi/check-exchange.ts";
import { accounts, robot, tokenOf } from "./accounts.ts";
import { since, start, where, type Clone, type PreparedProject } from "./prepared-project.ts";
import { makeRepository, readRefs } from "./repository.ts";
import type { Frozen } from "./world.ts";

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it printed, on both ways. */
  readonly printed: string;
}

/** A process of the command line. */
export interface Process {
  readonly kill: () => void;
  readonly ended: Promise<Ended>;
}

/** A forge for one try, whose runs are processes of their own that ask a metrics server by HTTP. */
export interface RealWorld {
  readonly server: ForgeServer;
  readonly clock: { ahead: number };
  /** Starts `rampart` with these words, and what it needs to find forge and metrics. */
  readonly start: (...words: readonly string[]) => Process;
  readonly freeze: () => Pick<Frozen, "refs" | "state" | "ahead">;
  readonly close: () => Promise<void>;
}

/** What real runs share: a clone and metrics of a healthy candidate. */
export interface RealProject {
  readonly prepared: PreparedProject;
  readonly clone: Clone;
  readonly metrics: string;
  readonly stop: () => Promise<void>;
}

const main = fileURLToPath(new URL("../../../lib/cli/main.js", import.meta.url));

/** Serves the metrics of a prepared project. */
export async function openRealProject(prepared: PreparedProject): Promise<RealProject> {
  const clone = await prepared.at(prepared.begin);
  const contexts = clone.project.standings.map((standing) => createStandingContext(clone.project, standing, standing.stage));
  const metrics = await serveRamps({ contexts, now: () => start, standing: () => ({ stage: "canary-5", since }) });
  return { prepared, clone, metrics: metrics.urlOf(where.environment, where.rollout), stop: () => metrics.stop() };
}

/** Words with which a run finds forge and metrics. */
export function wordsFor({ clone, metrics }: RealProject, url: string): readonly string[] {
  return ["--root", clone.root, "--repository", "acme/gitops", "--api-url", url, "--prometheus", metrics];
}

/**
 * Opens a forge on a real project, every exchange of which must be legal by
 * GitHub's descriptions. Its clock stands, or goes on by a second with each request.
 */
export async function openRealWorld(
  project: RealProject,
  from?: Pick<Frozen, "refs" | "state" | "ahead">,
  ticks = false,
): Promise<RealWorld> {
  const bare = makeRepository(project.prepared, from?.refs);
  const clock = { ahead: from?.ahead ?? 0 };
  const server = await serveForge({
    folder: bare,
    clock: () => (start + clock.ahead) * 1000,
    observe: (exchange) => {
      expectLegal(exchange);
      if (ticks) clock.ahead += 1;
    },
    ...accounts,
  });
  if (from !== undefined) Object.assign(server.state, structuredClone(from.state));
  return {
    server,
    clock,
    start: (...words) => startProcess([main, ...words, ...wordsFor(project, server.url)]),
    freeze: () => ({ refs: readRefs(bare), state: structuredClone(server.state), ahead: clock.ahead }),
    close: () => server.close(),
  };
}

function startProcess(words: readonly string[]): Process {
  const child = spawn(process.execPath, words, {
    env: { PATH: process.env["PATH"] ?? "", RAMPART_TOKEN: tokenOf(robot) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (printed += text));
  const ended = once(child, "close").then(() => ({ code: child.exitCode, signal: child.signalCode, printed }));
  return { kill: () => void child.kill("SIGKILL"), ended };
}
