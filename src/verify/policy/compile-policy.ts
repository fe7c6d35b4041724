import { compile, type Compiled, type Variable } from "./cel/compile.ts";
import { CompileFault } from "./cel/fault.ts";
import { authorizerTypes } from "./cel/functions/authorizer.ts";
import type { Library } from "./cel/library.ts";
import * as t from "./cel/type.ts";
import type { Validation, ValidatingAdmissionPolicy } from "./policy-document.ts";
import { namespaceType, requestType } from "./request-types.ts";

/** Why an expression of a policy does not compile. */
export interface CompileProblem {
  readonly policy: string;
  /** Where in the document: `spec.validations[0].expression`. */
  readonly path: readonly (string | number)[];
  readonly problem: string;
}

/** A policy whose expressions can be evaluated. */
export interface CompiledPolicy {
  readonly name: string;
  readonly document: ValidatingAdmissionPolicy;
  readonly matchConditions: readonly { readonly name: string; readonly expression: Compiled }[];
  readonly variables: ReadonlyMap<string, Compiled>;
  readonly validations: readonly {
    readonly validation: Validation;
    readonly expression: Compiled;
    readonly message: Compiled | undefined;
  }[];
  readonly auditAnnotations: readonly { readonly key: string; readonly expression: Compiled }[];
  /** An API server refuses a policy that has any. */
  readonly problems: readonly CompileProblem[];
}

/**
 * Compiles all expressions of a policy as an API server does when the policy is
 * created. Each sees what it may: conditions no variables, variables only
 * earlier ones, messages no authorizer, and `params` only where there is a
 * `paramKind`.
 */
export function compilePolicy(document: ValidatingAdmissionPolicy, library: Library): CompiledPolicy {
  const { spec, metadata } = document;
  const problems: CompileProblem[] = [];
  const attempt = (
    path: readonly (string | number)[],
    text: string,
    scope: readonly Variable[],
    result?: readonly t.Type[],
  ): Compiled | undefined => {
    try {
      return compile(text, { library, variables: scope, ...(result === undefined ? {} : { result }) });
    } catch (error) {
      if (!(error instanceof CompileFault)) throw error;
      const place = error.position === undefined ? "" : ` at character ${error.position + 1}`;
      problems.push({ policy: metadata.name, path: ["spec", ...path], problem: `does not compile${place}: ${error.message}` });
      return undefined;
    }
  };
  const messageScope: readonly Variable[] = [
    { name: "object", type: t.dyn },
    { name: "oldObject", type: t.dyn },
    { name: "request", type: requestType },
    { name: "namespaceObject", type: namespaceType },
    ...(spec.paramKind === undefined ? [] : [{ name: "params", type: t.dyn }]),
  ];
  const scope: readonly Variable[] = [
    ...messageScope,
    { name: "authorizer", type: authorizerTypes.authorizer },
    { name: "authorizer.requestResource", type: authorizerTypes.requestResource },
  ];
  const types = new Map<string, t.Type>();
  const withVariables = (base: readonly Variable[]) =>
    spec.variables.length === 0
      ? base
      : [...base, { name: "variables", type: { kind: "struct", name: "kubernetes.variables", fields: new Map(types) } as const }];
  const matchConditions = spec.matchConditions.flatMap(({ name, expression }, index) => {
    const compiled = attempt(["matchConditions", index, "expression"], expression, scope, [t.bool]);
    return compiled === undefined ? [] : [{ name, expression: compiled }];
  });
  const variables = new Map<string, Compiled>();
  for (const [index, { name, expression }] of spec.variables.entries()) {
    const compiled = attempt(["variables", index, "expression"], expression, withVariables(scope));
    types.set(name, compiled?.type ?? t.dyn);
    if (compiled !== undefined) variables.set(name, compiled);
  }
  const validations = spec.validations.flatMap((validation, index) => {
    const expression = attempt(["validations", index, "expression"], validation.expression, withVariables(scope), [t.bool]);
    const text = validation.messageExpression;
    const message =
      text === undefined ? undefined : attempt(["validations", index, "messageExpression"], text, withVariables(messageScope), [t.string]);
    return expression === undefined ? [] : [{ validation, expression, message }];
  });
  const auditAnnotations = spec.auditAnnotations.flatMap(({ key, valueExpression }, index) => {
    const expression = attempt(["auditAnnotations", index, "valueExpression"], valueExpression, withVariables(scope), [
      t.string,
      t.nullType,
    ]);
    return expression === undefined ? [] : [{ key, expression }];
  });
  return { name: metadata.name, document, matchConditions, variables, validations, auditAnnotations, problems };
}
