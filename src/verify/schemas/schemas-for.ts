import type { ValuePath } from "../check.ts";
import { isObject } from "../folder.ts";
import type { JsonSchema } from "./json-schema.ts";
import { schemaAt } from "./schema-at.ts";

/** More parts of a schema than ever speak of one value. */
const most = 50;

/** A place that values of a schema have. */
export interface SchemaPlace {
  /** The parts of the schema that speak of a value here. */
  readonly schemas: readonly JsonSchema[];
  /** The place of a field or an item of a value here. */
  below(key: string | number): SchemaPlace;
}

/**
 * The parts of a schema that speak of the value at a path. Found by way of the
 * value, as a validator tells the place in the schema only up to a reference.
 */
export function schemasFor(root: JsonSchema, path: ValuePath): readonly JsonSchema[] {
  return path.reduce((place, key) => place.below(key), schemaPlace(root)).schemas;
}

const known = new WeakMap<JsonSchema, SchemaPlace>();

/** The place of a whole value; what is found out of a schema on the way is kept for the next value. */
export function schemaPlace(root: JsonSchema): SchemaPlace {
  const place = known.get(root) ?? placesOf(root)(spread(root, root));
  known.set(root, place);
  return place;
}

/** Places by the parts that speak there: a schema that refers to itself has no more of them than values that nest. */
function placesOf(root: JsonSchema): (schemas: readonly JsonSchema[]) => SchemaPlace {
  const numbers = new Map<JsonSchema, number>();
  const places = new Map<string, SchemaPlace>();
  const numberOf = (schema: JsonSchema): number => {
    const number = numbers.get(schema) ?? numbers.size;
    numbers.set(schema, number);
    return number;
  };
  const placeOf = (schemas: readonly JsonSchema[]): SchemaPlace => {
    const name = schemas.map(numberOf).join();
    const place = places.get(name) ?? newPlace(schemas);
    places.set(name, place);
    return place;
  };
  const newPlace = (schemas: readonly JsonSchema[]): SchemaPlace => {
    // Fields that no part names are all the same to it.
    const fields = new Map<string | number | undefined, SchemaPlace>();
    return {
      schemas,
      below: (key) => {
        const field = typeof key === "number" ? 0 : schemas.some((schema) => names(schema, key)) ? key : undefined;
        const found = fields.get(field);
        if (found !== undefined) return found;
        const parts = new Set(schemas.flatMap((schema) => spread(root, below(schema, key))));
        const place = placeOf([...parts].slice(0, most));
        fields.set(field, place);
        return place;
      },
    };
  };
  return placeOf;
}

function names({ properties }: JsonSchema, key: string): boolean {
  return isObject(properties) && Object.hasOwn(properties, key);
}

function below(schema: JsonSchema, key: string | number): unknown {
  if (typeof key === "number") return schema["items"];
  const { properties, additionalProperties } = schema;
  return isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
}

/** A schema with the parts that speak of the same value, each once. */
function spread(root: JsonSchema, first: unknown): readonly JsonSchema[] {
  const found = new Set<JsonSchema>();
  const open: unknown[] = [first];
  while (open.length > 0 && found.size < most) {
    const schema = open.shift();
    if (!isObject(schema) || found.has(schema)) continue;
    found.add(schema);
    const { $ref: reference } = schema;
    if (typeof reference === "string") open.push(schemaAt(root, reference));
    for (const keyword of ["allOf", "anyOf", "oneOf"]) if (Array.isArray(schema[keyword])) open.push(...schema[keyword].slice(0, most));
    open.push(schema["then"], schema["else"]);
  }
  return [...found];
}
