import { z } from "zod";
import { RolloutResource } from "../../../src/model/rollout-resource.ts";
import { record, type Manifest } from "./client.ts";

/** How much of a Rollout the API server is told. */
export type Strictness =
  /** Everything the model says: unknown and missing fields are refused. */
  | "as the model"
  /** Nothing: any object is kept as it is, so that what is judged has exactly the types of its JSON. */
  | "anything";

/** A CustomResourceDefinition for the kind of `rollout.yaml`, which no cluster needs, so that policies can be tried on it. */
export function rolloutDefinition(strictness: Strictness): Manifest {
  const model = record(z.toJSONSchema(RolloutResource)["properties"]);
  const part = (name: string): Manifest =>
    strictness === "anything" ? { type: "object", "x-kubernetes-preserve-unknown-fields": true } : structural(record(model[name]));
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "rollouts.rampart.dev" },
    spec: {
      group: "rampart.dev",
      scope: "Namespaced",
      names: { kind: "Rollout", listKind: "RolloutList", plural: "rollouts", singular: "rollout" },
      versions: [
        {
          name: "v1alpha1",
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: "object",
              ...(strictness === "anything"
                ? { "x-kubernetes-preserve-unknown-fields": true }
                : { properties: { spec: part("spec"), status: part("status") }, required: ["spec", "status"] }),
            },
          },
        },
      ],
    },
  };
}

/**
 * A JSON schema as an API server takes it: it refuses unknown fields by itself,
 * has no words for names of properties, and knows no JavaScript bounds.
 */
function structural(schema: Manifest): Manifest {
  // A value of several types is kept as it comes.
  if (Array.isArray(schema["type"]) || schema["anyOf"] !== undefined) return { "x-kubernetes-preserve-unknown-fields": true };
  const { const: only, additionalProperties, properties, items, ...rest } = schema;
  const kept = Object.fromEntries(
    Object.entries(rest).filter(
      ([key, value]) =>
        !(key === "propertyNames" || key === "format" || (typeof value === "number" && Math.abs(value) === Number.MAX_SAFE_INTEGER)),
    ),
  );
  return {
    ...kept,
    ...(only === undefined ? {} : { enum: [only] }),
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(record(properties)).map(([name, one]) => [name, structural(record(one))])) }),
    ...(items === undefined ? {} : { items: structural(record(items)) }),
    ...(typeof additionalProperties === "object" ? { additionalProperties: structural(record(additionalProperties)) } : {}),
  };
}
