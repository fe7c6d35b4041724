import { parseYamlStream } from "../base/yaml.ts";
import type { RolloutResource } from "../model/rollout-resource.ts";
import type { Check, Report } from "./check.ts";
import type { Severity } from "./finding.ts";
import type { Folder } from "./folder.ts";
import { definitionOfField } from "./definition-of-field.ts";
import {
  idleDocuments,
  judge,
  judgedField,
  namespaceLabels,
  pathText,
  PolicyDocumentError,
  preparePolicies,
  readPolicies,
  rolloutKind,
  selects,
  type Decision,
  type NamedExpression,
  type PolicyDocument,
  type PolicySet,
  type PreparedPolicies,
} from "./policy/index.ts";
import { overrideInForce } from "./transition/override-in-force.ts";
import type { Transition } from "./transition/transition.ts";
import { perFolder } from "./per-folder.ts";
import { placeOfUnread } from "./place-of-unread.ts";
import { stepsAhead } from "./steps-ahead.ts";
import { visiting } from "./visiting.ts";

/** What an environment is to policies: its namespace's labels, and the version whose functions they may use. */
type JudgedEnvironment = Pick<RolloutResource["spec"]["environment"], "labels" | "kubernetesVersion">;

/** What holds where a change is judged, so that it cannot choose its judges. */
export interface PolicyTrust {
  /** Texts of the work tree, where it is those of another revision that judge: they must be sound, too. */
  readonly edited?: ReadonlyMap<string, string>;
  /** What an environment was at the base revision; `undefined` where there was none. */
  readonly environment?: (name: string) => JudgedEnvironment | undefined;
}

/**
 * The checks that a project's `policies/` make: `policy-documents` for the
 * files themselves, and `policy-<name>` for each policy, over every manifest,
 * every rollout and every step. What cannot be evaluated is an error.
 */
export function policyChecks(texts: ReadonlyMap<string, string>, trust: PolicyTrust = {}): readonly Check[] {
  const reading = readSet(texts);
  const { set } = reading;
  const documents = trust.edited === undefined || isSame(trust.edited, texts) ? [reading] : [reading, readSet(trust.edited)];
  if (set === undefined) return [documentsCheck(documents)];
  const decisions = decisionsOf(reading.prepared, trust.environment ?? (() => undefined));
  return [
    documentsCheck(documents),
    ...set.policies.flatMap(({ file, content }) =>
      checksOf({ policy: content.metadata.name, file, variables: content.spec.variables }, decisions),
    ),
  ];
}

function isSame(left: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): boolean {
  return left.size === right.size && [...left].every(([path, text]) => right.get(path) === text);
}

type Remembered<Key, Value> = (key: Key) => Value;

function remembered<Key, Value>(make: (key: Key) => Value): Remembered<Key, Value> {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key) ?? make(key);
    known.set(key, found);
    return found;
  };
}

interface SetReading {
  readonly set: PolicySet | undefined;
  /** Why there is no set, or what of it judges nothing. */
  readonly faults: readonly Report[];
  readonly prepared: Remembered<string, PreparedPolicies>;
}

function readSet(texts: ReadonlyMap<string, string>): SetReading {
  const unread = (faults: readonly Report[]): SetReading => ({
    set: undefined,
    faults,
    prepared: (version) => preparePolicies({ policies: [], bindings: [], params: [] }, version),
  });
  const faults: Report[] = [];
  const documents: PolicyDocument[] = [];
  for (const [file, text] of texts) {
    const parsed = parseYamlStream(text);
    if ("problem" in parsed)
      faults.push({
        message: `cannot be read: ${parsed.problem}`,
        hint: "correct the YAML; until then no policy is judged",
        file,
        ...placeOfUnread(parsed),
      });
    else documents.push(...parsed.value.map((value, document) => ({ file, document, value })));
  }
  if (faults.length > 0) return unread(faults);
  try {
    const set = readPolicies(documents);
    return {
      set,
      faults: [...idleDocuments(set)].map((idle): Report => ({ ...idle, severity: "warning" })),
      prepared: remembered((version: string) => preparePolicies(set, version)),
    };
  } catch (error) {
    if (!(error instanceof PolicyDocumentError)) throw error;
    const { message, hint, file, document, path } = error;
    return unread([{ message, hint: hint ?? "correct the document; until then no policy is judged", file, document, path }]);
  }
}

