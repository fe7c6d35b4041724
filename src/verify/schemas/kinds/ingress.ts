import { list, object, oneOf, rule, shared, text, type JsonSchema } from "../json-schema.ts";
import { hostName, labelName, port, serviceName, subdomainName } from "./forms.ts";
import { loadBalancerStatus, objectMetadata } from "./object-metadata.ts";

const one = { minProperties: 1, maxProperties: 1 };

const backend = object(
  {
    service: object(
      { name: serviceName, port: object({ name: labelName, number: port }, [], { ...one, "x-expected": "either a name or a number" }) },
      ["name", "port"],
    ),
    resource: object({ apiGroup: text, kind: text, name: text }, ["kind", "name"]),
  },
  [],
  { ...one, "x-expected": "either a service or a resource" },
);

const path = object(
  {
    path: { type: "string", pattern: "^/", "x-expected": 'a path that begins with "/"' },
    pathType: oneOf("Exact", "Prefix", "ImplementationSpecific"),
    backend: shared("backend"),
  },
  ["pathType", "backend"],
  {
    if: { required: ["pathType"], properties: { pathType: { enum: ["Exact", "Prefix"] } } },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: {
      required: ["path"],
      properties: {
        path: { pattern: "^(?!.*(?://|/\\.{1,2}(?:/|$)|%2[fF]))", "x-expected": 'a path without "//", "/./", "/../" and "%2f"' },
      },
    },
  },
);

/** @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/ */
export const ingress: JsonSchema = object(
  {
    apiVersion: { const: "networking.k8s.io/v1" },
    kind: { const: "Ingress" },
    metadata: objectMetadata(),
    spec: object(
      {
        ingressClassName: subdomainName,
        defaultBackend: shared("backend"),
        rules: list(object({ host: hostName, http: object({ paths: list(path, { minItems: 1 }) }, ["paths"]) })),
        tls: list(object({ hosts: list(hostName), secretName: subdomainName })),
      },
      [],
      rule("rules or a defaultBackend", { anyOf: [{ required: ["rules"] }, { required: ["defaultBackend"] }] }),
    ),
    status: object({ loadBalancer: loadBalancerStatus }),
  },
  ["apiVersion", "kind", "metadata", "spec"],
  { $defs: { backend } },
);
