import type { AdmissionRequest } from "./admission-request.ts";
import type { Work } from "./cel/checker.ts";
import type { Compiled } from "./cel/compile.ts";
import { BudgetSpent, EvaluationFault, NotEvaluable } from "./cel/fault.ts";
import { typeName, type Struct, type Value } from "./cel/value.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import type { AuditNote, Decision, Problem, Violation } from "./decision.ts";
import type { ValidatingAdmissionPolicyBinding } from "./policy-document.ts";
import type { RequestValues } from "./request-values.ts";

/** Steps for one expression, for the conditions of a policy, and for all validations of a binding. */
const budgets = { expression: 1_000_000, conditions: 2_500_000, binding: 10_000_000 } as const;
const longestMessage = 5 * 1024;
const longestAnnotation = 10 * 1024;

/** What a policy is evaluated with. */
export interface Invocation {
  readonly policy: CompiledPolicy;
  readonly binding: ValidatingAdmissionPolicyBinding;
  readonly request: AdmissionRequest;
  readonly values: RequestValues;
  readonly params: { readonly name: string; readonly value: Value } | undefined;
}

/** The value of an expression, a fault that the API server would have too, or why nobody can say: it ran too long, or needs a cluster. */
type Outcome = { readonly value: Value } | { readonly fault: string } | { readonly problem: string; readonly spent?: true };

/** Judges one request by one policy as one binding asks for it. */
export function validate(invocation: Invocation): readonly Decision[] {
  const { policy, params } = invocation;
  const values: Record<string, Value> = { ...invocation.values, params: params?.value ?? null };
  const work = { left: budgets.binding };
  values["variables"] = variablesOf(policy, values, work);
  const skipped = matchConditions(invocation, values);
  if (skipped !== undefined) return skipped;
  const decisions: Decision[] = [];
  for (const { validation, expression, message } of policy.validations) {
    const outcome = evaluate(expression, values, work);
    if ("problem" in outcome) decisions.push(problemOf(invocation, expression, outcome.problem));
    else if ("fault" in outcome) decisions.push(...faulty(invocation, expression, outcome.fault));
    else if (outcome.value !== true) {
      const text = messageOf(message, values, work);
      if (text !== undefined && "problem" in text) decisions.push(problemOf(invocation, expression, text.problem));
      else {
        const chosen = text?.message ?? validation.message?.trim() ?? `failed expression: ${validation.expression.trim()}`;
        decisions.push({ ...violation(invocation, chosen), reason: validation.reason, expression: validation.expression });
      }
    }
  }
  return [...decisions, ...auditNotes(invocation, values)];
}

/** What there is to say when the policy is not for this request after all; `undefined` when it is. */
function matchConditions(invocation: Invocation, values: Readonly<Record<string, Value>>): readonly Decision[] | undefined {
  const work = { left: budgets.conditions };
  const problems: Decision[] = [];
  const faults: (readonly Violation[])[] = [];
  for (const { expression } of invocation.policy.matchConditions) {
    const outcome = evaluate(expression, values, work);
    if ("value" in outcome && outcome.value === false) return [];
    if ("problem" in outcome) problems.push(problemOf(invocation, expression, outcome.problem));
    else if ("fault" in outcome) faults.push(faulty(invocation, expression, outcome.fault));
  }
  if (problems.length > 0) return problems;
  return faults.length === 0 ? undefined : together(faults.flat());
}

/** Several faults told as one, each once. */
function together(faults: readonly Violation[]): readonly Violation[] {
  const messages = [...new Set(faults.map(({ message }) => message))];
  return messages.length < 2 ? faults.slice(0, 1) : faults.slice(0, 1).map((first) => ({ ...first, message: `[${messages.join(", ")}]` }));
}

/** `variables`: each is computed when it is first asked for, once for all expressions of a binding. */
function variablesOf(policy: CompiledPolicy, values: Readonly<Record<string, Value>>, work: Work): Struct {
  const known = new Map<string, Outcome>();
  return {
    kind: "struct",
    type: "kubernetes.variables",
    field: (name) => {
      const expression = policy.variables.get(name);
      if (expression === undefined) return undefined;
      const outcome = known.get(name) ?? evaluate(expression, values, work);
      known.set(name, outcome);
      if ("value" in outcome) return outcome.value;
      if ("problem" in outcome) throw new NotEvaluable(outcome.problem);
      throw new EvaluationFault(`composited variable "${name}" fails to evaluate: ${outcome.fault}`);
    },
  };
}