/** What an API server of a version says of the expressions. */
function compileFaults({ set, prepared }: SetReading, version: string): readonly Report[] {
  return prepared(version).problems.map(({ policy, path, problem }): Report => {
    const source = set?.policies.find(({ content }) => content.metadata.name === policy);
    return {
      message: `policy "${policy}" is not taken by an API server of Kubernetes ${version}: ${pathText(path)} ${problem}`,
      hint: "correct the expression, or use functions that this version has: see docs/policies.md",
      file: source?.file ?? "policies",
      ...(source === undefined ? {} : { document: source.document, path }),
    };
  });
}

/** An environment whose labels no binding chooses is judged by nothing. */
function unjudged({ set }: SetReading, { path }: Folder, { metadata, spec }: RolloutResource): readonly Report[] {
  if (set === undefined || set.policies.length === 0) return [];
  const { name, labels } = spec.environment;
  if (isChosen(set, namespaceLabels(metadata.namespace, labels))) return [];
  return [
    {
      message: `No policy judges anything in "${name}": no binding chooses a namespace with its labels`,
      hint: `give labels in environments/${name}.ts that bindings of policies/ choose, such as "rampart.dev/environment"`,
      file: `${path}/rollout.yaml`,
      path: ["spec", "environment", "labels"],
      severity: "warning",
    },
  ];
}

function isChosen({ policies, bindings }: PolicySet, labels: Readonly<Record<string, string>>): boolean {
  const chosen = new Set(
    bindings
      .filter(({ content }) => selects(content.spec.matchResources?.namespaceSelector ?? everything, labels))
      .map(({ content }) => content.spec.policyName),
  );
  return policies.some(
    ({ content }) => chosen.has(content.metadata.name) && selects(content.spec.matchConstraints.namespaceSelector, labels),
  );
}

const everything = { matchLabels: {}, matchExpressions: [] };

function documentsCheck(readings: readonly SetReading[]): Check {
  return {
    code: "policy-documents",
    severity: "error",
    scope: "folders",
    silenceable: false,
    description: "documents of policies/ that an API server would refuse, or that judge nothing",
    ...visiting(() => {
      const versions = new Set<string>();
      const environments = new Set<string>();
      return {
        folder(folder) {
          const resource = folder.resource();
          if (resource === undefined) return [];
          const { environment } = resource.spec;
          versions.add(environment.kubernetesVersion);
          const [judging] = readings;
          if (judging === undefined || environments.has(environment.name)) return [];
          environments.add(environment.name);
          return unjudged(judging, folder, resource);
        },
        *end() {
          const told = new Set<string>();
          for (const report of readings.flatMap((reading) => [
            ...reading.faults,
            ...[...versions].flatMap((version) => compileFaults(reading, version)),
          ])) {
            const key = `${report.file}\0${report.message}`;
            if (!told.has(key)) yield report;
            told.add(key);
          }
        },
      };
    }),
  };
}

/** What all policies say of one object, told where it stands. */
interface Judged {
  readonly decision: Decision;
  readonly file: string;
  readonly document: number;
  readonly subject: string;
  /** The object, with the environment that it is judged in. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly environment: string;
  /** Where the object is told, unless the expression says which field it is about. */
  readonly path: readonly (string | number)[];
  /** The stage in the definition, where it is about a step to that stage which nobody has proposed yet. */
  readonly ahead?: readonly (string | number)[];
}

interface Decisions {
  readonly ofFolder: Remembered<Folder, readonly Judged[]>;
  readonly ofTransition: Remembered<Transition, readonly Judged[]>;
}

