import { z } from "zod";
import { LabelSelector } from "./label-selector.ts";

/** API version of the documents that are read. */
export const policyApiVersion = "admissionregistration.k8s.io/v1";

const DnsSubdomain = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/, {
    error: "expected a name in lower case, such as `one-step-up`",
  });

/** Metadata of an object that belongs to no namespace. */
const Metadata = z.strictObject({
  name: DnsSubdomain,
  labels: z.record(z.string(), z.string()).default({}),
  annotations: z.record(z.string(), z.string()).default({}),
});

const Text = z.string().refine((text) => text.trim() !== "", { error: "must not be empty" });

function starAlone(items: readonly string[]): boolean {
  return !items.includes("*") || items.length === 1;
}

const Items = z.array(z.string()).min(1).refine(starAlone, { error: "`*` stands alone" });

/** Which requests a rule is for. */
const NamedRule = z.strictObject({
  resourceNames: z.array(z.string().min(1)).default([]),
  operations: z
    .array(z.enum(["*", "CREATE", "UPDATE", "DELETE", "CONNECT"]))
    .min(1)
    .refine(starAlone, { error: "`*` stands alone" }),
  apiGroups: Items,
  apiVersions: Items,
  resources: z
    .array(z.string().min(1))
    .min(1)
    .refine((items) => !items.includes("*/*") || items.length === 1, { error: "`*/*` stands alone" }),
  scope: z.enum(["*", "Namespaced", "Cluster"]).default("*"),
});
export type NamedRule = z.output<typeof NamedRule>;

/** What a policy or a binding is for. Without rules, a binding is for all that its policy is for. */
export const MatchResources = z.strictObject({
  namespaceSelector: LabelSelector.prefault({}),
  objectSelector: LabelSelector.prefault({}),
  resourceRules: z.array(NamedRule).default([]),
  excludeResourceRules: z.array(NamedRule).default([]),
  matchPolicy: z.enum(["Exact", "Equivalent"]).default("Equivalent"),
});
export type MatchResources = z.output<typeof MatchResources>;

const Validation = z.strictObject({
  expression: Text,
  message: Text.refine((text) => !/[\n\r]/.test(text.trim()), { error: "must be one line" }).optional(),
  messageExpression: Text.optional(),
  reason: z.enum(["Unauthorized", "Forbidden", "Invalid", "RequestEntityTooLarge"]).default("Invalid"),
});
export type Validation = z.output<typeof Validation>;

const reserved = new Set(
  "true false null in as break const continue else for function if import let loop package namespace return var void while".split(" "),
);
const Identifier = z
  .string()
  .regex(/^[_a-zA-Z][_a-zA-Z0-9]*$/, { error: "expected a CEL identifier" })
  .refine((name) => !reserved.has(name), { error: "is a reserved word of CEL" });

/**
 * A policy as the API server takes it.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export const ValidatingAdmissionPolicy = z.strictObject({
  apiVersion: z.literal(policyApiVersion),
  kind: z.literal("ValidatingAdmissionPolicy"),
  metadata: Metadata,
  spec: z
    .strictObject({
      failurePolicy: z.enum(["Fail", "Ignore"]).default("Fail"),
      paramKind: z.strictObject({ apiVersion: Text, kind: Text }).optional(),
      matchConstraints: MatchResources.refine(({ resourceRules }) => resourceRules.length > 0, { error: "needs resourceRules" }),
      matchConditions: z
        .array(z.strictObject({ name: Text, expression: Text }))
        .max(64)
        .default([])
        .refine((items) => isUnique(items.map(({ name }) => name)), { error: "names must differ" }),
      variables: z
        .array(z.strictObject({ name: Identifier, expression: Text }))
        .default([])
        .refine((items) => isUnique(items.map(({ name }) => name)), { error: "names must differ" }),
      validations: z.array(Validation).default([]),
      auditAnnotations: z
        .array(z.strictObject({ key: z.string().regex(/^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/), valueExpression: Text.max(5 * 1024) }))
        .max(20)
        .default([])
        .refine((items) => isUnique(items.map(({ key }) => key)), { error: "keys must differ" }),
    })
    .refine(({ validations, auditAnnotations }) => validations.length + auditAnnotations.length > 0, {
      error: "needs validations or auditAnnotations",
    }),
});
export type ValidatingAdmissionPolicy = z.output<typeof ValidatingAdmissionPolicy>;

/** What happens when a validation fails. */
const ValidationAction = z.enum(["Deny", "Warn", "Audit"]);
export type ValidationAction = z.output<typeof ValidationAction>;

const ParamRef = z
  .strictObject({
    name: z.string().min(1).optional(),
    namespace: z.string().min(1).optional(),
    selector: LabelSelector.optional(),
    parameterNotFoundAction: z.enum(["Allow", "Deny"]),
  })
  .refine(({ name, selector }) => (name === undefined) !== (selector === undefined), { error: "needs either a name or a selector" });

/** What puts a policy into force. */
export const ValidatingAdmissionPolicyBinding = z.strictObject({
  apiVersion: z.literal(policyApiVersion),
  kind: z.literal("ValidatingAdmissionPolicyBinding"),
  metadata: Metadata,
  spec: z.strictObject({
    policyName: DnsSubdomain,
    paramRef: ParamRef.optional(),
    matchResources: MatchResources.optional(),
    validationActions: z
      .array(ValidationAction)
      .min(1)
      .refine(isUnique, { error: "actions must differ" })
      .refine((actions) => !(actions.includes("Deny") && actions.includes("Warn")), { error: "Deny and Warn exclude each other" }),
  }),
});
export type ValidatingAdmissionPolicyBinding = z.output<typeof ValidatingAdmissionPolicyBinding>;

function isUnique(items: readonly string[]): boolean {
  return new Set(items).size === items.length;
}
