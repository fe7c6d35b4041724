import type { RolloutResource } from "../model/rollout-resource.ts";
import type { Silence } from "../model/silence.ts";
import { recordAt } from "../project/read-records.ts";
import type { Check, SilenceSubject } from "./check.ts";
import type { Finding } from "./finding.ts";
import type { Folder } from "./folder.ts";

/** The silences of a rollout, by its name. */
export type Silences = (rollout: string) => readonly Silence[];

/** What silences make of findings. */
export interface Silenced {
  readonly findings: readonly Finding[];
  /** The silences of the work tree, each with whether a finding needs it. */
  readonly subjects: readonly SilenceSubject[];
}

/** The silences that one rollout's resources say; they say the same in each environment. */
export function silencesOf(resources: Iterable<RolloutResource | undefined>): readonly Silence[] {
  const found = new Map<string, Silence>();
  for (const resource of resources) {
    for (const silence of resource?.spec.silences ?? []) {
      const key = JSON.stringify(silence);
      if (!found.has(key)) found.set(key, silence);
    }
  }
  return [...found.values()];
}

/** What {@link applySilences} needs to know beside the findings. */
export interface SilenceInput {
  readonly folders: readonly Folder[];
  /** Silences of the base revision, where there is one: a change cannot bring its own. */
  readonly base: Silences | undefined;
  readonly checks: readonly Check[];
  /** Whether the definitions were judged too. */
  readonly whole: boolean;
  readonly now: Date;
}

/**
 * Makes notices of findings that a silence in force names. A silence is matched
 * by the check's code and the rollout whose file the finding is in.
 */
export function applySilences(findings: readonly Finding[], { folders, base, checks, whole, now }: SilenceInput): Silenced {
  const stated = statedBy(folders);
  const inForce = base ?? stated;
  const day = now.toISOString().slice(0, 10);
  const silenceable = new Set(checks.flatMap(({ code, silenceable: may }) => (may === false ? [] : [code])));
  const used = new Set<Silence>();
  const silenced = findings.map((finding): Finding => {
    if (!silenceable.has(finding.code)) return finding;
    const rollout = rolloutOf(finding);
    if (rollout === undefined) return finding;
    const matching = (silences: Silences) => silences(rollout).filter((silence) => matches(silence, finding) && day <= silence.until);
    const own = matching(stated);
    for (const silence of own) used.add(silence);
    const [silence] = matching(inForce);
    if (silence !== undefined) return asNotice(finding, silence);
    return own.length === 0
      ? finding
      : { ...finding, hint: [finding.hint, "the silence that this change adds holds once it is merged"].filter(Boolean).join("; ") };
  });
  return { findings: silenced, subjects: [...subjectsOf(folders, stated, used, { checks, whole, silenceable, now })] };
}

function statedBy(folders: readonly Folder[]): Silences {
  const byRollout = new Map<string, Folder[]>();
  for (const folder of folders) byRollout.set(folder.rollout, [...(byRollout.get(folder.rollout) ?? []), folder]);
  const known = new Map([...byRollout].map(([rollout, own]) => [rollout, silencesOf(own.map((folder) => folder.resource()))]));
  return (rollout) => known.get(rollout) ?? [];
}

function matches(silence: Silence, { code, file }: Finding): boolean {
  if (silence.check !== code) return false;
  return silence.file === undefined || file === silence.file || file.split("/").slice(3).join("/") === silence.file;
}

/** The rollout a file belongs to, by its path. */
function rolloutOf({ file, definition }: Finding): string | undefined {
  return (
    /^dist\/[^/]+\/([^/]+)/.exec(file)?.[1] ??
    recordAt(file)?.rollout ??
    /^rollouts\/(?:.*\/)?([^/]+)\.ts$/.exec(file)?.[1] ??
    /^rollouts\/(?:.*\/)?([^/]+)\.ts$/.exec(definition?.file ?? "")?.[1]
  );
}

function asNotice(finding: Finding, { until, reason, owner }: Silence): Finding {
  return {
    ...finding,
    severity: "notice",
    message: `${finding.message} (silenced until ${until} by ${owner}: ${reason})`,
    silenced: { until, reason, owner },
  };
}

type SubjectFacts = Pick<SilenceInput, "checks" | "whole" | "now"> & { readonly silenceable: ReadonlySet<string> };

function* subjectsOf(
  folders: readonly Folder[],
  stated: Silences,
  used: ReadonlySet<Silence>,
  { checks, whole, silenceable, now }: SubjectFacts,
): Generator<SilenceSubject> {
  const codes = checks.map(({ code }) => code);
  const ran = new Set(
    checks
      .flatMap(({ code, scope }) =>
        ["transition", "change"].includes(scope) || (!whole && ["definition", "project"].includes(scope)) ? [] : [code],
      )
      .filter((code) => silenceable.has(code)),
  );
  const seen = new Set<Silence>();
  for (const folder of folders) {
    for (const [index, same] of (folder.resource()?.spec.silences ?? []).entries()) {
      const silence = stated(folder.rollout).find((one) => JSON.stringify(one) === JSON.stringify(same));
      if (silence === undefined || seen.has(silence)) continue;
      seen.add(silence);
      yield { silence, folder, index, used: used.has(silence), codes, silenceable, ran, now };
    }
  }
}