function decisionsOf(
  prepared: Remembered<string, PreparedPolicies>,
  environmentBefore: (name: string) => JudgedEnvironment | undefined,
): Decisions {
  return {
    ofFolder: perFolder((folder): readonly Judged[] => {
      const resource = folder.resource();
      if (resource === undefined) return [];
      const environment = environmentBefore(folder.environment) ?? resource.spec.environment;
      const policies = prepared(environment.kubernetesVersion);
      const rollout = { file: `${folder.path}/rollout.yaml`, document: 0, value: asObject(resource) };
      const namespaceObject = { labels: environment.labels };
      const now = [...folder.objects(), rollout].flatMap(({ file, document, value }) =>
        isNamed(value)
          ? judge(policies, { operation: "CREATE", object: value, namespaceObject }).map((decision) => ({
              decision,
              file,
              document,
              subject: subjectOf(value),
              value,
              environment: folder.environment,
              path: [],
            }))
          : [],
      );
      const ahead = stepsAhead(resource).flatMap(({ from, to, index, before, after }) =>
        judge(policies, { operation: "UPDATE", object: asObject(after), oldObject: asObject(before), namespaceObject }).map((decision) => ({
          ...rollout,
          environment: folder.environment,
          decision,
          subject: `the step from ${from} to ${to}, once it is due`,
          path: ["spec", "stages", index],
          ahead: ["ladders", resource.spec.environment.name, "stages", index],
        })),
      );
      return [...now, ...unlike(now, ahead)];
    }),
    ofTransition: remembered((transition) => {
      const { before, after, ownPrefix, now } = transition;
      if (before.resource === undefined || after.resource === undefined) return [];
      const { environment } = before.resource.spec;
      const decision = overrideInForce(transition, ({ kind }) => kind === "freeze");
      // What a policy cannot know is told here alone: a resource has no annotations of its own.
      const rollout = asObject(after.resource);
      const object = asObject(after.resource, {
        "rampart.dev/now": dayIn(environment.timeZone, now),
        ...(decision === undefined ? {} : { "rampart.dev/freeze-overridden": decision.reason }),
      });
      const input = {
        operation: "UPDATE",
        object,
        oldObject: asObject(before.resource),
        namespaceObject: { labels: environment.labels },
      } as const;
      const file = `${ownPrefix.folder}rollout.yaml`;
      return judge(prepared(environment.kubernetesVersion), input).map((decision) => ({
        decision,
        file,
        document: 0,
        subject: "the step",
        value: rollout,
        environment: transition.environment,
        path: ["status"],
      }));
    }),
  };
}

/** What is not told already, each once: what is wrong at every stage is told of where it stands. */
function unlike(told: readonly Judged[], more: readonly Judged[]): readonly Judged[] {
  const known = new Set(told.map(({ decision }) => keyOf(decision)));
  return more.filter(({ decision }) => {
    const key = keyOf(decision);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

function keyOf(decision: Decision): string {
  const said = decision.kind === "violation" ? decision.message : decision.kind === "problem" ? decision.problem : "";
  return `${decision.policy}\0${said}`;
}

function asObject(resource: RolloutResource, annotations?: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  return annotations === undefined ? { ...resource } : { ...resource, metadata: { ...resource.metadata, annotations } };
}

/** An object without kind or version is told of by `schema-manifest`. */
function isNamed(value: Readonly<Record<string, unknown>>): boolean {
  return typeof value["apiVersion"] === "string" && typeof value["kind"] === "string";
}

function subjectOf({ kind, metadata }: Readonly<Record<string, unknown>>): string {
  const name = typeof metadata === "object" && metadata !== null && "name" in metadata ? String(metadata.name) : "";
  return `${String(kind)} "${name}"`;
}

/** The day in an environment's time zone, as calendars have it. */
function dayIn(timeZone: string, now: Date): string {
  try {
    return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
  } catch {
    return now.toISOString().slice(0, 10);
  }
}

/** A policy, and where it stands. */
interface NamedPolicy {
  readonly policy: string;
  readonly file: string;
  readonly variables: readonly NamedExpression[];
}

function checksOf(named: NamedPolicy, { ofFolder, ofTransition }: Decisions): readonly Check[] {
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
