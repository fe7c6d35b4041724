import { execFileSync } from "node:child_process";
import { cpSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assertOnlyStep, liveEvidence } from "../../../src/cli/live-evidence.ts";
import { verify } from "../../../src/verify/verify.ts";
import type { Finding } from "../../../src/verify/finding.ts";
import { rampart } from "../../cli/scratch.ts";
import { gitIdentity } from "../../git-identity.ts";
import { applyEdits, filesOf, relock } from "./apply-edits.ts";
import { corpus, type BrokenCase, type Edit } from "./broken-case.ts";

/** The policies that Rampart comes with. */
export const policies = new URL("../../../policies", import.meta.url).pathname;

/** The sound project of the corpus, ready to be copied and broken. */
export interface SoundProject {
  /** Its own findings, definitions included. */
  findings(): Promise<readonly Finding[]>;
  /** Findings of a copy that has the fault of a case. */
  broken(one: BrokenCase): Promise<readonly Finding[]>;
  remove(): void;
}

/**
 * Lays out and renders the sound project, with the policies that Rampart comes
 * with: once as a folder, and once as a repository whose `main` it is. What was
 * bundled of the definitions is copied along with it, so that a case whose fault
 * is elsewhere bundles nothing.
 */
export async function soundProject(): Promise<SoundProject> {
  const scratch = mkdtempSync(join(tmpdir(), "rampart-corpus-"));
  const sound = join(scratch, "sound");
  const repository = join(scratch, "repository");
  cpSync(join(corpus, "base"), sound, { recursive: true });
  cpSync(policies, join(sound, "policies"), { recursive: true });
  mkdirSync(join(sound, "node_modules"));
  writeFileSync(join(sound, ".gitignore"), "node_modules/\n");
  await render(sound);
  cpSync(sound, repository, { recursive: true });
  git(repository, "init", "--quiet", "--template=");
  commit(repository);
  git(repository, "gc", "--quiet");
  let copies = 0;
  return {
    findings: async () => (await verify(sound, { now: new Date("2026-11-18T12:00:00Z") })).findings,
    broken: async (one) => {
      copies += 1;
      const root = join(scratch, `copy-${copies}`);
      try {
        linkAll(one.base === undefined ? sound : repository, root);
        return await findingsOf(root, one);
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    },
    remove: () => rmSync(scratch, { recursive: true, force: true }),
  };
}

/** A copy by hard links, which is many times faster; whoever writes into it takes the link away first. */
function linkAll(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkAll(source, target);
    else linkSync(source, target);
  }
}

async function findingsOf(root: string, one: BrokenCase): Promise<readonly Finding[]> {
  if (one.base !== undefined && one.base.length > 0) {
    await edit(root, one.base, one);
    commit(root);
  }
  await edit(root, one.edits, one);
  if (one.relock === true) relock(root);
  const now = new Date(one.now);
  const pullRequest = one.body === undefined ? undefined : { body: one.body, head: "0".repeat(40) };
  const { findings } = await verify(root, {
    now,
    ...(one.base === undefined ? {} : { base: "main" }),
    ...(one.dataOnly === undefined ? {} : { dataOnly: true }),
    ...(pullRequest === undefined ? {} : { pullRequest }),
  });
  if (one.live === undefined || pullRequest === undefined) return findings;
  assertOnlyStep(root, "main");
  const answer = await liveEvidence({ root, pullRequest, env: () => undefined, prometheus: "http://127.0.0.1:9", now });
  return [...findings, ...answer.findings];
}

/** Definitions and records first, which are then rendered; what is done to dist/ by hand comes after. */
async function edit(root: string, edits: readonly Edit[], { compile }: BrokenCase): Promise<void> {
  const byHand = edits.filter((one) => filesOf(one).some((file) => file.startsWith("dist/")));
  const sources = edits.filter((one) => !byHand.includes(one));
  applyEdits(root, sources);
  if (compile !== false && sources.some((one) => filesOf(one).some(isRendered))) await render(root);
  applyEdits(root, byHand);
}

async function render(root: string): Promise<void> {
  const { code, stderr } = await rampart(root, "compile");
  if (code !== 0) throw new Error(`It cannot be rendered; a case says "compile": false where that is the fault: ${stderr}`);
}

function isRendered(file: string): boolean {
  return /^(rollouts|environments|templates)\/|^rampart\.config\.ts$/.test(file);
}

function commit(root: string): void {
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message", "state");
}

function git(root: string, ...args: readonly string[]): void {
  execFileSync("git", [...gitIdentity, "-c", "core.logAllRefUpdates=false", ...args], { cwd: root, stdio: "ignore" });
}
