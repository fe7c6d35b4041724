import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";

/**
 * `node kube-schemas.js SWAGGER CRDS TARGET`: writes a strict JSON Schema for
 * each kind, `<kind>_<version>.json`: those of Kubernetes itself from its
 * OpenAPI description, custom ones from their definitions.
 */
const [swaggerFile, crds, target] = process.argv.slice(2);
const { definitions } = JSON.parse(readFileSync(swaggerFile, "utf8"));
const ownKinds = new Set(["ConfigMap", "Ingress", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"]);
const objectMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

mkdirSync(target, { recursive: true });
for (const [name, definition] of Object.entries(definitions)) {
  for (const { kind, version } of definition["x-kubernetes-group-version-kind"] ?? []) {
    if (ownKinds.has(kind)) write(kind, version, { $ref: `#/definitions/${name}` });
  }
}
for (const file of readdirSync(crds).filter((name) => name.endsWith(".yaml"))) {
  for (const document of parseAllDocuments(readFileSync(join(crds, file), "utf8"))) {
    const { kind, spec } = document.toJS() ?? {};
    if (kind !== "CustomResourceDefinition") continue;
    for (const { name, schema } of spec.versions) {
      const { properties, ...whole } = schema.openAPIV3Schema;
      write(spec.names.kind, name, { ...whole, properties: { ...properties, metadata: { $ref: `#/definitions/${objectMeta}` } } });
    }
  }
}

function write(kind, version, schema) {
  const used = {};
  collect(schema, used);
  const whole = { allOf: [strict(schema)], required: ["apiVersion", "kind", "metadata"], definitions: used };
  writeFileSync(join(target, `${kind.toLowerCase()}_${version}.json`), JSON.stringify(whole));
}

/** Puts every definition that a schema leads to into `used`. */
function collect(schema, used) {
  if (typeof schema !== "object" || schema === null) return;
  const name = typeof schema.$ref === "string" ? schema.$ref.replace("#/definitions/", "") : undefined;
  if (name !== undefined && !(name in used)) {
    used[name] = true;
    collect(definitions[name], used);
    used[name] = strict(definitions[name]);
  }
  for (const inner of Object.values(schema)) collect(inner, used);
}

/** The schema with no room for fields that it does not name, and Kubernetes' own words in those of JSON Schema. */
function strict(schema) {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== "object" || schema === null) return schema;
  if (schema["x-kubernetes-int-or-string"] === true || schema.format === "int-or-string") return { type: ["integer", "string"] };
  const { description: _, default: __, ...rest } = schema;
  const result = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      key === "properties" || key === "definitions" ? mapValues(value, strict) : strict(value),
    ]),
  );
  const closed =
    result.properties !== undefined && result.additionalProperties === undefined && !result["x-kubernetes-preserve-unknown-fields"];
  return closed ? { ...result, additionalProperties: false } : result;
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
