import { flag, integer, list, object, oneOf, record, text, type JsonSchema } from "../json-schema.ts";
import { exactHostName, labelKey, labelName, labelValue, port, portOrName, serviceName } from "./forms.ts";
import { condition, loadBalancerStatus, objectMetadata } from "./object-metadata.ts";

const servicePort = object(
  { name: labelName, protocol: oneOf("TCP", "UDP", "SCTP"), appProtocol: text, port, targetPort: portOrName, nodePort: integer(0, 65_535) },
  ["port"],
);

/** @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/ */
export const service: JsonSchema = object(
  {
    apiVersion: { const: "v1" },
    kind: { const: "Service" },
    metadata: objectMetadata(serviceName),
    spec: object({
      type: oneOf("ClusterIP", "NodePort", "LoadBalancer", "ExternalName"),
      selector: record(labelValue, labelKey),
      ports: list(servicePort, {
        "x-kubernetes-list-map-keys": ["port", "protocol"],
        if: { minItems: 2 },
        // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
        then: { items: { required: ["name"] } },
      }),
      clusterIP: text,
      clusterIPs: list(text, { maxItems: 2 }),
      externalIPs: list(text),
      externalName: exactHostName,
      externalTrafficPolicy: oneOf("Cluster", "Local"),
      internalTrafficPolicy: oneOf("Cluster", "Local"),
      healthCheckNodePort: integer(0, 65_535),
      ipFamilies: list(oneOf("IPv4", "IPv6"), { maxItems: 2 }),
      ipFamilyPolicy: oneOf("SingleStack", "PreferDualStack", "RequireDualStack"),
      allocateLoadBalancerNodePorts: flag,
      loadBalancerClass: text,
      loadBalancerIP: text,
      loadBalancerSourceRanges: list(text),
      publishNotReadyAddresses: flag,
      sessionAffinity: oneOf("None", "ClientIP"),
      sessionAffinityConfig: object({ clientIP: object({ timeoutSeconds: integer(1, 86_400) }) }),
      trafficDistribution: oneOf("PreferClose", "PreferSameZone", "PreferSameNode"),
    }),
    status: object({ loadBalancer: loadBalancerStatus, conditions: list(condition) }),
  },
  ["apiVersion", "kind", "metadata", "spec"],
);
