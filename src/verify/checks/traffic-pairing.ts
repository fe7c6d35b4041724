import type { FolderCheck, Report } from "../check.ts";
import {
  backendName,
  committedIngresses,
  isReadable,
  pathName,
  type CommittedIngress,
  type IngressPath,
} from "../traffic/committed-ingresses.ts";
import { trafficBackend } from "./traffic-backend.ts";
import { trafficHosts } from "./traffic-hosts.ts";

/**
 * Host and backend of a route are told by checks that know the rollout; this
 * one tells what does not fit where those are right, or nothing is known.
 * ingress-nginx looks for the primary of each path of a canary; where it finds
 * none, it drops the canary and says so in its log alone.
 */
export const trafficPairing: FolderCheck = {
  code: "traffic-pairing",
  severity: "error",
  description: "each path of a canary Ingress has its primary: same host, path, path type and class, another backend",
  scope: "folder",
  *check(folder) {
    const all = committedIngresses(folder);
    if (!isReadable(folder) || [trafficHosts, trafficBackend].some((check) => [...check.check(folder)].length > 0)) return;
    const primaries = all.filter(({ isCanary }) => !isCanary);
    for (const canary of all.filter(({ isCanary }) => isCanary)) {
      for (const path of canary.paths) yield* pathReports(canary, path, primaries);
      yield* uncovered(canary, primaries);
    }
  },
};

function* pathReports(canary: CommittedIngress, path: IngressPath, primaries: readonly CommittedIngress[]): Generator<Report> {
  const source = { file: canary.object.file, document: canary.object.document };
  const pairs = primaries.flatMap((primary) => primary.paths.filter((own) => isSame(own, path)).map((own) => ({ primary, own })));
  const [pair] = pairs;
  if (pair === undefined) {
    const near = primaries.flatMap(({ paths }) => paths).find((own) => own.host === path.host && own.path === path.path);
    const hint =
      near === undefined
        ? "give primary and canary the same host, path and pathType"
        : `write pathType: ${near.pathType}, as the primary has it`;
    yield {
      message: `${canary.title} has ${pathName(path)}, which no primary Ingress has: ingress-nginx drops the canary silently`,
      hint,
      ...source,
      path: path.at,
    };
    return;
  }
  if (pair.primary.className !== canary.className) {
    yield {
      message: `${canary.title} is of class ${JSON.stringify(canary.className)}, and ${pair.primary.title} of class ${JSON.stringify(pair.primary.className)}: no controller sees both`,
      hint: "give both the same ingressClassName",
      ...source,
      path: ["spec", "ingressClassName"],
    };
  }
  if (backendName(pair.own.backend) === backendName(path.backend)) {
    yield {
      message: `${canary.title} sends ${pathName(path)} to ${backendName(path.backend)}, where ${pair.primary.title} sends it already: ingress-nginx drops the canary silently`,
      hint: "point one of them to the other side, or remove the canary",
      ...source,
      path: [...path.at, "backend"],
    };
  }
}

/** Paths of the primary that the canary leaves out: there, the weight means nothing. */
function* uncovered(canary: CommittedIngress, primaries: readonly CommittedIngress[]): Generator<Report> {
  const paired = primaries.filter(({ paths }) => paths.some((own) => canary.paths.some((path) => isSame(own, path))));
  for (const primary of paired) {
    for (const own of primary.paths) {
      if (canary.paths.some((path) => isSame(own, path))) continue;
      yield {
        message: `${primary.title} has ${pathName(own)}, which ${canary.title} leaves out: requests there never reach the candidate`,
        hint: "give the canary every path of its primary",
        file: primary.object.file,
        document: primary.object.document,
        path: own.at,
        severity: "warning",
      };
    }
  }
}

function isSame(left: IngressPath, right: IngressPath): boolean {
  return left.host === right.host && left.path === right.path && left.pathType === right.pathType;
}
