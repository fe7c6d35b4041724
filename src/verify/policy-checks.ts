import type { Check, Report } from "./check.ts";
import { definitionOfField } from "./definition-of-field.ts";
import type { Severity } from "./finding.ts";
import { judgedField, rolloutKind, type NamedExpression } from "./policy/index.ts";
import { policyDecisions, type Judged, type JudgedEnvironment, type PolicyDecisions } from "./policy-decisions.ts";
import { policyDocuments } from "./policy-documents.ts";
import { readPolicySet } from "./read-policy-set.ts";

/** What holds where a change is judged, so that it cannot choose its judges. */
export interface PolicyTrust {
  /** Texts of the work tree, where it is those of another revision that judge: they must be sound, too. */
  readonly edited?: ReadonlyMap<string, string>;
  /** What environments were at the base revision; one that is not among them was not there. */
  readonly environments?: ReadonlyMap<string, JudgedEnvironment>;
}

/**
 * The checks that a project's `policies/` make: `policy-documents` for the
 * files themselves, and `policy-<name>` for each policy, over every manifest,
 * every rollout and every step. What cannot be evaluated is an error.
 */
export function policyChecks(texts: ReadonlyMap<string, string>, trust: PolicyTrust = {}): readonly Check[] {
  const reading = readPolicySet(texts);
  const { set } = reading;
  const documents = trust.edited === undefined || isSame(trust.edited, texts) ? [reading] : [reading, readPolicySet(trust.edited)];
  if (set === undefined) return [policyDocuments(documents)];
  const decisions = policyDecisions(reading.prepared, (name) => trust.environments?.get(name));
  return [
    policyDocuments(documents),
    ...set.policies.flatMap(({ file, content }) =>
      checksOf({ policy: content.metadata.name, file, variables: content.spec.variables }, decisions),
    ),
  ];
}

function isSame(left: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): boolean {
  return left.size === right.size && [...left].every(([path, text]) => right.get(path) === text);
}

/** A policy, and where it stands. */
interface NamedPolicy {
  readonly policy: string;
  readonly file: string;
  readonly variables: readonly NamedExpression[];
}

function checksOf(named: NamedPolicy, { ofFolder, ofTransition }: PolicyDecisions): readonly Check[] {
  const { policy } = named;
  const common = { code: `policy-${policy}`, severity: "error", description: `what policy "${policy}" of policies/ forbids` } as const;
  const reports = (judged: readonly Judged[]) =>
    judged.filter(({ decision }) => decision.policy === policy).flatMap((one) => reportOf(one, named));
  return [
    { ...common, scope: "folder", check: (folder) => reports(ofFolder(folder)) },
    { ...common, scope: "transition", check: (transition) => reports(ofTransition(transition)) },
  ];
}

const severities: Readonly<Record<string, Severity>> = { Deny: "error", Warn: "warning", Audit: "notice" };

/** Parts of an object that are worth pointing at as a whole. */
const telling: ReadonlySet<string> = new Set(["spec", "data"]);

/** Where to look: at the field that the expression is about, and at what the definition says of it. */
function placeOf(judged: Judged, { variables }: NamedPolicy): Pick<Report, "file" | "document" | "path" | "definition"> {
  const { decision, file, document, value, environment, path, ahead } = judged;
  const expression = decision.kind === "annotation" ? undefined : decision.expression;
  if (ahead !== undefined) return { file, document, path, definition: ahead };
  const read = expression === undefined ? [] : judgedField(expression, variables, value);
  const field = read.length === 1 && !telling.has(read.join()) ? [] : read;
  const definition = value["kind"] === rolloutKind.kind ? definitionOfField(field, environment) : undefined;
  return { file, document, path: field.length === 0 ? path : field, ...(definition === undefined ? {} : { definition }) };
}

function reportOf(judged: Judged, policy: NamedPolicy): readonly Report[] {
  const { decision, subject, ahead } = judged;
  const place = placeOf(judged, policy);
  switch (decision.kind) {
    case "violation":
      return [
        {
          ...place,
          message: `policy "${decision.policy}" forbids ${subject}: ${decision.message}`,
          hint: `correct it in the definition; what is asked for stands in ${policy.file}`,
          severity: ahead === undefined ? (severities[decision.action] ?? "error") : "warning",
        },
      ];
    case "problem":
      return [
        {
          ...place,
          message: `policy "${decision.policy}" cannot be judged for ${subject}: ${decision.problem}`,
          hint: "what cannot be judged does not pass: correct the policy or the object",
          severity: ahead === undefined ? "error" : "warning",
        },
      ];
    case "annotation":
      return [];
  }
}
