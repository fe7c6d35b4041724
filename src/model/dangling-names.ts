import { z } from "zod";
import { nearest } from "../base/nearest.ts";
import { refs, type NameKind } from "./name.ts";
import { formatPath, type Problem } from "./problem.ts";
import { Rollout } from "./rollout.ts";
import { layers } from "./layers.ts";

/** Names given by a rollout, by kind. */
export function givenNames(rollout: Rollout): Readonly<Record<NameKind, readonly string[]>> {
  return {
    metric: Object.keys(rollout.metrics),
    signal: Object.keys(rollout.signals),
    gate: Object.keys(rollout.gates),
    alert: Object.keys(rollout.alerts),
    probe: Object.keys(rollout.probes),
    contact: Object.keys(rollout.contacts),
    procedure: Object.keys(rollout.procedures),
    task: Object.keys(rollout.tasks),
    variable: Object.keys(rollout.variables),
    value: Object.keys(rollout.helm?.values ?? {}),
    instance: Object.keys(rollout.instances),
  };
}

/** One use of a name, where it stands. */
interface Use {
  readonly kind: NameKind;
  readonly name: string;
  readonly path: readonly PropertyKey[];
}

/** Names that a rollout uses, each as often as it does. */
export function usedNames(rollout: Rollout): readonly { readonly kind: NameKind; readonly name: string }[] {
  return usesIn(rollout);
}

/** Names that a rollout uses and does not give. */
export function danglingNames(rollout: Rollout): readonly Problem[] {
  const given = givenNames(rollout);
  return usesIn(rollout)
    .filter(({ kind, name }) => !given[kind].includes(name))
    .map(({ kind, name, path }) => {
      const meant = nearest(name, given[kind]);
      return {
        path: formatPath(path),
        message: `names ${kind} "${name}", which the rollout does not define`,
        hint:
          meant === undefined
            ? `add it to ${sectionOf(kind)}, or remove the name here`
            : `did you mean "${meant}"? Else add it to ${sectionOf(kind)}`,
      };
    });
}

function sectionOf(kind: NameKind): string {
  return kind === "value" ? "helm.values" : `${kind}s`;
}

function usesIn(rollout: Rollout): readonly Use[] {
  const found: Use[] = [];
  collectUses(Rollout, rollout, [], found);
  return found;
}

/** Adds every place of a value where its schema names something, found by walking both side by side; `path` is where the walk is. */
function collectUses(schema: z.core.$ZodType, value: unknown, path: PropertyKey[], found: Use[]): void {
  if (value === undefined || value === null || !holdsNames(schema)) return;
  const below = (inner: z.core.$ZodType, element: unknown, key: PropertyKey) => {
    path.push(key);
    collectUses(inner, element, path, found);
    path.pop();
  };
  for (const layer of layers(schema)) {
    const named = layer instanceof z.ZodCustom ? refs.get(layer) : undefined;
    if (named !== undefined && typeof value === "string") {
      found.push({ kind: named.names, name: value, path: [...path] });
    } else if (layer instanceof z.ZodArray && Array.isArray(value)) {
      for (const [index, element] of value.entries()) below(layer.def.element, element, index);
    } else if (typeof value === "object" && !Array.isArray(value)) {
      if (layer instanceof z.ZodRecord) {
        for (const [key, element] of Object.entries(value)) {
          below(layer.def.keyType, key, key);
          below(layer.def.valueType, element, key);
        }
      } else if (layer instanceof z.ZodObject && isVariant(layer, value)) {
        for (const [key, element] of Object.entries(value)) {
          const member: z.core.$ZodType | undefined = layer.def.shape[key];
          if (member !== undefined) below(member, element, key);
        }
      }
    }
  }
}

/** Whether an object's literal keys (its `kind`) have the values of this variant. */
function isVariant(schema: z.ZodObject, value: object): boolean {
  const literals = literalsOf(schema);
  if (literals.length === 0) return true;
  const entries = new Map<string, unknown>(Object.entries(value));
  return literals.every(([key, member]) => [...member.values].some((literal) => literal === entries.get(key)));
}

const literalsBySchema = new WeakMap<z.ZodObject, readonly (readonly [string, z.ZodLiteral])[]>();

function literalsOf(schema: z.ZodObject): readonly (readonly [string, z.ZodLiteral])[] {
  const literals =
    literalsBySchema.get(schema) ??
    Object.entries(schema.def.shape).flatMap(([key, member]) => (member instanceof z.ZodLiteral ? [[key, member] as const] : []));
  literalsBySchema.set(schema, literals);
  return literals;
}

const holding = new WeakMap<z.core.$ZodType, boolean>();

/** Whether values of a schema can name something at all: most cannot, and are not walked. */
function holdsNames(schema: z.core.$ZodType): boolean {
  const known = holding.get(schema);
  if (known !== undefined) return known;
  // While it is looked into, a schema that holds itself adds nothing to itself.
  holding.set(schema, false);
  const holds = layers(schema).some((layer) => {
    if (layer instanceof z.ZodCustom) return refs.has(layer);
    if (layer instanceof z.ZodArray) return holdsNames(layer.def.element);
    if (layer instanceof z.ZodRecord) return holdsNames(layer.def.keyType) || holdsNames(layer.def.valueType);
    return layer instanceof z.ZodObject && Object.values(layer.def.shape).some(holdsNames);
  });
  holding.set(schema, holds);
  return holds;
}
