import { parseJson } from "../../base/parse-json.ts";
import { parseYamlStream } from "../../base/yaml.ts";
import type { ValuePath } from "../check.ts";
import { isObject } from "../folder.ts";
import { crdSchema } from "./crd-schema.ts";
import { evaluate } from "./evaluate.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { SchemaError } from "./schema-error.ts";
import { pointerPath } from "./schema-at.ts";
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
  /** Where in the file. */
  readonly place: SchemaPlace;
}

/** A document of a file and a path in it; of a file that cannot be read, a line. */
interface SchemaPlace {
  readonly document?: number;
  readonly path?: ValuePath;
  readonly line?: number;
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
      const { kind, schema, place } = found;
      const wrong = schemaProblem(schema);
      if (wrong !== undefined)
        problems.push({
          file,
          severity: "error",
          message: `has a schema of ${kind} that cannot be used: ${wrong.at} ${wrong.problem}`,
          hint: "correct the schema",
          place: { ...place, path: [...(place.path ?? []), ...pointerPath(wrong.at)] },
        });
      else if (kinds.has(kind))
        problems.push({ file, severity: "error", message: `has a second schema of ${kind}`, hint: "keep one", place });
      else kinds.set(kind, { kind, schema, errorsOf: (value) => evaluate(schema, value) });
    }
  }
  return { kinds, problems };
}

type Found =
  | { readonly kind: string; readonly schema: JsonSchema; readonly place: SchemaPlace }
  | { readonly message: string; readonly hint: string; readonly severity?: "notice"; readonly place: SchemaPlace };

function* schemasOf(file: string, text: string): Generator<Found> {
  const reading = file.endsWith(".json") ? parseJson(text) : parseYamlStream(text);
  if ("problem" in reading) {
    const line = Number(/\bat line (\d{1,7})\b/.exec(reading.problem)?.[1] ?? 1);
    yield { message: `cannot be read: ${reading.problem}`, hint: "correct the file", place: { line } };
    return;
  }
  const values: readonly unknown[] = file.endsWith(".json") || !Array.isArray(reading.value) ? [reading.value] : reading.value;
  for (const [document, value] of values.entries()) {
    if (value === null) continue;
    if (isObject(value) && value["kind"] === "CustomResourceDefinition") yield* ofDefinition(value, document);
    else yield* ofSchema(value, document);
  }
}

function* ofSchema(value: unknown, document: number): Generator<Found> {
  const place = { document, path: [] };
  const named = isObject(value) ? value["x-kubernetes-group-version-kind"] : undefined;
  const kinds = (Array.isArray(named) ? named : [named]).filter(isObject);
  if (!isObject(value) || kinds.length === 0) {
    yield {
      message: "is neither a CustomResourceDefinition nor a JSON Schema that names its kind",
      hint: 'add "x-kubernetes-group-version-kind": [{ "group": "…", "version": "…", "kind": "…" }] to the schema',
      place,
    };
    return;
  }
  for (const { group, version, kind } of kinds) yield { kind: kindName(group, version, kind), schema: value, place };
}

function* ofDefinition({ spec }: JsonSchema, document: number): Generator<Found> {
  const { group, names, versions } = isObject(spec) ? spec : {};
  const kind = isObject(names) ? names["kind"] : undefined;
  const served = (Array.isArray(versions) ? [...versions.entries()] : []).flatMap(([index, version]: readonly [number, unknown]) =>
    isObject(version) && version["served"] !== false ? [{ index, version }] : [],
  );
  if (typeof kind !== "string" || served.length === 0) {
    yield {
      message: "is a CustomResourceDefinition without a kind or a served version",
      hint: "take the file that the operator of the kind installs",
      place: { document, path: ["spec", typeof kind === "string" ? "versions" : "names"] },
    };
    return;
  }
  for (const { index, version } of served) {
    const openApi = isObject(version["schema"]) ? version["schema"]["openAPIV3Schema"] : undefined;
    if (!isObject(openApi)) continue;
    const place = { document, path: ["spec", "versions", index, "schema", "openAPIV3Schema"] };
    const { schema: strict, unchecked } = crdSchema(openApi);
    yield { kind: kindName(group, version["name"], kind), schema: strict, place };
    for (const pattern of new Set(unchecked)) {
      yield {
        message: `has the pattern ${JSON.stringify(pattern)}, which is not checked here`,
        hint: "patterns with lookaround, backreferences or Unicode classes are left to the cluster",
        severity: "notice",
        place,
      };
    }
  }
}

function kindName(...parts: readonly unknown[]): string {
  const [group, version, kind] = parts.map((part) => (typeof part === "string" ? part : ""));
  return `${group === "" ? "" : `${group}/`}${version} ${kind}`;
}