function evaluate(expression: Compiled, values: Readonly<Record<string, Value>>, total: Work): Outcome {
  const work = { left: Math.min(budgets.expression, total.left) };
  const given = work.left;
  try {
    return { value: expression.evaluate(values, work) };
  } catch (error) {
    if (error instanceof NotEvaluable) return { problem: error.message };
    if (error instanceof BudgetSpent) return { problem: `${error.message}: it would be refused or time out in a cluster`, spent: true };
    if (error instanceof EvaluationFault) return { fault: error.message };
    if (error instanceof RangeError) return { problem: `the value is nested too deeply (${error.message})` };
    throw error;
  } finally {
    total.left -= given - Math.max(0, work.left);
  }
}

type Message = { readonly message: string } | { readonly problem: string } | undefined;

/**
 * The message that an expression gives; nothing when it fails, is empty, too
 * long or has several lines, or when only a cluster could tell it. The API
 * server gives up on the whole validation only when the message takes too long.
 */
function messageOf(expression: Compiled | undefined, values: Readonly<Record<string, Value>>, work: Work): Message {
  if (expression === undefined) return undefined;
  const outcome = evaluate(expression, values, work);
  if ("spent" in outcome) return { problem: `the message cannot be told: ${outcome.problem}` };
  if (!("value" in outcome) || typeof outcome.value !== "string") return undefined;
  const message = outcome.value.trim();
  const usable = message !== "" && Buffer.byteLength(message) <= longestMessage && !message.includes("\n");
  return usable ? { message } : undefined;
}

function auditNotes(invocation: Invocation, values: Readonly<Record<string, Value>>): readonly Decision[] {
  const { policy, binding } = invocation;
  const work = { left: budgets.binding };
  return policy.auditAnnotations.flatMap(({ key, expression }): readonly Decision[] => {
    const outcome = evaluate(expression, values, work);
    if ("problem" in outcome) return [problemOf(invocation, expression, outcome.problem)];
    if ("fault" in outcome) return denied(invocation, `expression '${expression.text}' resulted in error: ${outcome.fault}`, expression);
    if (outcome.value === null) return [];
    if (typeof outcome.value !== "string") {
      return denied(
        invocation,
        `valueExpression '${expression.text}' resulted in unsupported return type: ${typeName(outcome.value)}`,
        expression,
      );
    }
    const value = Buffer.from(outcome.value.trim()).subarray(0, longestAnnotation).toString();
    if (value === "") return [];
    const note: AuditNote = {
      kind: "annotation",
      policy: policy.name,
      binding: binding.metadata.name,
      annotation: { key: `${policy.name}/${key}`, value },
    };
    return [note];
  });
}

function faulty(invocation: Invocation, expression: Compiled, fault: string): readonly Violation[] {
  if (invocation.policy.document.spec.failurePolicy === "Ignore") return [];
  return [{ ...violation(invocation, `expression '${expression.text.trim()}' resulted in error: ${fault}`), expression: expression.text }];
}

/** A fault outside of the validations denies whatever the binding's actions are. */
function denied(invocation: Invocation, message: string, expression: Compiled): readonly Violation[] {
  if (invocation.policy.document.spec.failurePolicy === "Ignore") return [];
  return [{ ...violation(invocation, message), action: "Deny", expression: expression.text }];
}

function violation({ policy, binding, params }: Invocation, message: string): Violation {
  const action = (["Deny", "Warn", "Audit"] as const).find((candidate) => binding.spec.validationActions.includes(candidate)) ?? "Deny";
  return {
    kind: "violation",
    policy: policy.name,
    binding: binding.metadata.name,
    action,
    message,
    reason: "Invalid",
    ...(params === undefined ? {} : { param: params.name }),
  };
}

function problemOf({ policy, binding }: Invocation, expression: Compiled, problem: string): Problem {
  return { kind: "problem", policy: policy.name, binding: binding.metadata.name, problem, expression: expression.text };
}
