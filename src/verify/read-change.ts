import { parseYaml } from "../base/yaml.ts";
import { sha256 } from "../base/sha256.ts";
import { lockFile } from "../compile/lock-file.ts";
import { Lock } from "../compile/lock.ts";
import { Name } from "../model/name.ts";
import { RolloutResource } from "../model/rollout-resource.ts";
import type { Silence } from "../model/silence.ts";
import type { GitBase } from "../project/git-base.ts";
import { ledgerFile, stateFile } from "../project/read-records.ts";
import { readStage, type Course } from "./course.ts";
import { ledgerEntries, ledgerLines } from "./ledger-lines.ts";
import type { Committed } from "./read-committed.ts";
import { silencesOf, type Silences } from "./silences.ts";
import type { Change } from "./transition/change.ts";
import type { Side, Transition } from "./transition/transition.ts";

/** What changed since a base revision, and the silences that held there. */
export interface ChangeSinceBase {
  readonly change: Change;
  readonly silences: Silences;
}

/** Reads the old states, ledgers, rollouts and locks from Git. Nothing of the base revision is run. */
export function readChange(base: GitBase, committed: Committed, now: Date): ChangeSinceBase {
  const names = namesOf(base.changedFiles);
  const paths = names.flatMap((name) => Object.values(pathsOf(name)));
  const old = base.readTexts(base.fork, paths);
  const courses = new Map(committed.courses.map((course) => [`${course.environment}/${course.rollout}`, course]));
  const transitions = names.map((name): Transition => {
    const { environment, rollout } = name;
    const { state, ledger, resource, lock } = pathsOf(name);
    return {
      environment,
      rollout,
      before: sideOf(state, old.get(state), old.get(ledger), resourceOf(old.get(resource)), digestsOf(old.get(lock))),
      after: afterOf(courses.get(`${environment}/${rollout}`), state),
      changedFiles: base.changedFiles,
      ownPrefix: { state, ledger, folder: `dist/${environment}/${rollout}/` },
      now,
    };
  });
  return { change: { revision: base.revision, changedFiles: base.changedFiles, transitions }, silences: silencesAt(base) };
}

/** Silences at the base revision itself, not at the fork: what was merged since holds. Read when a finding asks for them. */
function silencesAt(base: GitBase): Silences {
  const texts = new Map<string, string[]>();
  const rendered = base.listFiles(base.commit, "dist").filter((path) => /^dist\/[^/]+\/[^/]+\/rollout\.yaml$/.test(path));
  for (const [path, text] of base.readTexts(base.commit, rendered)) {
    const rollout = path.split("/")[2] ?? "";
    texts.set(rollout, [...(texts.get(rollout) ?? []), text]);
  }
  const known = new Map<string, readonly Silence[]>();
  return (rollout) => {
    const silences = known.get(rollout) ?? silencesOf((texts.get(rollout) ?? []).map(resourceOf));
    known.set(rollout, silences);
    return silences;
  };
}

interface RolloutHere {
  readonly environment: string;
  readonly rollout: string;
}

/** Every rollout in an environment of which a file differs. */
function namesOf(changedFiles: readonly string[]): readonly RolloutHere[] {
  const found = new Map<string, RolloutHere>();
  for (const file of changedFiles) {
    const [, environment = "", rollout = ""] =
      /^dist\/([^/]+)\/([^/]+)\//.exec(file) ?? /^environments\/([^/]+)\/([^/]+?)(?:\.ledger\.jsonl|\.yaml)$/.exec(file) ?? [];
    if ([environment, rollout].every((name) => Name.safeParse(name).success))
      found.set(`${environment}/${rollout}`, { environment, rollout });
  }
  return [...found.values()];
}

function pathsOf({ environment, rollout }: RolloutHere) {
  const folder = `dist/${environment}/${rollout}`;
  return {
    state: stateFile(environment, rollout),
    ledger: ledgerFile(environment, rollout),
    resource: `${folder}/rollout.yaml`,
    lock: `${folder}/${lockFile}`,
  };
}

function sideOf(
  file: string,
  state: string | undefined,
  ledger: string | undefined,
  resource: RolloutResource | undefined,
  files: Side["files"],
): Side {
  const stage = readStage(file, state);
  const lines = ledgerLines(ledger ?? "");
  return {
    resource,
    stage: "value" in stage ? stage.value : state === undefined ? resource?.spec.stages[0]?.name : undefined,
    ledgerLines: lines.map(({ text }) => text),
    ledger: ledgerEntries(lines),
    files,
  };
}

function afterOf(course: Course | undefined, state: string): Side {
  const files = new Map([...(course?.folder?.files ?? [])].map(([path, text]) => [path, sha256(text)]));
  return sideOf(state, course?.state?.text, course?.ledger?.text, course?.folder?.resource(), files);
}

function resourceOf(text: string | undefined): RolloutResource | undefined {
  if (text === undefined) return undefined;
  const parsed = parseYaml(text);
  return "problem" in parsed ? undefined : RolloutResource.safeParse(parsed.value).data;
}

function digestsOf(text: string | undefined): Side["files"] {
  if (text === undefined) return new Map();
  try {
    const json: unknown = JSON.parse(text);
    return new Map(Object.entries(Lock.parse(json).files).map(([path, { sha256: digest }]) => [path, digest]));
  } catch {
    return new Map();
  }
}
