import type { Artifact } from "../../src/compile/artifact.ts";
import { compile } from "../../src/compile/compile.ts";
import type { Project } from "../../src/project/read-project.ts";
import { readTemplates } from "../../src/project/read-templates.ts";
import type { FolderCheck, FoldersCheck, Report } from "../../src/verify/check.ts";
import { folderOf, type Folder } from "../../src/verify/folder.ts";
import { example } from "../cases/example.ts";

const templates = readTemplates(new URL("../..", import.meta.url).pathname);

/** What a test says of its rollout; the rest is a canary by Ingress and HTTPRoute. */
export interface Routed {
  readonly stage?: string;
  readonly rollout?: object;
  readonly environment?: object;
  readonly ladder?: object;
}

const stages = [
  { name: "before", title: "Before" },
  { name: "canary-5", title: "A twentieth", levers: { weight: 5, match: { header: { name: "X-Beta" }, cookie: "side" } }, hold: "24h" },
  { name: "full", title: "All", levers: { weight: 100, match: null } },
  { name: "done", title: "Done", levers: { primary: "candidate", canary: "absent" } },
];

function project({ stage = "canary-5", rollout: parts = {}, environment: routes = {}, ladder = {} }: Routed): Project {
  const { rollout, environment } = example(
    "checkout",
    {
      traffic: { baseline: { service: "shop-v1", port: 8080 }, candidate: { service: "shop-v2", port: 8080 }, tls: { secret: "shop-tls" } },
      helm: {
        release: "shop",
        chart: "charts/shop",
        valuesFiles: [],
        values: { "shop.replicas": { type: "integer", description: "Copies", minimum: 1, maximum: 9, default: 2 } },
      },
      ladders: { production: { host: "shop.example.com", stages, ...ladder } },
      ...parts,
    },
    {
      hostSuffixes: ["example.com"],
      traffic: { ingress: { class: "nginx" }, gateway: { name: "public", namespace: "gateways" } },
      ...routes,
    },
  );
  return {
    root: "/project",
    environments: new Map([["production", { value: environment, file: "environments/production.ts" }]]),
    rollouts: new Map([["checkout", { value: rollout, file: "rollouts/checkout.ts" }]]),
    standings: [{ environment: "production", rollout: "checkout", stage, state: undefined, ledger: [], overrides: [] }],
    stops: [],
    config: undefined,
    templates,
  };
}

const rendered = new Map<string, readonly Artifact[]>();

/** The files of a routed rollout. */
export function routedFiles(routed: Routed = {}): readonly Artifact[] {
  const key = JSON.stringify(routed);
  const files = rendered.get(key) ?? compile(project(routed), { version: "1.2.3" }).flatMap(({ artifacts }) => artifacts);
  rendered.set(key, files);
  return files;
}

/** A new text of a file; `undefined` removes it; a list replaces one text by another, which must be there. */
export type Edit = string | undefined | readonly [found: string, instead: string];

/** The folder of a routed rollout with edits by file. */
export function routedFolder(
  edits: Readonly<Record<string, Edit>> = {},
  routed: Routed = {},
  schemas: ReadonlyMap<string, string> = new Map(),
  name = "checkout",
): Folder {
  const files = new Map(routedFiles(routed).map(({ path, content }) => [path, content]));
  for (const [path, edit] of Object.entries(edits)) {
    if (edit === undefined) files.delete(path);
    else if (typeof edit === "string") files.set(path, edit);
    else files.set(path, replaced(path, files.get(path) ?? "", edit));
  }
  return folderOf(
    "production",
    name,
    [...files].map(([path, content]) => ({ path, content })),
    schemas,
  );
}

function replaced(path: string, text: string, [found, instead]: readonly [string, string]): string {
  if (!text.includes(found)) throw new Error(`"${path}" has no ${JSON.stringify(found)}:\n${text}`);
  return text.replaceAll(found, instead);
}

/** All that a check says of a folder, or of several. */
export function reportsOf(check: FolderCheck | FoldersCheck, ...folders: readonly Folder[]): readonly Report[] {
  return check.scope === "folder" ? folders.flatMap((folder) => [...check.check(folder)]) : [...check.check(folders)];
}

/** Folders that a stranger could commit to make a check throw or hang; each check must come through. */
export function hostileFolders(): readonly Folder[] {
  const deep = "[".repeat(400) + "]".repeat(400);
  const odd = [
    "null",
    "[]",
    "text",
    "42",
    "kind: Ingress",
    "kind: [HTTPRoute]\nspec: text\n",
    "apiVersion: 1\nkind: 2\nmetadata: []\nspec: {rules: {}}\n",
    deep,
    "a: *b\n",
    "constructor: {}\n",
  ];
  const objects = [
    "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {annotations: [], name: 3}\nspec: {rules: [null, {host: 4, http: {paths: [1, {backend: []}]}}], tls: [[], {hosts: 3}]}\n",
    "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: 7\nspec: {hostnames: {}, parentRefs: [[]], rules: [0, {matches: 3, filters: [[], {type: {}}], backendRefs: [{name: [], weight: x}], timeouts: 4}]}\n",
    `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a}\nspec: {hostnames: [shop.example.com], rules: [{matches: [{headers: [{type: RegularExpression, name: a, value: "(a+)+$"}]}]}]}\n`,
    "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: {a: b}\n",
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: {a: 1, b: [2]}, annotations: text}\ndata: []\n",
  ];
  return [...odd, ...objects].flatMap((text) => [
    light({
      "manifests/ingress-primary.yaml": text,
      "manifests/httproute.yaml": text,
      "manifests/kustomization.yaml": text,
      "values.yaml": text,
    }),
    light({ "manifests/ingress-canary.yaml": text, "rollout.yaml": text, "values.schema.json": text }),
    folderOf("production", "checkout", [{ path: "manifests/a.yaml", content: text }]),
  ]);
}

/** A folder without the files that take long to read and route nothing. */
function light(edits: Readonly<Record<string, string>>): Folder {
  const files = routedFiles().filter(({ path }) => /ingress|httproute|kustomization|rollout\.yaml|values/.test(path));
  return folderOf(
    "production",
    "checkout",
    files.map(({ path, content }) => ({ path, content: edits[path] ?? content })),
  );
}
