import { toYaml } from "../../src/base/yaml.ts";
import { compile } from "../../src/compile/compile.ts";
import type { Artifact } from "../../src/compile/artifact.ts";
import type { Project } from "../../src/project/read-project.ts";
import { readTemplates } from "../../src/project/read-templates.ts";
import type { Report } from "../../src/verify/check.ts";
import { folderOf, type Folder } from "../../src/verify/folder.ts";
import { example } from "../cases/example.ts";
import { alertCommon, metrics } from "../cases/metrics.ts";
import type { Edits } from "./checkout.ts";

const requests = { metric: "http_requests_total" } as const;
const evidence = { noData: "hold", title: "A limit" } as const;

/** A rollout with rules, a dashboard and a runbook that have something in them. */
export const ramp = example("ramp", {
  metrics,
  signals: {
    errors: { kind: "ratio", title: "Error rate", numerator: { ...requests, where: { code: "500" } }, denominator: requests },
    latency: { kind: "quantile", title: "Latency", histogram: { metric: "http_request_duration_seconds" }, quantile: 0.95 },
  },
  gates: {
    errors: { kind: "limit", ...evidence, signal: "errors", hold: { above: "0.1 %" }, rollback: { above: "5 %" } },
    latency: { kind: "delta", ...evidence, signal: "latency", hold: { above: "1.5x" } },
  },
  alerts: {
    ErrorsHigh: { when: { kind: "gate", gate: "errors", limit: "rollback" }, ...alertCommon },
    LatencyHigh: { when: { kind: "gate", gate: "latency" }, ...alertCommon, severity: "warning", action: "pause" },
    CandidateDown: { when: { kind: "down", metric: "up", where: { job: "shop-new" } }, ...alertCommon, for: "2m" },
  },
  procedures: {
    look: { title: "Look", use: "investigate", steps: [{ text: "Look at the pods.", command: 'kubectl get pods -l "app=shop"' }] },
  },
  ladders: {
    production: {
      stages: [
        { name: "before", title: "Before" },
        { name: "canary-5", title: "A twentieth", levers: { weight: 5 }, hold: "2h", gates: ["errors", "latency"], procedures: ["look"] },
        { name: "canary-50", title: "Half", levers: { weight: 50 }, hold: "24h", gates: ["errors", "latency"] },
        { name: "full", title: "All", levers: { weight: 100 } },
      ],
    },
  },
});

/** A project of one rollout in one environment, both as they are or changed. */
export function projectOf(
  { rollout, environment }: ReturnType<typeof example>,
  stage = rollout.ladders[environment.name]?.stages[1]?.name ?? "",
): Project {
  return {
    root: "/project",
    environments: new Map([[environment.name, { value: environment, file: `environments/${environment.name}.ts` }]]),
    rollouts: new Map([[rollout.name, { value: rollout, file: `rollouts/${rollout.name}.ts` }]]),
    standings: [{ environment: environment.name, rollout: rollout.name, stage, state: undefined, ledger: [], overrides: [] }],
    stops: [],
    config: undefined,
    templates: readTemplates(new URL("../..", import.meta.url).pathname),
  };
}

let rendered: readonly Artifact[] | undefined;

/** What `ramp` compiles to at `canary-5`, with edits. */
export function rampFolder(edits: Edits = {}, name: { readonly environment?: string; readonly rollout?: string } = {}): Folder {
  rendered ??= compile(projectOf(ramp), { version: "1.2.3" }).flatMap(({ artifacts }) => artifacts);
  const edited = rendered.flatMap(({ path, content }): readonly Artifact[] => {
    if (!Object.hasOwn(edits, path)) return [{ path, content }];
    const edit = edits[path];
    const text = typeof edit === "function" ? edit(content) : edit;
    if (text === content) throw new Error(`the edit of ${path} changes nothing`);
    return text === undefined ? [] : [{ path, content: text }];
  });
  return folderOf(name.environment ?? "production", name.rollout ?? "ramp", edited);
}

/** Rules and panels of a folder that is made for one test. */
export interface Parts {
  readonly rules?: readonly object[];
  /** Queries, one panel each. */
  readonly panels?: readonly string[];
  readonly interval?: string;
}

/** A folder with these rules and panels; what is known of the rollout is that of `ramp`. */
export function folderWith({ rules = [], panels = [], interval = "30s" }: Parts): Folder {
  const dashboard = {
    uid: "ramp-production",
    panels: panels.map((expr, index) => ({
      id: index + 1,
      type: "timeseries",
      title: `Panel ${index + 1}`,
      targets: [{ refId: "A", expr }],
    })),
  };
  return rampFolder({
    "rules.yaml": toYaml({ groups: [{ name: "ramp", interval, rules }] }),
    "dashboard.json": JSON.stringify(dashboard),
  });
}

/** What is said, without where. */
export function said(reports: Iterable<Report>): readonly object[] {
  return [...reports].map(({ severity, message, hint }) => ({ ...(severity === undefined ? {} : { severity }), message, hint }));
}

/** A folder of one alert with this condition. */
export function alert(expr: string, more: object = {}): Parts {
  return { rules: [{ alert: "A", expr, ...more }] };
}

/** A folder of one recording rule. */
export function record(expr: string, labels: object = {}): Parts {
  return { rules: [{ record: "a:b:c", expr, labels }] };
}

/** A rule file of one group. */
export function groups(...rules: readonly string[]): string {
  return `groups:\n  - name: ramp\n    interval: 30s\n    rules:\n${rules.map((rule) => `      - ${rule}\n`).join("")}`;
}

/** The dashboard with other values for some of its keys. */
export function dashboard(changes: object): (text: string) => string {
  return (text) => {
    const value: unknown = JSON.parse(text);
    return JSON.stringify({ ...(typeof value === "object" ? value : {}), ...changes });
  };
}
