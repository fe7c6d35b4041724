import { openBase, type GitBase } from "../project/git-base.ts";
import { createLocator } from "../project/create-locator.ts";
import { assess, type Assessment } from "./assess.ts";
import type { Check, ValuePath } from "./check.ts";
import { checksFor, type ProjectChecks } from "./checks-for.ts";
import { definitionInvalid, invalidFindings } from "./definition-invalid.ts";
import { evidenceLive } from "./evidence-live.ts";
import type { Finding, Position } from "./finding.ts";
import type { Compiling } from "./compiling.ts";
import { tellResource } from "./folder.ts";
import { sitesOf, type Inspection } from "./inspect.ts";
import { farSite, sharedDefinitions, type FarHelper } from "./inspect-apart.ts";
import { inspectTogether } from "./inspect-together.ts";
import type { PolicyTrust } from "./policy-checks.ts";
import { readChange } from "./read-change.ts";
import { readCommitted, type Committed } from "./read-committed.ts";
import type { Definitions } from "./read-definitions.ts";
import { readPolicyTexts } from "./read-policy-texts.ts";
import { inspectHere, sortFindings } from "./run-checks.ts";
import type { Change } from "./transition/change.ts";
import type { PullRequestText } from "./transition/transition.ts";

/** How a project is judged. */
export interface VerifyOptions {
  /** Revision to judge the change since, beside the state. */
  readonly base?: string;
  /** Run no definition: judge what files alone can tell. */
  readonly dataOnly?: boolean;
  /** Use nothing that an earlier run has left in the checkout. */
  readonly fresh?: boolean;
  /** The pull request that the change is, whose body is held against it. */
  readonly pullRequest?: PullRequestText;
  /** Starts another thread to share the work with, if so many folders are worth it; without it, all is done here. */
  readonly startHelper?: ((folders: number) => FarHelper | undefined) | undefined;
  readonly now: Date;
}

/** What became of judging a project. */
export interface Verification {
  readonly findings: readonly Finding[];
  /** Whether definitions or settings could not be read, so that checks are missing. */
  readonly broken: boolean;
  /** Every check that was run, by code. */
  readonly checks: readonly Pick<Check, "code" | "severity" | "description">[];
  /** What was looked at. */
  readonly looked: Looked;
  /** Text of a file that findings name, where there is one. */
  readonly text: (file: string) => string | undefined;
}

/** How much was judged. */
interface Looked {
  readonly folders: number;
  readonly rollouts: number;
  readonly dataOnly: boolean;
  /** Base revision as it was named, and how many rollouts differ from it. */
  readonly base?: { readonly revision: string; readonly transitions: number };
}

/** Judges a project: what is committed, what it compiles to, and what changed since a base revision. */
export async function verify(root: string, options: VerifyOptions): Promise<Verification> {
  const { now } = options;
  const base = options.base === undefined ? undefined : openBase(root, options.base);
  // Another process bundles the definitions while this one looks for what is committed.
  const readDefinitions = options.dataOnly === true ? undefined : await loadReader();
  const reading = readDefinitions?.(root, { fresh: options.fresh === true });
  const committed = readCommitted(root, now, { base, later: true });
  // Another thread comes up while definitions are loaded.
  const helper = options.startHelper?.(committed.folders.length);
  try {
    return await judged(root, options, { base, committed, helper, definitions: await reading });
  } finally {
    helper?.close();
  }
}

interface Begun {
  readonly base: GitBase | undefined;
  readonly committed: Committed;
  readonly helper: FarHelper | undefined;
  readonly definitions: Definitions | undefined;
}

async function judged(root: string, options: VerifyOptions, { base, committed, helper, definitions }: Begun): Promise<Verification> {
  const { now } = options;
  const since = base === undefined ? undefined : readChange(base, committed, now, options.pullRequest);
  const policies = readPolicyTexts(root, base);
  const trust: PolicyTrust =
    since === undefined ? {} : { edited: committed.policies(), environments: environmentsBefore(since.change, committed) };
  const judges = { policies: policies.texts, trust };
  const { checks, invalid } = chosenChecks(judges, definitions);
  const compiling = definitions?.compiling;
  const inspected = await inspectProject(root, { checks, judges, committed, compiling, helper });
  const findings = await located({
    checks,
    subject: {
      ...committed,
      oddities: [...committed.oddities, ...policies.oddities],
      change: since?.change,
      definitions: compiling,
      inspected,
    },
    baseSilences: since?.silences,
    places: { text: committed.text, locate: () => undefined },
    now,
  });
  const broken = [
    ...invalid,
    ...(definitions?.invalid ?? []),
    ...(compiling?.invalid ?? []),
    ...inspected.flatMap((inspection) => inspection.invalid),
  ].filter((one) => !isTold(one, findings));
  return {
    findings: sortFindings([...findings, ...broken]),
    broken: broken.length > 0,
    checks: rulesOf(checks),
    looked: {
      folders: committed.folders.length,
      rollouts: new Set(committed.folders.map(({ rollout }) => rollout)).size,
      dataOnly: options.dataOnly === true,
      ...(since === undefined ? {} : { base: { revision: since.change.revision, transitions: since.change.transitions.length } }),
    },
    text: committed.text,
  };
}

