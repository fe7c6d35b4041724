import type { Backend } from "../../model/traffic.ts";
import type { FolderCheck, Report } from "../check.ts";
import type { Folder } from "../folder.ts";
import { canaryKeys } from "../traffic/canary-annotations.ts";
import { committedIngresses, isReadable, type CommittedIngress } from "../traffic/committed-ingresses.ts";
import { committedRoutes, type CommittedRoute } from "../traffic/committed-routes.ts";
import { committedStage, type CommittedStage } from "../traffic/committed-stage.ts";
import { trafficHosts } from "./traffic-hosts.ts";

/** The weight in the manifests is what happens; the one in `rollout.yaml` is what was reviewed and judged. */
export const trafficWeight: FolderCheck = {
  code: "traffic-weight",
  severity: "error",
  description: "weights and mirrors of the manifests are those of the stage in rollout.yaml",
  scope: "folder",
  *check(folder) {
    const stage = committedStage(folder);
    if (stage === undefined || !isReadable(folder)) return;
    const ingresses = committedIngresses(folder).filter(({ paths }) => paths.some(({ host }) => host === stage.host));
    if (ingresses.length > 0) yield* ingressReports(folder, ingresses, stage);
    for (const route of committedRoutes(folder)) if (route.hostnames.includes(stage.host)) yield* routeReports(route, stage);
  },
};

function* ingressReports(
  folder: Folder,
  ingresses: readonly CommittedIngress[],
  { stage, weightTotal }: CommittedStage,
): Generator<Report> {
  const canaries = ingresses.filter(({ isCanary }) => isCanary);
  const [lost] = trafficHosts.check(folder);
  if (stage.canary === "present" && canaries.length === 0 && lost === undefined) {
    yield {
      message: `Stage "${stage.name}" has a canary, but no canary Ingress is there`,
      hint: "run `rampart compile`",
      file: `${folder.path}/manifests/ingress-canary.yaml`,
    };
  }
  for (const { object, title, annotations } of canaries) {
    const source = { file: object.file, document: object.document };
    const at = (key: string): readonly string[] => ["metadata", "annotations", `nginx.ingress.kubernetes.io/${key}`];
    if (stage.canary === "absent") {
      yield {
        message: `${title} is there, but stage "${stage.name}" has no canary`,
        hint: "remove the file and its line in kustomization.yaml, or run `rampart compile`",
        ...source,
        path: ["metadata", "name"],
      };
      continue;
    }
    const written = integer(annotations.get("canary-weight-total") ?? "100");
    const total = written !== undefined && written > 100 ? written : 100;
    const weight = integer(annotations.get("canary-weight") ?? "0");
    // What cannot be read, is misspelt or out of range is a trap of its own.
    const isTold =
      weight === undefined ||
      weight < 0 ||
      weight > total ||
      [...annotations.keys()].some((key) => key.startsWith("canary") && !canaryKeys.includes(key));
    if (!isTold && weight !== stage.weight)
      yield {
        message: `${title} has weight ${weight}, but stage "${stage.name}" has ${stage.weight}`,
        hint: `write "${stage.weight}", or take a step to another stage`,
        ...source,
        path: at("canary-weight"),
      };
    if (written !== undefined && total !== weightTotal)
      yield {
        message: `${title} counts in parts of ${total}, but the rollout in parts of ${weightTotal}`,
        hint: `write canary-weight-total: "${weightTotal}"`,
        ...source,
        path: at("canary-weight-total"),
      };
  }
}

function* routeReports({ object, title, rules }: CommittedRoute, { backends, stage, weightTotal }: CommittedStage): Generator<Report> {
  const source = { file: object.file, document: object.document };
  const { baseline, candidate } = backends;
  const isOn = ({ service, port }: Backend, ref: CommittedRoute["rules"][number]["backendRefs"][number]) =>
    ref.name === service && ref.port === port;
  const [parts, of] = stage.canary === "present" ? [stage.weight, weightTotal] : [stage.primary === "candidate" ? 1 : 0, 1];
  for (const { backendRefs, mirrors, matches, at } of rules) {
    for (const { percent, at: mirror } of mirrors) {
      if (percent === stage.mirrorPercent) continue;
      yield {
        message: `${title} mirrors ${percent ?? "an unknown share of"} % of requests, but stage "${stage.name}" mirrors ${stage.mirrorPercent} %`,
        hint: `write percent: ${stage.mirrorPercent}${stage.mirrorPercent === 0 ? ", or remove the filter" : ""}`,
        ...source,
        path: mirror,
      };
    }
    // Rules that pick requests by a header decide before the weight is asked.
    if (matches.every(({ headers }) => (headers ?? []).length > 0)) continue;
    const total = backendRefs.reduce((sum, { weight }) => sum + weight, 0);
    const own = backendRefs.filter((ref) => isOn(candidate, ref)).reduce((sum, { weight }) => sum + weight, 0);
    // What leads elsewhere is told by who looks at backends.
    if (backendRefs.some((ref) => !isOn(candidate, ref) && !isOn(baseline, ref))) continue;
    if (total === 0 || own * of === parts * total) continue;
    yield {
      message: `${title} gives ${candidate.service}:${candidate.port} ${own} of ${total} parts, but stage "${stage.name}" gives the candidate ${parts} of ${of}`,
      hint: "run `rampart compile`, or take a step to another stage",
      ...source,
      path: [...at, "backendRefs"],
    };
  }
}

function integer(text: string): number | undefined {
  return /^[+-]?\d{1,9}$/.test(text) ? Number(text) : undefined;
}
