import { z } from "zod";
import { UserError } from "../../base/user-error.ts";
import { check } from "../../model/check.ts";
import { parsePath, type Problem } from "../../model/problem.ts";
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
    if (!isRecord(value)) throw malformed(document, [{ path: "", message: "expected a Kubernetes object" }]);
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

function read<Schema extends z.ZodType>(document: PolicyDocument, schema: Schema): z.output<Schema> {
  const checked = check(schema, document.value);
  if (checked.value === undefined) throw malformed(document, checked.problems);
  return checked.value;
}

function paramOf(document: PolicyDocument, value: Readonly<Record<string, unknown>>): Param {
  const { apiVersion, kind, metadata } = read(document, ParamDocument);
  return { apiVersion, kind, name: metadata.name, namespace: metadata.namespace, labels: metadata.labels, value };
}

/** A document that an API server would refuse, and where it says what is wrong. */
export class PolicyDocumentError extends UserError {
  readonly file: string;
  readonly document: number;
  readonly path: readonly (string | number)[];

  constructor(message: string, at: Pick<PolicyDocumentError, "file" | "document" | "path"> & { readonly hint: string }) {
    super(message, { hint: at.hint });
    this.file = at.file;
    this.document = at.document;
    this.path = at.path;
  }
}

function malformed({ file, document, value }: PolicyDocument, problems: readonly Problem[]): PolicyDocumentError {
  const name =
    isRecord(value) && isRecord(value["metadata"]) && typeof value["metadata"]["name"] === "string"
      ? ` "${value["metadata"]["name"]}"`
      : "";
  const kind = isRecord(value) && typeof value["kind"] === "string" ? value["kind"] : "document";
  const [first] = problems;
  const what = problems.map(({ path, message }) => `${path} ${message}`.trim()).join("; ");
  return new PolicyDocumentError(`Cannot read ${kind}${name} in ${file}, document ${document + 1}: ${what}`, {
    file,
    document,
    path: parsePath(first?.path ?? ""),
    hint:
      first?.hint ??
      "policies/ takes what the API server takes: ValidatingAdmissionPolicy and ValidatingAdmissionPolicyBinding of admissionregistration.k8s.io/v1, and objects that bindings name as params",
  });
}

function refuseTwins(documents: readonly Sourced<{ readonly metadata: { readonly name: string } }>[], kind: string): void {
  const seen = new Map<string, string>();
  for (const { file, document, content } of documents) {
    const { name } = content.metadata;
    const other = seen.get(name);
    if (other !== undefined) {
      throw new PolicyDocumentError(`Two documents of kind ${kind} are named "${name}": in ${other} and in ${file}`, {
        file,
        document,
        path: ["metadata", "name"],
        hint: "give each its own name, or remove one",
      });
    }
    seen.set(name, file);
  }
}
