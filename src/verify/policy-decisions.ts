import type { RolloutResource } from "../model/rollout-resource.ts";
import type { Folder } from "./folder.ts";
import { perFolder } from "./per-folder.ts";
import { judge, judging, type Decision, type PreparedPolicies } from "./policy/index.ts";
import { remembered, type Remembered } from "./remembered.ts";
import { stepsAhead } from "./steps-ahead.ts";
import { overrideInForce } from "./transition/override-in-force.ts";
import type { Transition } from "./transition/transition.ts";

/** What an environment is to policies: its namespace's labels, and the version whose functions they may use. */
export type JudgedEnvironment = Pick<RolloutResource["spec"]["environment"], "labels" | "kubernetesVersion">;

/** What all policies say of one object, told where it stands. */
export interface Judged {
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

/** What policies say of what is committed, and of a change. */
export interface PolicyDecisions {
  readonly ofFolder: Remembered<Folder, readonly Judged[]>;
  readonly ofTransition: Remembered<Transition, readonly Judged[]>;
}

/** Judges each folder with the steps that it has yet to take, and each transition, once. */
export function policyDecisions(
  prepared: Remembered<string, PreparedPolicies>,
  environmentBefore: (name: string) => JudgedEnvironment | undefined,
): PolicyDecisions {
  return {
    ofFolder: perFolder((folder): readonly Judged[] => {
      const resource = folder.resource();
      if (resource === undefined) return [];
      const environment = environmentBefore(folder.environment) ?? resource.spec.environment;
      const judgeEach = judging(prepared(environment.kubernetesVersion));
      const rollout = { file: `${folder.path}/rollout.yaml`, document: 0, value: asObject(resource) };
      const namespaceObject = { labels: environment.labels };
      const now = [...folder.objects(), rollout].flatMap(({ file, document, value }) =>
        isNamed(value)
          ? judgeEach({ operation: "CREATE", object: value, namespaceObject }).map((decision) => ({
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
        judgeEach({ operation: "UPDATE", object: asObject(after), oldObject: asObject(before), namespaceObject }).map((decision) => ({
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
