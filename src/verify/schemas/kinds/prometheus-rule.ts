import { form, integer, list, object, oneOf, record, rule, text, type JsonSchema } from "../json-schema.ts";
import { prometheusDuration } from "./forms.ts";
import { condition, objectMetadata } from "./object-metadata.ts";

const labels = record(text, form("^(?!__name__$)[a-zA-Z_][a-zA-Z0-9_]*$", "a label name such as severity"));

const oneRule = object(
  {
    record: form("^[a-zA-Z_:][a-zA-Z0-9_:]*$", "a metric name such as job:requests:rate5m"),
    alert: { type: "string", minLength: 1 },
    expr: { type: ["string", "integer"], minLength: 1 },
    for: prometheusDuration,
    keep_firing_for: prometheusDuration,
    labels,
    annotations: record(text, form("^[a-zA-Z_][a-zA-Z0-9_]*$", "an annotation name such as summary")),
  },
  ["expr"],
  {
    ...rule("either record or alert", { oneOf: [{ required: ["record"] }, { required: ["alert"] }] }),
    dependentRequired: { for: ["alert"], keep_firing_for: ["alert"], annotations: ["alert"] },
  },
);

/** @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule */
export const prometheusRule: JsonSchema = object(
  {
    apiVersion: { const: "monitoring.coreos.com/v1" },
    kind: { const: "PrometheusRule" },
    metadata: objectMetadata(),
    spec: object({
      groups: list(
        object(
          {
            name: { type: "string", minLength: 1 },
            interval: prometheusDuration,
            query_offset: prometheusDuration,
            limit: integer(),
            partial_response_strategy: form("^([aA][bB][oO][rR][tT]|[wW][aA][rR][nN])?$", '"abort" or "warn"'),
            labels,
            rules: list(oneRule),
          },
          ["name"],
        ),
        { "x-kubernetes-list-map-keys": ["name"] },
      ),
    }),
    status: object({
      bindings: list(
        object(
          {
            group: text,
            resource: oneOf("prometheuses", "prometheusagents", "thanosrulers", "alertmanagers"),
            name: text,
            namespace: text,
            conditions: list(condition),
          },
          ["group", "resource", "name", "namespace"],
        ),
      ),
    }),
  },
  ["apiVersion", "kind", "metadata", "spec"],
);
