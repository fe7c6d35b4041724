import { codeUnitOrder } from "../../base/code-unit-order.ts";
import type { ChartScalar, ChartValue, Helm } from "../../model/helm.ts";
import type { Variable } from "../../model/guide.ts";
import type { Rollout } from "../../model/rollout.ts";
import { nest } from "./values-tree.ts";

/** The schema of one value, as JSON Schema draft 7 has it. */
export interface LeafSchema {
  readonly type: "boolean" | "integer" | "string";
  readonly description?: string;
  readonly default?: ChartScalar;
  readonly enum?: readonly ChartScalar[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

/** The schema of an object: nothing in it but what is declared. */
export interface ObjectSchema {
  readonly type: "object";
  readonly description?: string;
  readonly additionalProperties?: false;
  readonly properties?: Readonly<Record<string, LeafSchema | ObjectSchema>>;
  readonly required?: readonly string[];
}

/** A value that our file may set, and whether it sets it at every stage. */
export interface DeclaredValue {
  readonly schema: LeafSchema;
  readonly always: boolean;
}

/** Every value that our file may set in any environment, by dotted path. */
export function declaredValues(rollout: Rollout, helm: Helm): ReadonlyMap<string, DeclaredValue> {
  return new Map([
    ...Object.entries(helm.values).map(([path, value]): [string, DeclaredValue] => [
      path,
      { schema: chartValueSchema(value), always: value.default !== undefined },
    ]),
    ...imageSchemas(rollout, helm),
    ...variableSchemas(rollout, helm),
    ...instanceSchemas(rollout, helm),
  ]);
}

/**
 * `values.schema.json`: what our values file may hold. It is for that file, not
 * for the whole of the chart's values, hence nothing undeclared is let through
 * but `global`, which Helm hands to every chart.
 * @see https://helm.sh/docs/topics/charts/#schema-files
 */
export function valuesSchema(rollout: Rollout, helm: Helm): object {
  const declared = declaredValues(rollout, helm);
  const leaves = new Map([...declared].map(([path, { schema, always }]) => [path, { schema, always } satisfies Node]));
  const tree = nest<Node>(leaves, (children) => ({
    schema: objectSchema(children),
    always: Object.values(children).some(({ always }) => always),
  }));
  const { properties, ...rest } = tree.schema.type === "object" ? tree.schema : {};
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `Values of ${helm.release} set by rollout ${rollout.name}`,
    ...rest,
    properties: { ...properties, global: { type: "object", description: "Handed to every chart by Helm" } },
  };
}

interface Node {
  readonly schema: LeafSchema | ObjectSchema;
  readonly always: boolean;
}

function objectSchema(children: Readonly<Record<string, Node>>): ObjectSchema {
  const required = Object.keys(children).filter((key) => children[key]?.always === true);
  return {
    type: "object",
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(Object.entries(children).map(([key, { schema }]) => [key, schema])),
  };
}

function chartValueSchema(value: ChartValue): LeafSchema {
  const { type, description } = value;
  const common = { type, description, ...(value.default === undefined ? {} : { default: value.default }) };
  switch (value.type) {
    case "boolean":
      return common;
    case "integer":
      return {
        ...common,
        ...(value.minimum === undefined ? {} : { minimum: value.minimum }),
        ...(value.maximum === undefined ? {} : { maximum: value.maximum }),
      };
    case "string":
      return {
        ...common,
        ...(value.enum === undefined ? {} : { enum: value.enum }),
        ...(value.pattern === undefined ? {} : { pattern: value.pattern }),
      };
  }
}

function imageSchemas({ image }: Rollout, { image: paths }: Helm): readonly [string, DeclaredValue][] {
  if (image === undefined || paths === undefined) return [];
  const text = (description: string, pattern: string): DeclaredValue => ({
    schema: { type: "string", description, pattern },
    always: true,
  });
  return [
    ...(paths.repository === undefined
      ? []
      : [[paths.repository, text("Image repository", "^[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)+$")] satisfies [string, DeclaredValue]]),
    [paths.tag, text("Image tag", "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$")],
    [paths.digest, text("Image digest", "^sha256:[0-9a-f]{64}$")],
  ];
}

function variableSchemas({ ladders, variables }: Rollout, helm: Helm): readonly [string, DeclaredValue][] {
  if (helm.variables === undefined) return [];
  const moved = Object.values(ladders).flatMap(({ stages }) => stages.flatMap(({ levers }) => Object.keys(levers.variables ?? {})));
  return [...new Set(moved)].toSorted(codeUnitOrder).flatMap((name): [string, DeclaredValue][] => {
    const variable = variables[name];
    return variable === undefined ? [] : [[`${helm.variables}.${name}`, { schema: variableSchema(variable), always: false }]];
  });
}

function variableSchema({ purpose, allowed, format }: Variable): LeafSchema {
  const values = allowed ?? (format === "boolean" ? ["true", "false"] : undefined);
  return { type: "string", description: purpose, ...(values === undefined ? {} : { enum: values }) };
}

function instanceSchemas(rollout: Rollout, { instances }: Helm): readonly [string, DeclaredValue][] {
  if (instances === undefined) return [];
  const { path, set, before } = instances;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(set)])];
  return Object.keys(rollout.instances).flatMap((name) =>
    keys.map((key): [string, DeclaredValue] => {
      const sides = [before[key], set[key]].filter((value) => value !== undefined);
      return [`${path}.${name}.${key}`, { schema: { type: scalarType(sides), enum: [...new Set(sides)] }, always: sides.length === 2 }];
    }),
  );
}

function scalarType([first]: readonly ChartScalar[]): LeafSchema["type"] {
  return typeof first === "boolean" ? "boolean" : typeof first === "number" ? "integer" : "string";
}
