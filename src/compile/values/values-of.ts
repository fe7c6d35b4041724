import { nearest } from "../../base/nearest.ts";
import { UserError } from "../../base/user-error.ts";
import type { ChartScalar, Helm } from "../../model/helm.ts";
import type { Context } from "../context.ts";
import { chartValues } from "./chart-values.ts";
import { checkVariables } from "./check-variables.ts";
import { valueFaults, type ValueFault } from "./value-faults.ts";
import { declaredValues, valuesSchema } from "./values-schema.ts";
import { nest, pathConflict } from "./values-tree.ts";

/** Helm values as they are written: objects, keys in code-unit order. */
export type ValuesTree = ChartScalar | { readonly [key: string]: ValuesTree };

/** The values file of a stage and the schema that it fits. */
export interface Values {
  readonly values: ValuesTree;
  readonly schema: object;
}

/**
 * The values of the stage a rollout stands at. The values of every stage are
 * checked, so that a step cannot run into one that does not fit.
 * @throws {UserError} for a value that is not declared or not what its declaration says.
 */
export function valuesOf(context: Context, helm: Helm): Values {
  const { rollout } = context;
  checkVariables(context);
  const declared = declaredValues(rollout, helm);
  const ambiguity = ambiguousPath(helm, declared.keys());
  if (ambiguity !== undefined) {
    throw new UserError(`Cannot write Helm values of "${rollout.name}": ${ambiguity}`, {
      hint: "declare each path once, and none below another",
    });
  }
  const schema = valuesSchema(rollout, helm);
  const faultsOf = compiled(context, schema);
  const trees = context.positions.map((position) => {
    const flat = chartValues(rollout, helm, position);
    const undeclared = [...flat.keys()].find((path) => !declared.has(path));
    const faults = undeclared === undefined ? [] : [{ path: undeclared, expected: "no such value" }];
    const tree = undeclared === undefined ? nest<ValuesTree>(flat, (children) => children) : {};
    const [fault] = [...faults, ...faultsOf(tree)];
    if (fault !== undefined) throw misfit(context, position.stage.name, fault, flat, declared.keys());
    return tree;
  });
  return { values: trees[context.position.index] ?? {}, schema };
}

/** What is wrong with a path that is said twice, or leads through a value. */
function ambiguousPath({ values, image }: Helm, declared: Iterable<string>): string | undefined {
  const paths = [...Object.keys(values), image?.repository, image?.tag, image?.digest].filter((path) => path !== undefined);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) return `"${twice}" is declared twice, in helm.values and helm.image`;
  const conflict = pathConflict(declared);
  return conflict === undefined ? undefined : `"${conflict.path}" is declared as a value, so "${conflict.below}" cannot stand below it`;
}

function compiled({ rollout }: Context, schema: object): (values: unknown) => readonly ValueFault[] {
  try {
    return valueFaults(schema);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`Cannot check Helm values of "${rollout.name}": ${reason}`, { hint: "correct the pattern in helm.values", cause });
  }
}

function misfit(
  { rollout, environment }: Context,
  stage: string,
  { path, expected }: ValueFault,
  flat: ReadonlyMap<string, ChartScalar>,
  declared: Iterable<string>,
): UserError {
  const value = flat.get(path);
  const got = value === undefined ? "nothing" : JSON.stringify(value);
  const where = `Cannot write Helm values of "${rollout.name}" in "${environment.name}" at stage "${stage}"`;
  if (expected !== "no such value") {
    return new UserError(`${where}: "${path}" is ${got}, expected ${expected}`, {
      hint: "correct the value, or its declaration in helm.values",
    });
  }
  const meant = nearest(path, declared);
  return new UserError(`${where}: "${path}" is ${got}, expected no such value, as helm.values does not declare it`, {
    hint: meant === undefined ? "declare it in helm.values" : `did you mean "${meant}"? Else declare it in helm.values`,
  });
}
