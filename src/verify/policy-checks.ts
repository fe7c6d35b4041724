import { UserError } from "../base/user-error.ts";
import { parseYamlStream } from "../base/yaml.ts";
import type { RolloutResource } from "../model/rollout-resource.ts";
import type { Check, Report } from "./check.ts";
import type { Severity } from "./finding.ts";
import type { Folder } from "./folder.ts";
import {
  judge,
  pathText,
  preparePolicies,
  readPolicies,
  type Decision,
  type PolicyDocument,
  type PolicySet,
  type PreparedPolicies,
} from "./policy/index.ts";
import { overrideInForce } from "./transition/override-in-force.ts";
import type { Transition } from "./transition/transition.ts";
import { perFolder } from "./per-folder.ts";
import { visiting } from "./visiting.ts";

/**
 * The checks that a project's `policies/` make: `policy-documents` for the
 * files themselves, and `policy-<name>` for each policy, over every manifest,
 * every rollout and every step. What cannot be evaluated is an error.
 */
export function policyChecks(texts: ReadonlyMap<string, string>): readonly Check[] {
  const { set, faults } = readSet(texts);
  if (set === undefined) return [documentsCheck(faults, () => [])];
  const prepared = remembered((version: string) => preparePolicies(set, version));
  const decisions = decisionsOf(prepared);
  const faultsOf = (version: string) =>
    prepared(version).problems.map(({ policy, path, problem }): Report => {
      const source = set.policies.find(({ content }) => content.metadata.name === policy);
      return {
        message: `policy "${policy}" is not taken by an API server of Kubernetes ${version}: ${pathText(path)} ${problem}`,
        hint: "correct the expression, or use functions that this version has: see docs/policies.md",
        file: source?.file ?? "policies",
        ...(source === undefined ? {} : { document: source.document, path }),
      };
    });
  return [documentsCheck(faults, faultsOf), ...set.policies.flatMap(({ content }) => checksOf(content.metadata.name, decisions))];
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
  readonly faults: readonly Report[];
}

function readSet(texts: ReadonlyMap<string, string>): SetReading {
  const faults: Report[] = [];
  const documents: PolicyDocument[] = [];
  for (const [file, text] of texts) {
    const parsed = parseYamlStream(text);
    if ("problem" in parsed)
      faults.push({ message: `cannot be read: ${parsed.problem}`, hint: "correct the YAML; until then no policy is judged", file });
    else documents.push(...parsed.value.map((value, document) => ({ file, document, value })));
  }
  if (faults.length > 0) return { set: undefined, faults };
  try {
    return { set: readPolicies(documents), faults };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const file = [...texts.keys()].find((name) => error.message.includes(name));
    return {
      set: undefined,
      faults: [
        {
          message: error.message,
          hint: error.hint ?? "correct the document; until then no policy is judged",
          file: file ?? "policies",
          path: [],
        },
      ],
    };
  }
}

function documentsCheck(faults: readonly Report[], faultsOf: (version: string) => readonly Report[]): Check {
  return {
    code: "policy-documents",
    severity: "error",
    scope: "folders",
    silenceable: false,
    description: "documents of policies/ that an API server would refuse",
    ...visiting(() => {
      const versions = new Set<string>();
      return {
        folder(folder) {
          const version = folder.resource()?.spec.environment.kubernetesVersion;
          if (version !== undefined) versions.add(version);
          return [];
        },
        *end() {
          yield* faults;
          for (const version of versions) yield* faultsOf(version);
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
}

interface Decisions {
  readonly ofFolder: Remembered<Folder, readonly Judged[]>;
  readonly ofTransition: Remembered<Transition, readonly Judged[]>;
}

function decisionsOf(prepared: Remembered<string, PreparedPolicies>): Decisions {
  return {
    ofFolder: perFolder((folder): readonly Judged[] => {
      const resource = folder.resource();
      if (resource === undefined) return [];
      const { environment } = resource.spec;
      const policies = prepared(environment.kubernetesVersion);
      const rollout = { file: `${folder.path}/rollout.yaml`, document: 0, value: asObject(resource) };
      return [...folder.objects(), rollout].flatMap(({ file, document, value }) =>
        isNamed(value)
          ? judge(policies, { operation: "CREATE", object: value, namespaceObject: { labels: environment.labels } }).map((decision) => ({
              decision,
              file,
              document,
              subject: subjectOf(value),
            }))
          : [],
      );
    }),
    ofTransition: remembered((transition) => {
      const { before, after, ownPrefix, now } = transition;
      if (before.resource === undefined || after.resource === undefined) return [];
      const { environment } = before.resource.spec;
      const decision = overrideInForce(transition, ({ kind }) => kind === "freeze");
      // What a policy cannot know is told here alone: a resource has no annotations of its own.
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
      }));
    }),
  };
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

function checksOf(policy: string, { ofFolder, ofTransition }: Decisions): readonly Check[] {
  const common = { code: `policy-${policy}`, severity: "error", description: `what policy "${policy}" of policies/ forbids` } as const;
  const reports = (judged: readonly Judged[]) => judged.filter(({ decision }) => decision.policy === policy).flatMap(reportOf);
  return [
    { ...common, scope: "folder", check: (folder) => reports(ofFolder(folder)) },
    { ...common, scope: "transition", check: (transition) => reports(ofTransition(transition)) },
  ];
}

const severities: Readonly<Record<string, Severity>> = { Deny: "error", Warn: "warning", Audit: "notice" };

function reportOf({ decision, file, document, subject }: Judged): readonly Report[] {
  const place = { file, document, path: subject === "the step" ? ["status"] : [] };
  switch (decision.kind) {
    case "violation":
      return [
        {
          ...place,
          message: `policy "${decision.policy}" forbids ${subject}: ${decision.message}`,
          hint: `docs/policies/${decision.policy}.md tells how to fix it`,
          severity: severities[decision.action] ?? "error",
        },
      ];
    case "problem":
      return [
        {
          ...place,
          message: `policy "${decision.policy}" cannot be judged for ${subject}: ${decision.problem}`,
          hint: "what cannot be judged does not pass: correct the policy or the object",
          severity: "error",
        },
      ];
    case "annotation":
      return [];
  }
}
