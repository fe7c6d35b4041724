import { parseYaml } from "../base/yaml.ts";
import { sha256 } from "../base/sha256.ts";
import { lockFile } from "../compile/lock-file.ts";
import { Lock } from "../compile/lock.ts";
import { Name } from "../model/name.ts";
import { RolloutResource } from "../model/rollout-resource.ts";
import type { Silence } from "../model/silence.ts";
import type { Stop } from "../model/stop.ts";
import type { GitBase } from "../project/git-base.ts";
import { stopFile } from "../project/project-files.ts";
import { overridesFile, parseOverrides } from "../project/read-overrides.ts";
import { confirmationsFile, ledgerFile, recordAt, stateFile } from "../project/read-records.ts";
import { parseStops } from "../project/read-stops.ts";
import { readStage, type Course } from "./course.ts";
import { ledgerEntries, ledgerLines } from "./ledger-lines.ts";
import type { Committed } from "./read-committed.ts";
import { readingOf } from "./reading-of.ts";
import { textLines } from "./record-lines.ts";
import { silencesOf, type Silences } from "./silences.ts";
import type { Change } from "./transition/change.ts";
import type { Decided, PullRequestText, Side, Transition } from "./transition/transition.ts";

/** What changed since a base revision, and the silences that held there. */
export interface ChangeSinceBase {
  readonly change: Change;
  readonly silences: Silences;
}

/** Reads the old states, ledgers, confirmations, rollouts and locks from Git. Nothing of the base revision is run. */
export function readChange(base: GitBase, committed: Committed, now: Date, pullRequest?: PullRequestText): ChangeSinceBase {
  const names = namesOf(base.changedFiles);
  const paths = names.flatMap((name) => Object.values(pathsOf(name)));
  const old = base.readTexts(base.fork, paths);
  const decided = decidedAt(base, names);
  const courses = new Map(committed.courses.map((course) => [`${course.environment}/${course.rollout}`, course]));
  const transitions = names.map((name): Transition => {
    const { environment, rollout } = name;
    const { state, ledger, confirmations, resource, lock } = pathsOf(name);
    return {
      environment,
      rollout,
      before: sideOf(state, {
        state: old.get(state),
        ledger: old.get(ledger),
        confirmations: old.get(confirmations),
        resource: resourceOf(old.get(resource)),
        files: digestsOf(old.get(lock)),
      }),
      after: afterOf(courses.get(`${environment}/${rollout}`), state),
      changedFiles: base.changedFiles,
      ownPrefix: { state, ledger, confirmations, folder: `dist/${environment}/${rollout}/` },
      decided: decided(name),
      now,
      pullRequest,
    };
  });
  return { change: { revision: base.revision, changedFiles: base.changedFiles, transitions }, silences: silencesAt(base) };
}

/** What people decided, at the base revision itself: what was merged since holds. */
function decidedAt(base: GitBase, names: readonly RolloutHere[]): (name: RolloutHere) => Decided {
  const files = names.map(({ environment, rollout }) => overridesFile(environment, rollout));
  const texts = base.readTexts(base.commit, names.length === 0 ? [] : [stopFile, ...files]);
  const stop = texts.get(stopFile);
  const stops: Decided["stops"] = stop === undefined ? { value: [] } : readingOf(parseStops(stop));
  return ({ environment, rollout }) => {
    const file = overridesFile(environment, rollout);
    // What cannot be read is no decision to go on.
    const overrides = parseOverrides(file, texts.get(file) ?? "overrides: []");
    const concerns = ({ environments }: Stop): boolean => environments === "all" || environments.includes(environment);
    return {
      overrides: "value" in overrides ? overrides.value : [],
      stops: "value" in stops ? { value: stops.value.filter(concerns) } : stops,
    };
  };
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
    const [, environment = "", rollout = ""] = /^dist\/([^/]+)\/([^/]+)\//.exec(file) ?? recordedAt(file);
    if ([environment, rollout].every((name) => Name.safeParse(name).success))
      found.set(`${environment}/${rollout}`, { environment, rollout });
  }
  return [...found.values()];
}

/** Overrides are no part of a transition: it rests on those that were there before. */
function recordedAt(file: string): readonly string[] {
  const record = recordAt(file);
  return record === undefined || record.kind === "overrides" ? [] : [file, record.environment, record.rollout];
}

function pathsOf({ environment, rollout }: RolloutHere) {
  const folder = `dist/${environment}/${rollout}`;
  return {
    state: stateFile(environment, rollout),
    ledger: ledgerFile(environment, rollout),
    confirmations: confirmationsFile(environment, rollout),
    resource: `${folder}/rollout.yaml`,
    lock: `${folder}/${lockFile}`,
  };
}

interface SideTexts {
  readonly state: string | undefined;
  readonly ledger: string | undefined;
  readonly confirmations: string | undefined;
  readonly resource: RolloutResource | undefined;
  readonly files: Side["files"];
}

function sideOf(file: string, { state, ledger, confirmations, resource, files }: SideTexts): Side {
  const stage = readStage(file, state);
  const lines = ledgerLines(ledger ?? "");
  return {
    resource,
    stage: "value" in stage ? stage.value : state === undefined ? resource?.spec.stages[0]?.name : undefined,
    ledgerLines: lines.map(({ text }) => text),
    ledger: ledgerEntries(lines),
    confirmationLines: textLines(confirmations ?? ""),
    files,
  };
}

function afterOf(course: Course | undefined, file: string): Side {
  return sideOf(file, {
    state: course?.state?.text,
    ledger: course?.ledger?.text,
    confirmations: course?.confirmations?.text,
    resource: course?.folder?.resource(),
    files: new Map([...(course?.folder?.files ?? [])].map(([path, text]) => [path, sha256(text)])),
  });
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
