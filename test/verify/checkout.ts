import { compile } from "../../src/compile/compile.ts";
import type { Artifact } from "../../src/compile/artifact.ts";
import type { RolloutResource } from "../../src/model/rollout-resource.ts";
import type { Project } from "../../src/project/read-project.ts";
import { readTemplates } from "../../src/project/read-templates.ts";
import type { RecordFiles } from "../../src/project/read-records.ts";
import { courseOf, type Course } from "../../src/verify/course.ts";
import { folderOf, type Folder } from "../../src/verify/folder.ts";
import { ledgerEntries, ledgerLines } from "../../src/verify/ledger-lines.ts";
import type { Side, Transition } from "../../src/verify/transition/transition.ts";
import { example } from "../cases/example.ts";

/** The time at which everything is judged here. */
export const now = new Date("2026-11-20T12:00:00Z");

const { rollout, environment } = example("checkout", {
  gates: {
    reviewed: { kind: "checklist", title: "Reviewed", items: [{ text: "Read the logs" }] },
    quiet: { kind: "alerts-quiet", title: "Quiet", severities: ["critical"], quietFor: "1h", noData: "hold" },
  },
  ladders: {
    production: {
      stages: [
        { name: "before", title: "Before", gates: ["reviewed"] },
        { name: "canary-5", title: "A twentieth", levers: { weight: 5 }, hold: "24h", gates: ["reviewed", "quiet"] },
        { name: "canary-50", title: "Half", levers: { weight: 50 }, hold: "24h", gates: ["quiet"] },
        { name: "full", title: "All", levers: { weight: 100 } },
      ],
    },
  },
});

/** A project of one rollout, `checkout` in `production`, that stands at a stage. */
export function checkoutProject(stage = "canary-5"): Project {
  return {
    root: "/project",
    environments: new Map([["production", { value: environment, file: "environments/production.ts" }]]),
    rollouts: new Map([["checkout", { value: rollout, file: "rollouts/checkout.ts" }]]),
    standings: [{ environment: "production", rollout: "checkout", stage, state: undefined, ledger: [], overrides: [] }],
    stops: [],
    config: undefined,
    templates: readTemplates(new URL("../..", import.meta.url).pathname),
  };
}

/** A file replaced by a text or removed, or the text it becomes. */
export type Edits = Readonly<Record<string, string | undefined | ((text: string) => string)>>;

const rendered = new Map<string, readonly Artifact[]>();

/** What `checkout` compiles to at a stage, with edits. */
export function checkoutFiles(stage = "canary-5", edits: Edits = {}): readonly Artifact[] {
  const files = rendered.get(stage) ?? compile(checkoutProject(stage), { version: "1.2.3" }).flatMap(({ artifacts }) => artifacts);
  rendered.set(stage, files);
  const edited = files.flatMap(({ path, content }): readonly Artifact[] => {
    const edit = edits[path];
    if (!Object.hasOwn(edits, path)) return [{ path, content }];
    const text = typeof edit === "function" ? edit(content) : edit;
    return text === undefined ? [] : [{ path, content: text }];
  });
  const known = new Set(files.map(({ path }) => path));
  const added = Object.entries(edits).flatMap(([path, text]) =>
    known.has(path) || typeof text !== "string" ? [] : [{ path, content: text }],
  );
  return [...edited, ...added];
}

/** The committed folder of `checkout` at a stage, with edits. */
export function checkoutFolder(stage?: string, edits?: Edits): Folder {
  return folderOf("production", "checkout", checkoutFiles(stage, edits));
}

const at = ["2026-11-16T09:00:00Z", "2026-11-18T09:00:00Z", "2026-11-20T09:00:00Z", "2026-11-20T11:00:00Z"];

/** A line of the ledger; `index` tells its time. */
export function entry(index: number, from: string | null, to: string, parts: object = {}): string {
  return JSON.stringify({ environment: "production", from, to, at: at[index], operator: "j.martin", evidence: [], ...parts });
}

/** The ledger of a rollout that stands at `canary-5`. */
export const ledger = [entry(0, null, "before"), entry(1, "before", "canary-5")];

/** The text of a ledger. */
export function ledgerText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

const stateFile = "environments/production/checkout.yaml";
const ledgerFile = "environments/production/checkout.ledger.jsonl";
const confirmationsFile = "environments/production/checkout.confirmations.jsonl";

/** The course of `checkout`; `undefined` where a file is not there. */
export function checkoutCourse(
  parts: {
    readonly state?: string | undefined;
    readonly ledger?: string | undefined;
    readonly folder?: Folder | undefined;
    readonly overrides?: string;
    readonly confirmations?: string;
  } = {},
): Course {
  const {
    state,
    ledger: text,
    folder,
    overrides,
    confirmations,
  } = { state: "stage: canary-5\n", ledger: ledgerText(ledger), folder: checkoutFolder(), ...parts };
  const record: RecordFiles = {
    environment: "production",
    rollout: "checkout",
    state: state === undefined ? undefined : { file: stateFile, text: state },
    ledger: text === undefined ? undefined : { file: ledgerFile, text },
    ...(overrides === undefined ? {} : { overrides: { file: "environments/production/checkout.overrides.yaml", text: overrides } }),
    ...(confirmations === undefined ? {} : { confirmations: { file: confirmationsFile, text: confirmations } }),
  };
  return courseOf(record, folder, now);
}

/** One side of a transition at a stage. */
export function side(
  stage: string | undefined,
  lines: readonly string[],
  change: (resource: RolloutResource) => RolloutResource = (same) => same,
): Side {
  const resource = checkoutFolder(stage ?? "before").resource();
  const read = ledgerLines(ledgerText(lines));
  return {
    resource: resource === undefined || stage === undefined ? undefined : change(resource),
    stage,
    ledgerLines: lines,
    ledger: ledgerEntries(read),
    confirmationLines: [],
    files: new Map(),
  };
}

const folder = "dist/production/checkout/";

/** The change of `checkout` from one side to another. */
export function transition(
  before: Side,
  after: Side,
  changedFiles: readonly string[] = [stateFile, ledgerFile, `${folder}rollout.yaml`],
  decided: Partial<Transition["decided"]> = {},
): Transition {
  return {
    environment: "production",
    rollout: "checkout",
    before,
    after,
    changedFiles,
    ownPrefix: { state: stateFile, ledger: ledgerFile, confirmations: confirmationsFile, folder },
    decided: { overrides: [], stops: { value: [] }, ...decided },
    now,
  };
}
