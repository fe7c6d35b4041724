import type { Check } from "./check.ts";
import type { Finding } from "./finding.ts";
import { runChecks, sortFindings, type Places, type Subject } from "./run-checks.ts";
import { applySilences, type Silences } from "./silences.ts";
import type { Folder } from "./folder.ts";

/** What {@link assess} judges, and by what. */
export interface Assessment {
  readonly checks: readonly Check[];
  readonly subject: Subject & { readonly folders: readonly Folder[] };
  /** Silences of the base revision, where there is one. */
  readonly baseSilences: Silences | undefined;
  readonly places: Places;
  readonly now: Date;
}

/** Runs the checks, applies the silences, and judges the silences. Pure. */
export function assess({ checks, subject, baseSilences, places, now }: Assessment): readonly Finding[] {
  const found = runChecks(checks, subject, places);
  const whole = subject.definitions !== undefined;
  const { findings, subjects } = applySilences(found, { folders: subject.folders, base: baseSilences, checks, whole, now });
  return sortFindings([...withoutSuperseded(checks, findings), ...runChecks(checks, { silences: subjects }, places)]);
}

/** A finding that is silenced takes no other's place: what it would have told for it is then told itself. */
function withoutSuperseded(checks: readonly Check[], findings: readonly Finding[]): readonly Finding[] {
  const worse = new Map(checks.flatMap(({ code, supersedes }) => (supersedes === undefined ? [] : [[code, supersedes] as const])));
  const covered = new Set(
    findings
      .filter(({ silenced }) => silenced === undefined)
      .flatMap(({ code, file }) => (worse.get(code) ?? []).map((other) => `${other}\0${file}`)),
  );
  return findings.filter(({ code, file }) => !covered.has(`${code}\0${file}`));
}