interface Inspected extends Pick<Begun, "committed" | "helper"> {
  readonly checks: readonly Check[];
  readonly judges: Pick<ProjectChecks, "policies" | "trust">;
  readonly compiling: Compiling | undefined;
}

/** Inspects all sites, together with the helper where there is one. */
function inspectProject(root: string, { checks, judges, committed, compiling, helper }: Inspected): Promise<readonly Inspection[]> {
  const sites = sitesOf(committed.folders, compiling?.project.standings);
  helper?.prepare({
    root,
    schemas: committed.judging,
    judges,
    definitions: compiling && sharedDefinitions(compiling.project),
    codes: checks.map(({ code }) => code),
  });
  return inspectTogether(
    sites,
    () => inspectHere(checks, sites.length, { compile: compiling?.compile }),
    helper && {
      inspect: async (taken) => {
        const answer = await helper.inspect(taken.map((site) => farSite(site, compiling?.project.rollouts)));
        for (const [index, { resource }] of (answer ?? []).entries()) {
          const folder = taken[index]?.folder;
          if (folder !== undefined) tellResource(folder, resource);
        }
        return answer;
      },
    },
  );
}

/** One for each code, as a policy is judged by several checks of one name. */
function rulesOf(checks: readonly Check[]): Verification["checks"] {
  const rules = [definitionInvalid, evidenceLive, ...checks].map(({ code, severity, description }) => ({ code, severity, description }));
  return [...new Map(rules.map((rule) => [rule.code, rule])).values()];
}

/** Loaded when wanted: to judge data alone, nothing that runs definitions is even loaded. */
async function loadReader(): Promise<(typeof import("./read-definitions.ts"))["readDefinitions"]> {
  return (await import("./read-definitions.ts")).readDefinitions;
}

interface Chosen {
  readonly checks: readonly Check[];
  readonly invalid: readonly Finding[];
}

function chosenChecks(judges: Pick<ProjectChecks, "policies" | "trust">, definitions: Definitions | undefined): Chosen {
  try {
    return { checks: checksFor({ ...judges, config: definitions?.compiling?.project.config }), invalid: [] };
  } catch (error) {
    return { checks: checksFor({}), invalid: invalidFindings(error, "rampart.config.ts") };
  }
}

/** What environments were at the base revision: as a changed rollout had one there, or as one has it that did not change. */
function environmentsBefore({ transitions }: Change, { folders }: Committed): NonNullable<PolicyTrust["environments"]> {
  const changed = new Set(transitions.map(({ ownPrefix }) => ownPrefix.folder));
  return new Map(
    [...new Set(folders.map(({ environment }) => environment))].flatMap((name) => {
      const before = transitions.find((transition) => transition.environment === name && transition.before.resource !== undefined);
      const same = folders.find((folder) => folder.environment === name && !changed.has(`${folder.path}/`));
      const environment = (before?.before.resource ?? same?.resource())?.spec.environment;
      return environment === undefined ? [] : [[name, environment] as const];
    }),
  );
}

/** The parser of definitions is loaded when a finding asks where one says something; what it answers is put in afterwards. */
async function located(assessment: Assessment): Promise<readonly Finding[]> {
  const asked = new Map<Position, readonly [source: string, path: ValuePath]>();
  const locate = (source: string, path: ValuePath): Position => {
    const standIn = { line: 0, column: 0 };
    asked.set(standIn, [source, path]);
    return standIn;
  };
  const findings = assess({ ...assessment, places: { text: assessment.places.text, locate } });
  if (asked.size === 0) return findings;
  const find = await createLocator();
  const place = (standIn: Position): Position | undefined => {
    const question = asked.get(standIn);
    return question === undefined ? standIn : find(...question);
  };
  return sortFindings(findings.map((finding) => placed(finding, place)));
}

function placed({ position, definition, silenced, ...finding }: Finding, place: (position: Position) => Position | undefined): Finding {
  const [at, source] = [position && place(position), definition?.position && place(definition.position)];
  const said = definition && { file: definition.file, path: definition.path, ...(source === undefined ? {} : { position: source }) };
  return {
    ...finding,
    ...(at === undefined ? {} : { position: at }),
    ...(said === undefined ? {} : { definition: said }),
    ...(silenced === undefined ? {} : { silenced }),
  };
}

/** Whether a check has told of a state or a ledger what reading the project has told too. */
function isTold({ file }: Finding, findings: readonly Finding[]): boolean {
  return /^environments\/.*\.(yaml|jsonl)$/.test(file) && findings.some((finding) => finding.file === file && finding.severity === "error");
}
