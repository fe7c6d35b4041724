import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** A JSON schema in the dialect of OpenAPI 3.0. */
export type OpenApiSchema = Readonly<Record<string, unknown>>;

const Schema = z.record(z.string(), z.unknown());
const Operation = z.object({
  id: z.string(),
  query: z.record(z.string(), z.object({ required: z.boolean(), schema: Schema })),
  body: z.object({ required: z.boolean(), schema: Schema }).optional(),
  responses: z.record(z.string(), Schema.nullable()),
});
const File = z.object({
  base: z.string().optional(),
  operations: z.record(z.string(), Operation.nullable()),
  schemas: z.record(z.string(), Schema.nullable()),
});

/** One operation of the REST API. */
export type Operation = z.output<typeof Operation>;

/** What one edition of GitHub says of itself. */
export interface Description {
  readonly name: string;
  /** By method and path: `GET /repos/{owner}/{repo}`. */
  readonly operations: ReadonlyMap<string, Operation>;
  readonly schemas: ReadonlyMap<string, OpenApiSchema>;
}

const folder = import.meta.dirname;

/** Every description in this folder, the one of github.com first. */
export function readDescriptions(): readonly Description[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.replace(/\.json$/, ""))
    .toSorted();
  const files = new Map(names.map((name) => [name, File.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")))]));
  return [...files].map(([name, file]) => {
    const base = file.base === undefined ? undefined : files.get(file.base);
    return {
      name,
      operations: given({ ...base?.operations, ...file.operations }),
      schemas: given({ ...base?.schemas, ...file.schemas }),
    };
  });
}

function given<Value>(values: Readonly<Record<string, Value | null>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(values).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])));
}
