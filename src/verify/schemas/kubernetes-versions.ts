import type { ValuePath } from "../check.ts";

/** A minor release of Kubernetes: 33 for 1.33. */
type Minor = number;

/** A field, or a value of one, that the API server knows since a release. */
export interface Newcomer {
  readonly kind: string;
  readonly path: ValuePath;
  /** Values that came later than the field itself; any value when left out. */
  readonly values?: readonly string[];
  readonly since: Minor;
}

/**
 * When fields of the built-in kinds became usable without a feature gate.
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/
 */
export const newcomers: readonly Newcomer[] = [
  { kind: "v1 ConfigMap", path: ["immutable"], since: 19 },
  { kind: "v1 Service", path: ["spec", "ipFamilyPolicy"], since: 20 },
  { kind: "v1 Service", path: ["spec", "ipFamilies"], since: 20 },
  { kind: "v1 Service", path: ["spec", "clusterIPs"], since: 20 },
  { kind: "v1 Service", path: ["spec", "loadBalancerClass"], since: 22 },
  { kind: "v1 Service", path: ["spec", "allocateLoadBalancerNodePorts"], since: 22 },
  { kind: "v1 Service", path: ["spec", "internalTrafficPolicy"], since: 22 },
  { kind: "v1 Service", path: ["spec", "trafficDistribution"], since: 31 },
  { kind: "v1 Service", path: ["spec", "trafficDistribution"], values: ["PreferSameZone", "PreferSameNode"], since: 34 },
];

/** A kind in an API version that comes and goes with releases. */
export interface KindLife {
  readonly since?: Minor;
  /** First release without it. */
  readonly gone?: Minor;
  /** What to write instead. */
  readonly instead?: string;
}

/**
 * Kinds that not every release has.
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
export const kindLives: ReadonlyMap<string, KindLife> = new Map<string, KindLife>([
  ["networking.k8s.io/v1 Ingress", { since: 19 }],
  ["extensions/v1beta1 Ingress", { gone: 22, instead: "networking.k8s.io/v1" }],
  ["networking.k8s.io/v1beta1 Ingress", { gone: 22, instead: "networking.k8s.io/v1" }],
  ["networking.k8s.io/v1beta1 IngressClass", { gone: 22, instead: "networking.k8s.io/v1" }],
  ["extensions/v1beta1 Deployment", { gone: 16, instead: "apps/v1" }],
  ["apps/v1beta1 Deployment", { gone: 16, instead: "apps/v1" }],
  ["apps/v1beta2 Deployment", { gone: 16, instead: "apps/v1" }],
  ["batch/v1beta1 CronJob", { gone: 25, instead: "batch/v1" }],
  ["policy/v1beta1 PodDisruptionBudget", { gone: 25, instead: "policy/v1" }],
  ["policy/v1beta1 PodSecurityPolicy", { gone: 25 }],
  ["discovery.k8s.io/v1beta1 EndpointSlice", { gone: 25, instead: "discovery.k8s.io/v1" }],
  ["autoscaling/v2beta1 HorizontalPodAutoscaler", { gone: 25, instead: "autoscaling/v2" }],
  ["autoscaling/v2beta2 HorizontalPodAutoscaler", { gone: 26, instead: "autoscaling/v2" }],
]);

/** The minor release of a version such as `"1.33"`. */
export function minorOf(version: string): Minor | undefined {
  const [, minor] = /^1\.(\d{1,3})$/.exec(version) ?? [];
  return minor === undefined ? undefined : Number(minor);
}
