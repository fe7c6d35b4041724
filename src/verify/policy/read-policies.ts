import { z } from "zod";
import { UserError } from "../../base/user-error.ts";
import { isRecord } from "./is-record.ts";
import { policyApiVersion, ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding } from "./policy-document.ts";

/** A document of `policies/`. */
export interface PolicyDocument {
  /** Path below the project's root. */
  readonly file: string;
  /** Place in the file's YAML stream, from 0. */
  readonly document: number;
  readonly value: unknown;
}

/** A document that was read, with where it stands. */
export interface Sourced<Content> {
  readonly file: string;
  readonly document: number;
  readonly content: Content;
}

/** An object that bindings may hand to policies as `params`. */
export interface Param {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Everything in `policies/`. */
export interface PolicySet {
  readonly policies: readonly Sourced<ValidatingAdmissionPolicy>[];
  readonly bindings: readonly Sourced<ValidatingAdmissionPolicyBinding>[];
  readonly params: readonly Sourced<Param>[];
}

const ParamDocument = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({
    name: z.string().min(1),
    namespace: z.string().min(1).optional(),
    labels: z.record(z.string(), z.string()).default({}),
  }),
});

/**
 * Sorts documents into policies, bindings and what may be their parameters (any
 * other kind). Throws a `UserError` for a document that the API server would
 * refuse: unknown fields, missing ones, names that stand twice.
 */
export function readPolicies(documents: readonly PolicyDocument[]): PolicySet {
  const policies: Sourced<ValidatingAdmissionPolicy>[] = [];
  const bindings: Sourced<ValidatingAdmissionPolicyBinding>[] = [];
  const params: Sourced<Param>[] = [];
  for (const document of documents.flatMap(itemsOf)) {
    const { file, document: place, value } = document;
    if (value === null || value === undefined) continue;
    if (!isRecord(value)) throw malformed(document, "expected a Kubernetes object");
    const group = typeof value["apiVersion"] === "string" ? value["apiVersion"].split("/", 1)[0] : undefined;
    if (group !== policyApiVersion.split("/", 1)[0]) params.push({ file, document: place, content: paramOf(document, value) });
    else if (value["kind"] === "ValidatingAdmissionPolicyBinding") {
      bindings.push({ file, document: place, content: read(document, ValidatingAdmissionPolicyBinding) });
    } else policies.push({ file, document: place, content: read(document, ValidatingAdmissionPolicy) });
  }
  refuseTwins(policies, "ValidatingAdmissionPolicy");
  refuseTwins(bindings, "ValidatingAdmissionPolicyBinding");
  return { policies, bindings, params };
}

function itemsOf(document: PolicyDocument): readonly PolicyDocument[] {
  const { value } = document;
  if (!isRecord(value) || value["kind"] !== "List" || !Array.isArray(value["items"])) return [document];
  return value["items"].map((item: unknown) => ({ ...document, value: item }));
}

function read<Output>(document: PolicyDocument, schema: z.ZodType<Output>): Output {
  const result = schema.safeParse(document.value);
  if (!result.success) throw malformed(document, z.prettifyError(result.error));
  return result.data;
}

function paramOf(document: PolicyDocument, value: Readonly<Record<string, unknown>>): Param {
  const { apiVersion, kind, metadata } = read(document, ParamDocument);
  return { apiVersion, kind, name: metadata.name, namespace: metadata.namespace, labels: metadata.labels, value };
}

function malformed({ file, document, value }: PolicyDocument, what: string): UserError {
  const name =
    isRecord(value) && isRecord(value["metadata"]) && typeof value["metadata"]["name"] === "string"
      ? ` "${value["metadata"]["name"]}"`
      : "";
  const kind = isRecord(value) && typeof value["kind"] === "string" ? value["kind"] : "document";
  return new UserError(`Cannot read ${kind}${name} in ${file}, document ${document + 1}: ${what}`, {
    hint: "policies/ takes what the API server takes: ValidatingAdmissionPolicy and ValidatingAdmissionPolicyBinding of admissionregistration.k8s.io/v1, and objects that bindings name as params",
  });
}

function refuseTwins(documents: readonly Sourced<{ readonly metadata: { readonly name: string } }>[], kind: string): void {
  const seen = new Map<string, string>();
  for (const { file, content } of documents) {
    const { name } = content.metadata;
    const other = seen.get(name);
    if (other !== undefined) {
      throw new UserError(`Two documents of kind ${kind} are named "${name}": in ${other} and in ${file}`, {
        hint: "give each its own name, or remove one",
      });
    }
    seen.set(name, file);
  }
}
