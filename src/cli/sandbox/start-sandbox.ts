import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createStandingContext } from "../../compile/compile.ts";
import { readProject, type Project } from "../../project/read-project.ts";
import { serveForge, type Forge as ForgeServer } from "../../sandbox/forge/serve-forge.ts";
import type { ForgeOptions } from "../../sandbox/forge/forge-options.ts";
import type { RampStanding } from "../../sandbox/metrics/ramp.ts";
import { serveRamps, type RampsServer } from "../../sandbox/metrics/serve-ramps.ts";
import { gitAs } from "./git-as.ts";
import { prepareProject, type Beginning } from "./prepare-project.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** What a sandbox is made of. */
export interface SandboxOptions {
  /** Empty folder that everything is kept in. */
  readonly folder: string;
  /** Project whose definitions are played. */
  readonly from: string;
  readonly rollouts?: readonly string[];
  readonly beginnings: readonly Beginning[];
  readonly clock: VirtualClock;
  readonly scenario?: (rollout: string, environment: string) => string;
  readonly forge?: Partial<ForgeOptions>;
  readonly ports?: { readonly forge?: number; readonly metrics?: number };
}

/** A forge and a Prometheus on loopback, with a project that stands in both. */
export interface Sandbox {
  /** Clone that steps are taken in. */
  readonly root: string;
  readonly forge: ForgeServer;
  readonly metrics: RampsServer;
  readonly clock: VirtualClock;
  /** `owner/name` of the repository. */
  readonly repository: string;
  /** Token of the robot that takes steps. */
  readonly robot: string;
  /** Brings the clone to what the base branch has; clusters have it from then on. */
  readonly pull: () => Promise<Project>;
  readonly stop: () => Promise<void>;
}

/** People of the sandbox who review, each with a token. */
export const people = ["ada", "grace"] as const;

/** Token of a person, or of the robot. */
export function tokenOf(login: string): string {
  return `ghp_${login.padEnd(36, "0")}`;
}

const robot = "rampart-bot";

/** Starts the sandbox: definitions are copied, compiled, pushed to a new repository and played. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { folder, clock, beginnings } = options;
  const root = join(folder, "project");
  mkdirSync(root, { recursive: true });
  await prepareProject({ ...options, to: root, at: clock.now() });
  const as = (name: string) => ({ name, at: clock.now() });
  await gitAs(as("ada"), root, ["init", "--quiet"]);
  await gitAs(as("ada"), root, ["add", "--all"]);
  await gitAs(as("ada"), root, ["commit", "--quiet", "--message", "Definitions and what they compile to"]);
  const logins = [robot, ...people];
  const forge = await serveForge({
    folder: join(folder, "repository.git"),
    clock: () => Math.floor(clock.asked()) * 1000,
    people: logins.map((login) => ({ login, role: "write" as const })),
    tokens: logins.map((login) => ({ token: tokenOf(login), login })),
    ...(options.ports?.forge === undefined ? {} : { port: options.ports.forge }),
    ...options.forge,
  });
  await gitAs(as("ada"), root, ["push", "--quiet", forge.folder, "main"]);
  await gitAs(as("ada"), root, ["remote", "add", "origin", forge.gitUrl]);

  const standings = new Map<string, RampStanding>();
  const pull = async (): Promise<Project> => {
    await gitAs(as("ada"), root, ["fetch", "--quiet", forge.gitUrlWith(tokenOf("ada")), "+main:refs/remotes/origin/main"]);
    await gitAs(as("ada"), root, ["checkout", "--quiet", "--detach", "refs/remotes/origin/main"]);
    const project = await readProject(root);
    for (const { rollout, environment, stage } of project.standings) {
      const key = `${environment}/${rollout}`;
      if (standings.get(key)?.stage !== stage) standings.set(key, { stage, since: Math.floor(clock.now()) });
    }
    return project;
  };
  const project = await pull();
  const played = project.standings.filter(
    ({ rollout, environment }) =>
      beginnings.length === 0 || beginnings.some((one) => one.rollout === rollout && one.environment === environment),
  );
  const metrics = await serveRamps({
    contexts: played.map((standing) => createStandingContext(project, standing, standing.stage)),
    now: clock.asked,
    standing: (rollout, environment) => standings.get(`${environment}/${rollout}`),
    ...(options.scenario === undefined ? {} : { scenario: options.scenario }),
    ...(options.ports?.metrics === undefined ? {} : { port: options.ports.metrics }),
  });
  return {
    root,
    forge,
    metrics,
    clock,
    repository: "acme/gitops",
    robot: tokenOf(robot),
    pull,
    stop: async () => {
      await metrics.stop();
      await forge.close();
    },
  };
}
