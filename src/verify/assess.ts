import type { Check } from "./check.ts";
import type { Finding, Severity } from "./finding.ts";
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

/**
 * A finding that is silenced takes no other's place: what it would have told
 * for it is then told itself. Nor does a lighter one take that of a graver:
 * a warning must not hide an error.
 */
function withoutSuperseded(checks: readonly Check[], findings: readonly Finding[]): readonly Finding[] {
  const worse = new Map(checks.flatMap(({ code, supersedes }) => (supersedes === undefined ? [] : [[code, supersedes] as const])));
  const covered = new Map<string, number>();
  for (const { code, file, severity, silenced } of findings) {
    for (const other of silenced === undefined ? (worse.get(code) ?? []) : []) {
      const key = `${other}\0${file}`;
      covered.set(key, Math.max(covered.get(key) ?? 0, gravity[severity]));
    }
  }
  return findings.filter(({ code, file, severity }) => gravity[severity] > (covered.get(`${code}\0${file}`) ?? 0));
}

const gravity = { notice: 1, warning: 2, error: 3 } as const satisfies Record<Severity, number>;
