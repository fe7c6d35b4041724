import { parseJson } from "../../base/parse-json.ts";
import { parseYamlStream } from "../../base/yaml.ts";
import { isObject } from "../folder.ts";
import { crdSchema } from "./crd-schema.ts";
import { evaluate } from "./evaluate.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { SchemaError } from "./schema-error.ts";
import { schemaProblem } from "./schema-problem.ts";

/** A kind whose schema the project brings along. */
interface OwnKind {
  /** `"cert-manager.io/v1 Certificate"`. */
  readonly kind: string;
  readonly schema: JsonSchema;
  errorsOf(value: unknown): readonly SchemaError[];
}

/** Something in a schema file that keeps it, or a part of it, from being used. */
interface OwnSchemaProblem {
  /** File name below `schemas/`. */
  readonly file: string;
  readonly message: string;
  readonly hint: string;
  readonly severity: "error" | "notice";
}

/** What the files of a project's `schemas/` give. */
export interface OwnSchemas {
  readonly kinds: ReadonlyMap<string, OwnKind>;
  readonly problems: readonly OwnSchemaProblem[];
}

const known = new WeakMap<ReadonlyMap<string, string>, OwnSchemas>();

/**
 * The schemas that a project brings along, by kind: CustomResourceDefinitions,
 * and JSON Schema files that name their kind by
 * `x-kubernetes-group-version-kind`. They go before the built-in ones. Each
 * set of files is read once.
 */
export function ownSchemas(files: ReadonlyMap<string, string>): OwnSchemas {
  const schemas = known.get(files) ?? readSchemas(files);
  known.set(files, schemas);
  return schemas;
}

function readSchemas(files: ReadonlyMap<string, string>): OwnSchemas {
  const kinds = new Map<string, OwnKind>();
  const problems: OwnSchemaProblem[] = [];
  for (const [file, text] of files) {
    for (const found of schemasOf(file, text)) {
      if ("message" in found) {
        problems.push({ file, severity: "error", ...found });
        continue;
      }
      const { kind, schema } = found;
      const problem = schemaProblem(schema);
      if (problem !== undefined)
        problems.push({
          file,
          severity: "error",
          message: `has a schema of ${kind} that cannot be used: ${problem}`,
          hint: "correct the schema",
        });
      else if (kinds.has(kind)) problems.push({ file, severity: "error", message: `has a second schema of ${kind}`, hint: "keep one" });
      else kinds.set(kind, { kind, schema, errorsOf: (value) => evaluate(schema, value) });
    }
  }
  return { kinds, problems };
}

type Found =
  | { readonly kind: string; readonly schema: JsonSchema }
  | { readonly message: string; readonly hint: string; readonly severity?: "notice" };

function* schemasOf(file: string, text: string): Generator<Found> {
  const reading = file.endsWith(".json") ? parseJson(text) : parseYamlStream(text);
  if ("problem" in reading) {
    yield { message: `cannot be read: ${reading.problem}`, hint: "correct the file" };
    return;
  }
  const values: readonly unknown[] = file.endsWith(".json") || !Array.isArray(reading.value) ? [reading.value] : reading.value;
  for (const value of values.filter((one) => one !== null)) {
    if (isObject(value) && value["kind"] === "CustomResourceDefinition") yield* ofDefinition(value);
    else yield* ofSchema(value);
  }
}

function* ofSchema(value: unknown): Generator<Found> {
  const named = isObject(value) ? value["x-kubernetes-group-version-kind"] : undefined;
  const kinds = (Array.isArray(named) ? named : [named]).filter(isObject);
  if (!isObject(value) || kinds.length === 0) {
    yield {
      message: "is neither a CustomResourceDefinition nor a JSON Schema that names its kind",
      hint: 'add "x-kubernetes-group-version-kind": [{ "group": "…", "version": "…", "kind": "…" }] to the schema',
    };
    return;
  }
  for (const { group, version, kind } of kinds) yield { kind: kindName(group, version, kind), schema: value };
}

function* ofDefinition({ spec }: JsonSchema): Generator<Found> {
  const { group, names, versions } = isObject(spec) ? spec : {};
  const kind = isObject(names) ? names["kind"] : undefined;
  const served = (Array.isArray(versions) ? versions : []).filter(isObject).filter((version) => version["served"] !== false);
  if (typeof kind !== "string" || served.length === 0) {
    yield {
      message: "is a CustomResourceDefinition without a kind or a served version",
      hint: "take the file that the operator of the kind installs",
    };
    return;
  }
  for (const { name, schema } of served) {
    const openApi = isObject(schema) ? schema["openAPIV3Schema"] : undefined;
    if (!isObject(openApi)) continue;
    const { schema: strict, unchecked } = crdSchema(openApi);
    yield { kind: kindName(group, name, kind), schema: strict };
    for (const pattern of new Set(unchecked)) {
      yield {
        message: `has the pattern ${JSON.stringify(pattern)}, which is not checked here`,
        hint: "patterns with lookaround, backreferences or Unicode classes are left to the cluster",
        severity: "notice",
      };
    }
  }
}

function kindName(...parts: readonly unknown[]): string {
  const [group, version, kind] = parts.map((part) => (typeof part === "string" ? part : ""));
  return `${group === "" ? "" : `${group}/`}${version} ${kind}`;
}
