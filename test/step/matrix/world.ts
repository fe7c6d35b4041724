import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createStandingContext } from "../../../src/compile/compile.ts";
import { fetchTransport } from "../../../src/forge/github/connection/fetch-transport.ts";
import type { TransportRequest } from "../../../src/forge/github/connection/transport.ts";
import { createGitHub } from "../../../src/forge/github/create-github.ts";
import { packageVersion } from "../../../src/project/package-version.ts";
import type { Standing } from "../../../src/project/read-project.ts";
import type { ForgeOptions } from "../../../src/sandbox/forge/forge-options.ts";
import { serveForge, type Forge as ForgeServer } from "../../../src/sandbox/forge/serve-forge.ts";
import { planRollback } from "../../../src/step/decide/plan-rollback.ts";
import { runDecided, runSteps } from "../../../src/step/run-steps.ts";
import type { StepReport } from "../../../src/step/step-report.ts";
import type { StepRun } from "../../../src/step/step-run.ts";
import { expectLegal } from "../../openapi/check-exchange.ts";
import { accounts, people, robot, tokenOf } from "./accounts.ts";
import { judged, type GateAnswer } from "./judged.ts";
import { personAt, type Person } from "./person.ts";
import { start, where, type Clone, type PreparedProject } from "./prepared-project.ts";
import { makeRepository, readRefs, type Refs } from "./repository.ts";

/** A world at a moment, from which others begin. */
export interface Frozen {
  readonly refs: Refs;
  readonly state: ForgeServer["state"];
  readonly ahead: number;
  readonly answer: GateAnswer;
  readonly commit: string;
}

/** A forge and a clone for one try, with a clock that stands. */
export interface World {
  readonly server: ForgeServer;
  /** Seconds since {@link start}. */
  readonly clock: { ahead: number };
  /** What gates answer from now on. */
  readonly gates: { answer: GateAnswer };
  readonly step: (options?: { readonly reopen?: boolean }) => Promise<StepReport>;
  readonly rollback: (reason: string, to?: string) => Promise<StepReport>;
  readonly ada: Person;
  readonly grace: Person;
  /** Brings the clone to the base branch. */
  readonly pull: () => void;
  readonly freeze: () => Frozen;
  readonly close: () => Promise<void>;
}

/** What all worlds call their forge, whatever its port, so that texts are the same in each. */
const address = "http://forge.test";

const noSleep = (): Promise<void> => Promise.resolve();

/** Opens a world on a prepared project, every exchange of which must be legal by GitHub's descriptions. */
export async function openWorld(prepared: PreparedProject, from?: Frozen, options: Partial<ForgeOptions> = {}): Promise<World> {
  const bare = makeRepository(prepared, from?.refs);
  const clock = { ahead: from?.ahead ?? 0 };
  const now = (): number => start + clock.ahead;
  const gates = { answer: from?.answer ?? "pass" };
  const server = await serveForge({ folder: bare, clock: () => now() * 1000, observe: expectLegal, ...accounts, ...options });
  if (from !== undefined) Object.assign(server.state, structuredClone(from.state));
  const forced: string[] = [];
  let commit = from?.commit ?? prepared.begin;
  const run = ({ checkout, project, committed }: Clone, reopen = false): StepRun => ({
    forge: createGitHub({
      owner: "acme",
      repository: "gitops",
      baseUrl: address,
      token: { kind: "token", token: tokenOf(robot), actions: false },
      transport: (request) => {
        if (isForce(request)) forced.push(`${request.method} ${request.url.pathname}`);
        return fetchTransport({ ...request, url: new URL(request.url.href.replace(address, server.url)) });
      },
      clock: now,
      sleep: noSleep,
      timeout: 5000,
    }),
    project,
    committed: committed(now()),
    checkout,
    compiler: { version: packageVersion() },
    judge: async (context, at) => judged(context, gates.answer, at ?? now()),
    wait: noSleep,
    codeowners: "* @grace\n",
    operator: undefined,
    base: undefined,
    dryRun: false,
    reopen,
  });
  return {
    server,
    clock,
    gates,
    ada: personAt(server.url, people[0]),
    grace: personAt(server.url, people[1]),
    step: async ({ reopen = false } = {}) => {
      const given = run(await prepared.at(commit), reopen);
      const [report] = await runSteps(given, [standingOf(given)]);
      if (report === undefined) throw new Error("no step was taken");
      return report;
    },
    rollback: async (reason, to) => {
      const given = run(await prepared.at(commit));
      const standing = standingOf(given);
      const context = createStandingContext(given.project, standing, standing.stage);
      const facts = { context, judgement: undefined, elsewhere: [], overrides: [], stops: [] };
      return runDecided(given, (time) => ({
        standing,
        context,
        judgement: undefined,
        reason,
        decision: planRollback({ ...facts, now: time }, to),
      }));
    },
    pull: () => {
      commit = readFileSync(join(bare, "refs/heads/main"), "latin1").trim();
    },
    freeze: () => ({ refs: readRefs(bare), state: structuredClone(server.state), ahead: clock.ahead, answer: gates.answer, commit }),
    close: async () => {
      await server.close();
      if (forced.length > 0) throw new Error(`something was forced or deleted: ${forced.join(", ")}`);
    },
  };
}

/** What no step ever asks for: a ref moved by force, anything deleted. */
function isForce({ method, body }: TransportRequest): boolean {
  return method === "DELETE" || (body ?? "").includes('"force":true');
}

function standingOf({ project }: StepRun): Standing {
  const found = project.standings.find((one) => one.rollout === where.rollout && one.environment === where.environment);
  if (found === undefined) throw new Error("the project has no such rollout");
  return found;
}
