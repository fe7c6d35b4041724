import * as t from "./cel/type.ts";

const strings = t.listOf(t.string);

/** Type of `request`. */
export const requestType: t.Type = struct("kubernetes.AdmissionRequest", {
  kind: names("kubernetes.GroupVersionKind", "kind"),
  resource: names("kubernetes.GroupVersionResource", "resource"),
  subResource: t.string,
  requestKind: names("kubernetes.GroupVersionKind", "kind"),
  requestResource: names("kubernetes.GroupVersionResource", "resource"),
  requestSubResource: t.string,
  name: t.string,
  namespace: t.string,
  operation: t.string,
  userInfo: struct("kubernetes.UserInfo", { username: t.string, uid: t.string, groups: strings, extra: t.mapOf(t.string, strings) }),
  dryRun: t.bool,
  options: t.dyn,
});

/** Type of `namespaceObject`. */
export const namespaceType: t.Type = struct("kubernetes.Namespace", {
  metadata: struct("kubernetes.NamespaceMetadata", {
    name: t.string,
    generateName: t.string,
    namespace: t.string,
    labels: t.mapOf(t.string, t.string),
    annotations: t.mapOf(t.string, t.string),
    UID: t.string,
    creationTimestamp: t.timestamp,
    deletionGracePeriodSeconds: t.int,
    deletionTimestamp: t.timestamp,
    generation: t.int,
    resourceVersion: t.string,
    finalizers: strings,
  }),
  spec: struct("kubernetes.NamespaceSpec", { finalizers: strings }),
  status: struct("kubernetes.NamespaceStatus", {
    conditions: t.listOf(
      struct("kubernetes.NamespaceCondition", {
        status: t.string,
        type: t.string,
        lastTransitionTime: t.timestamp,
        message: t.string,
        reason: t.string,
      }),
    ),
    phase: t.string,
  }),
});

function names(type: string, last: string): t.Type {
  return struct(type, { group: t.string, version: t.string, [last]: t.string });
}

function struct(name: string, fields: Readonly<Record<string, t.Type>>): t.Type {
  return { kind: "struct", name, fields: new Map(Object.entries(fields)) };
}
