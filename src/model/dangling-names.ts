import { z } from "zod";
import { rememberingFor } from "../base/remembering.ts";
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
  if (value === undefined || value === null) return;
  const below = (inner: z.core.$ZodType, element: unknown, key: PropertyKey) => {
    path.push(key);
    collectUses(inner, element, path, found);
    path.pop();
  };
  for (const form of formsOf(schema)) {
    if (form.kind === "name") {
      if (typeof value === "string") found.push({ kind: form.names, name: value, path: [...path] });
    } else if (form.kind === "list") {
      if (Array.isArray(value)) for (const [index, element] of value.entries()) below(form.element, element, index);
    } else if (isObject(value)) {
      if (form.kind === "record") {
        for (const key of Object.keys(value)) {
          below(form.key, key, key);
          below(form.value, value[key], key);
        }
      } else if (isVariant(form, value)) {
        for (const key of Object.keys(value)) {
          const member = form.members.get(key);
          if (member !== undefined) below(member, value[key], key);
        }
      }
    }
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a value may be where a schema names something, as far as the walk must know it. */
type Form =
  | { readonly kind: "name"; readonly names: NameKind }
  | { readonly kind: "list"; readonly element: z.core.$ZodType }
  | { readonly kind: "record"; readonly key: z.core.$ZodType; readonly value: z.core.$ZodType }
  | ObjectForm;

interface ObjectForm {
  readonly kind: "object";
  /** Members that hold names. */
  readonly members: ReadonlyMap<string, z.core.$ZodType>;
  /** Values of the keys that tell variants apart. */
  readonly literals: readonly (readonly [key: string, values: ReadonlySet<unknown>])[];
}

/** The forms of a schema that hold names: a schema is slow to ask what it is, and is met again and again. */
const formsOf = rememberingFor((schema: z.core.$ZodType): readonly Form[] =>
  layers(schema)
    .filter(layerHoldsNames)
    .flatMap((layer): readonly Form[] => {
      if (layer instanceof z.ZodCustom) {
        const ref = refs.get(layer);
        return ref === undefined ? [] : [{ kind: "name", names: ref.names }];
      }
      if (layer instanceof z.ZodArray) return [{ kind: "list", element: layer.def.element }];
      if (layer instanceof z.ZodRecord) return [{ kind: "record", key: layer.def.keyType, value: layer.def.valueType }];
      return layer instanceof z.ZodObject ? [objectForm(layer)] : [];
    }),
);

function objectForm(schema: z.ZodObject): ObjectForm {
  const members: [string, z.core.$ZodType][] = Object.entries(schema.def.shape);
  return {
    kind: "object",
    members: new Map(members.filter(([, member]) => holdsNames(member))),
    literals: members.flatMap(([key, member]) => (member instanceof z.ZodLiteral ? [[key, new Set<unknown>(member.values)] as const] : [])),
  };
}

/** Whether an object's literal keys (its `kind`) have the values of this variant. */
function isVariant({ literals }: ObjectForm, value: Readonly<Record<string, unknown>>): boolean {
  return literals.every(([key, values]) => values.has(value[key]));
}

const holding = new WeakMap<z.core.$ZodType, boolean>();

/** Whether values of a schema can name something at all: most cannot, and are not walked. */
function holdsNames(schema: z.core.$ZodType): boolean {
  const known = holding.get(schema);
  if (known !== undefined) return known;
  // While it is looked into, a schema that holds itself adds nothing to itself.
  holding.set(schema, false);
  const holds = layers(schema).some(layerHoldsNames);
  holding.set(schema, holds);
  return holds;
}

function layerHoldsNames(layer: z.core.$ZodType): boolean {
  if (layer instanceof z.ZodCustom) return refs.has(layer);
  if (layer instanceof z.ZodArray) return holdsNames(layer.def.element);
  if (layer instanceof z.ZodRecord) return holdsNames(layer.def.keyType) || holdsNames(layer.def.valueType);
  return layer instanceof z.ZodObject && Object.values(layer.def.shape).some(holdsNames);
}
