import { sha256 } from "../base/sha256.ts";
import { slug } from "../base/markdown.ts";
import { remembering } from "../base/remembering.ts";
import type { Environment } from "../model/environment.ts";
import type { Rollout } from "../model/rollout.ts";

/**
 * Names that more than one artifact uses, said once: labels, recorded series,
 * anchors of the runbook, uid and panel ids of the dashboard, links.
 */

/** Value of `app.kubernetes.io/managed-by` on every object. */
export const managedBy = "rampart";

/** Labels of every object and every series of a rollout in an environment. */
export function seriesLabels(rollout: Rollout, environment: Environment): Readonly<Record<string, string>> {
  return { rollout: rollout.name, environment: environment.name };
}

/**
 * Labels of every Kubernetes object we write.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function objectLabels(rollout: Rollout, environment: Environment): Readonly<Record<string, string>> {
  return {
    "app.kubernetes.io/managed-by": managedBy,
    "app.kubernetes.io/name": rollout.service,
    "app.kubernetes.io/part-of": rollout.name,
    "rampart.dev/environment": environment.name,
    "rampart.dev/rollout": rollout.name,
  };
}

/** Series that says which share of the work the candidate does: label `stage`, value in percent. */
export const candidateWeightRecord = "rollout:candidate_weight:percent";
/** Series that says which percentage of requests is copied to the candidate. */
export const mirrorRecord = "rollout:mirror:percent";

/** Headings of the runbook that others link to; the anchor is the {@link slug} of the heading. */
export const headings = {
  stage: (name: string) => `Stage ${name}`,
  gate: (name: string) => `Gate ${name}`,
  alert: (name: string) => name,
  probe: (name: string) => `Probe ${name}`,
  signal: (name: string) => `Signal ${name}`,
  procedure: (name: string) => `Procedure ${name}`,
  rollback: (level: number) => `Rollback level ${level}`,
  ledger: "Ledger",
  escalation: "Escalation",
} as const;

/** Address of the runbook, or of one of its headings. */
export function runbookUrl(rollout: Rollout, environment: Environment, heading?: string): string {
  const page = `${environment.tree.replace(/\/+$/, "")}/${environment.name}/${rollout.name}/RUNBOOK.md`;
  return heading === undefined ? page : `${page}#${slug(heading)}`;
}

/** The dashboard's uid: the names where they fit into Grafana's 40 characters, else cut and told apart by a hash. */
export function dashboardUid(rollout: Rollout, environment: Environment): string {
  const whole = `${rollout.name}-${environment.name}`;
  return whole.length <= 40 ? whole : `${whole.slice(0, 31).replace(/-+$/, "")}-${sha256(whole).slice(0, 8)}`;
}

/** What a dashboard panel shows. */
export type PanelSubject = "stage" | "weight" | "ready" | "signal" | "drill-down" | "alerts" | "probes" | "text";

/** A panel's id: follows from what it shows, so that links survive when panels are added or moved. */
export function panelId(subject: PanelSubject, name = ""): number {
  return panelIdOf(`${subject}/${name}`);
}

/** The same few panels are named by every link, row and limit of a rollout. */
const panelIdOf = remembering((subject) => (Number.parseInt(sha256(subject).slice(0, 7), 16) % 99_999_999) + 1);

/** Address of the dashboard, or of one of its panels. */
export function dashboardUrl(rollout: Rollout, environment: Environment, panel?: number): string {
  const base = `${environment.grafana.url.replace(/\/+$/, "")}/d/${dashboardUid(rollout, environment)}/${rollout.name}`;
  return panel === undefined ? base : `${base}?viewPanel=panel-${panel}`;
}

/** A span of time that a link opens at; Unix seconds. */
export interface LinkedSpan {
  readonly start: number;
  readonly end: number;
}

/** Address of a dashboard's panel over a span. */
export function panelUrl(rollout: Rollout, environment: Environment, panel: number, { start, end }: LinkedSpan): string {
  return `${dashboardUrl(rollout, environment, panel)}&from=${Math.floor(start) * 1000}&to=${Math.ceil(end) * 1000}`;
}

/** Address at which Prometheus draws an expression: of late, or over a span. */
export function prometheusUrl({ prometheus }: Environment, expression: string, span?: LinkedSpan): string {
  const page = `${prometheus.url.replace(/\/+$/, "")}/graph?g0.expr=${encodeURIComponent(expression)}&g0.tab=0`;
  if (span === undefined) return page;
  const end = new Date(Math.ceil(span.end) * 1000).toISOString().slice(0, 19).replace("T", " ");
  return `${page}&g0.range_input=${Math.max(1, Math.ceil(span.end - span.start))}s&g0.end_input=${encodeURIComponent(end)}`;
}
