import { nearest } from "../../base/nearest.ts";
import type { FolderCheck, Report, ValuePath } from "../check.ts";
import { isObject, type Folder } from "../folder.ts";
import { objectName } from "../object-name.ts";
import { compiledKind } from "../schemas/compiled-kind.ts";
import { duplicateKeys } from "../schemas/duplicate-keys.ts";
import { ownSchemas } from "../schemas/own-schemas.ts";
import { schemaFaults, type SchemaFault } from "../schemas/schema-faults.ts";
import { kindLives } from "../schemas/kubernetes-versions.ts";
import { versionFaults } from "../schemas/version-faults.ts";

/**
 * A field that the API server does not know is dropped without a word when the
 * client does not ask for strictness, and none of Argo CD, Flux and kustomize
 * does: here it is an error.
 */
export const schemaManifest: FolderCheck = {
  code: "schema-manifest",
  severity: "error",
  description: "each object of manifests/ has the fields of its kind and no other, with values of the right form",
  scope: "folder",
  supersedes: ["gateway-rules", "traffic-backend", "traffic-hosts", "traffic-pairing", "traffic-share", "traffic-traps", "traffic-weight"],
  *check(folder) {
    for (const name of folder.files.keys()) {
      const reading = /^manifests\/[^/]+\.ya?ml$/.test(name) ? folder.yaml(name) : { problem: "" };
      if ("problem" in reading) continue;
      const file = `${folder.path}/${name}`;
      for (const [document, value] of reading.value.entries()) {
        if (value !== null) yield* objectReports(folder, value, { file, document });
      }
    }
  },
};

interface Source {
  readonly file: string;
  readonly document: number;
}

function* objectReports(folder: Folder, value: unknown, source: Source): Generator<Report> {
  const { apiVersion, kind } = isObject(value) ? value : {};
  if (!isObject(value) || typeof apiVersion !== "string" || typeof kind !== "string") {
    yield {
      message: "A document is no Kubernetes object: expected an object with apiVersion and kind",
      hint: "add apiVersion and kind, or remove the document",
      ...source,
      path: [],
    };
    return;
  }
  const key = `${apiVersion} ${kind}`;
  const own = ownSchemas(folder.schemas).kinds;
  const compiled = own.get(key) ?? compiledKind(key);
  const version = folder.resource()?.spec.environment.kubernetesVersion;
  const aged = version === undefined ? [] : versionFaults(key, value, version);
  if (compiled === undefined) {
    if (aged.length === 0 && !kindLives.has(key)) yield unknownKind(value, apiVersion, kind, source, [...own.keys()]);
  } else {
    const faults = schemaFaults({ schema: compiled.schema, value, errors: compiled.errorsOf(value) });
    for (const fault of [...faults, ...duplicateKeys(compiled.schema, value)]) yield report(value, experimental(key, fault), source);
  }
  for (const fault of aged) yield report(value, fault, source);
}

function report(value: Readonly<Record<string, unknown>>, { message, hint, path }: SchemaFault, source: Source): Report {
  return { message: `${objectName(value)} ${message}`, hint, ...source, path };
}

/** Kinds whose fields are known here, for a slip of the pen. */
const builtIn = ["HTTPRoute", "GrafanaDashboard", "Kustomization", "PrometheusRule", "Ingress", "ConfigMap", "Service"];

function unknownKind(
  value: Readonly<Record<string, unknown>>,
  apiVersion: string,
  kind: string,
  source: Source,
  own: readonly string[],
): Report {
  const known = [...builtIn, ...own.map((key) => key.slice(key.indexOf(" ") + 1))];
  const meant = kind.length > 100 ? undefined : nearest(kind, known);
  const path: ValuePath = ["kind"];
  return {
    message: `${objectName(value)} is of kind ${`${apiVersion} ${kind}`.slice(0, 120)}, which is not known here, so its fields are not checked`,
    hint: `put the CustomResourceDefinition or a JSON Schema of the kind into schemas/${meant === undefined || meant === kind ? "" : `, unless you meant "${meant}"`}`,
    ...source,
    path,
    severity: "notice",
  };
}

const experimentalFields = new Set(["retry", "sessionPersistence", "externalAuth"]);

/** A field of the experimental channel is a field, but not of the CRD that most clusters have. */
function experimental(key: string, fault: SchemaFault): SchemaFault {
  const field = fault.path.at(-1);
  if (
    key !== "gateway.networking.k8s.io/v1 HTTPRoute" ||
    !experimentalFields.has(String(field)) ||
    !fault.message.startsWith("has the unknown field")
  )
    return fault;
  return {
    ...fault,
    hint: `${field} belongs to the experimental channel of the Gateway API: remove it, or put that channel's CRD into schemas/ if the cluster has it`,
  };
}
