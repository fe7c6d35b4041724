import { UserError } from "../../base/user-error.ts";
import type { Context } from "../context.ts";
import { dashboardUid, objectLabels } from "../conventions.ts";

const mebibyte = 1_048_576;
/** Bytes that JSON takes at most for one character: `\u0000`. */
const longestEscape = 6;

/**
 * The Kubernetes object that brings the dashboard to Grafana: a ConfigMap for
 * the sidecar or a GrafanaDashboard for the operator.
 * @see https://github.com/kiwigrid/k8s-sidecar
 * @see https://grafana.github.io/grafana-operator/docs/api/#grafanadashboard
 */
export function deliverDashboard(context: Context, json: string): object {
  const { rollout, environment } = context;
  const around = sizeOf(objectOf(context, ""));
  const size = json.length * longestEscape + around < mebibyte ? 0 : sizeOf(objectOf(context, json));
  if (size >= mebibyte) {
    throw new UserError(
      `Cannot deliver the dashboard of "${rollout.name}" to "${environment.name}": its object has ${size} bytes, and Kubernetes takes less than ${mebibyte}`,
      { hint: "declare fewer signals, gates or probes, or split the rollout" },
    );
  }
  return objectOf(context, json);
}

/** Bytes of an object as JSON. */
function sizeOf(object: object): number {
  return Buffer.byteLength(JSON.stringify(object));
}

function objectOf(context: Context, json: string): object {
  return context.environment.grafana.delivery === "sidecar" ? configMap(context, json) : grafanaDashboard(context, json);
}

function configMap(context: Context, json: string): object {
  const { rollout, environment, namespace } = context;
  const { labels, folder } = environment.grafana;
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: {
      name: `${rollout.name}-dashboard`,
      namespace,
      labels: { ...objectLabels(rollout, environment), ...labels },
      annotations: { grafana_folder: folder },
    },
    data: { [`${dashboardUid(rollout, environment)}.json`]: json },
  };
}

function grafanaDashboard(context: Context, json: string): object {
  const { rollout, environment, namespace } = context;
  const { labels, folder } = environment.grafana;
  return {
    apiVersion: "grafana.integreatly.org/v1beta1",
    kind: "GrafanaDashboard",
    metadata: { name: `${rollout.name}-dashboard`, namespace, labels: { ...objectLabels(rollout, environment) } },
    spec: {
      // Grafana rarely lives in the rollout's namespace; without this the operator passes the object over.
      allowCrossNamespaceImport: true,
      folder,
      instanceSelector: { matchLabels: { ...labels } },
      resyncPeriod: "10m",
      uid: dashboardUid(rollout, environment),
      json,
    },
  };
}
