/** A kind of object, with what rules call it. */
export interface Kind {
  /** Empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Name of the resource in rules: `ingresses`. */
  readonly plural: string;
  /** Versions that are served and differ in nothing but their name. */
  readonly versions: readonly string[];
  readonly namespaced: boolean;
}

function kind(group: string, name: string, plural: string, versions: readonly string[], namespaced = true): Kind {
  return { group, kind: name, plural, versions, namespaced };
}

/** What Rampart hands to policies of its own: a rollout in an environment. */
export const rolloutKind: Kind = kind("rampart.dev", "Rollout", "rollouts", ["v1alpha1"]);

/** Kinds that are known without a cluster; a project may add its own. */
export const knownKinds: readonly Kind[] = [
  kind("", "ConfigMap", "configmaps", ["v1"]),
  kind("", "Namespace", "namespaces", ["v1"], false),
  kind("", "Pod", "pods", ["v1"]),
  kind("", "Secret", "secrets", ["v1"]),
  kind("", "Service", "services", ["v1"]),
  kind("", "ServiceAccount", "serviceaccounts", ["v1"]),
  kind("apps", "DaemonSet", "daemonsets", ["v1"]),
  kind("apps", "Deployment", "deployments", ["v1"]),
  kind("apps", "ReplicaSet", "replicasets", ["v1"]),
  kind("apps", "StatefulSet", "statefulsets", ["v1"]),
  kind("batch", "CronJob", "cronjobs", ["v1"]),
  kind("batch", "Job", "jobs", ["v1"]),
  kind("gateway.networking.k8s.io", "Gateway", "gateways", ["v1", "v1beta1"]),
  kind("gateway.networking.k8s.io", "HTTPRoute", "httproutes", ["v1", "v1beta1"]),
  kind("grafana.integreatly.org", "GrafanaDashboard", "grafanadashboards", ["v1beta1"]),
  kind("monitoring.coreos.com", "PrometheusRule", "prometheusrules", ["v1"]),
  kind("monitoring.coreos.com", "ServiceMonitor", "servicemonitors", ["v1"]),
  kind("networking.k8s.io", "Ingress", "ingresses", ["v1"]),
  kind("networking.k8s.io", "NetworkPolicy", "networkpolicies", ["v1"]),
  kind("policy", "PodDisruptionBudget", "poddisruptionbudgets", ["v1"]),
  rolloutKind,
];

/** The known kind of a group and name. */
export function kindOf(kinds: readonly Kind[], group: string, name: string): Kind | undefined {
  return kinds.find((known) => known.group === group && known.kind === name);
}

/** Group and version of `networking.k8s.io/v1` or `v1`. */
export function splitApiVersion(apiVersion: string): readonly [group: string, version: string] {
  const slash = apiVersion.indexOf("/");
  return slash === -1 ? ["", apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
}
