import { record, type Manifest } from "./client.ts";
import { mutate } from "./mutate.ts";
import { createRandom, type Random } from "./random.ts";
import { identity, type LadderObjects } from "./stages.ts";

/** A request that both judge. */
export interface PolicyCase {
  readonly object: Manifest;
  /** What is in the cluster; none for a CREATE. */
  readonly oldObject: Manifest | undefined;
}

/** Requests, and what has to be in the cluster before them. */
export interface PolicyCases {
  readonly stored: readonly Manifest[];
  readonly cases: readonly PolicyCase[];
}

/** How many of what. */
export interface Counts {
  readonly creates: number;
  readonly updates: number;
  /** Objects that updates are of. */
  readonly stored: number;
}

/** Namespaces of the cases beside one for each environment: one that no policy is for, and one of the cluster's own that they are for. */
export const otherNamespaces: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  plain: {},
  default: { "rampart.dev/environment": "production" },
};

/** An object at one stage, and the same object at the other stages of its ladder. */
interface Source {
  readonly object: Manifest;
  readonly others: readonly Manifest[];
}

/** Requests made of every kind's objects, as they are and with random changes; the same for the same seed. */
export function policyCases(ladders: readonly LadderObjects[], { creates, updates, stored }: Counts, seed: number): PolicyCases {
  const random = createRandom(seed);
  const [first, ...more] = sourcesByKind(ladders);
  if (first === undefined) return { stored: [], cases: [] };
  const pick = (): Source => random.one(random.one([first, ...more]));
  const created = Array.from({ length: creates }, (_, index): PolicyCase => {
    const object = renamed(elsewhere(pick().object, random), `create-${index}`);
    return { object: random.chance(0.05) ? object : mutated(object, random), oldObject: undefined };
  });
  const bases = Array.from({ length: stored }, (_, index) => {
    const { object, others } = pick();
    const name = `stored-${index}`;
    return { object: renamed(object, name), others: others.map((other) => renamed(other, name)) };
  });
  const [base, ...otherBases] = bases;
  const changed = Array.from({ length: base === undefined ? 0 : updates }, (): PolicyCase => {
    const { object: oldObject, others } = base === undefined ? pick() : random.one([base, ...otherBases]);
    const object = dated(random.one([oldObject, ...others]), random);
    return { object: random.chance(0.25) ? object : mutated(object, random), oldObject };
  });
  return { stored: bases.map(({ object }) => object), cases: [...created, ...changed] };
}

/** Objects of all stages by kind, so that a kind with few objects is picked as often as one with many; and Services, which are not ours. */
function sourcesByKind(ladders: readonly LadderObjects[]): readonly (readonly [Source, ...Source[]])[] {
  const kinds = new Map<string, [Source, ...Source[]]>();
  for (const { environment, stages } of ladders) {
    const all = stages.flatMap(({ objects }) => objects.map((object) => placed(object, environment)));
    for (const object of [...all, service(environment)]) {
      const source = { object, others: all.filter((other) => identity(other) === identity(object)) };
      const kind = String(object["kind"]);
      const known = kinds.get(kind);
      if (known === undefined) kinds.set(kind, [source]);
      else known.push(source);
    }
  }
  return [...kinds.values()];
}

function service(environment: string): Manifest {
  const labels = {
    "app.kubernetes.io/name": "koan-mcp",
    "app.kubernetes.io/managed-by": "rampart",
    "rampart.dev/environment": environment,
  };
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "koan-mcp", namespace: environment, labels },
    spec: { selector: { app: "koan-mcp" }, ports: [{ name: "http", port: 8080, targetPort: 8080 }] },
  };
}

/** In the namespace of its environment: here they are all in one cluster. */
function placed(object: Manifest, namespace: string): Manifest {
  return { ...object, metadata: { ...record(object["metadata"]), namespace } };
}

function elsewhere(object: Manifest, random: Random): Manifest {
  return random.chance(0.08) ? placed(object, random.one(["plain", "default", "staging"])) : object;
}

function renamed(object: Manifest, name: string): Manifest {
  return { ...object, metadata: { ...record(object["metadata"]), name } };
}

/** A rollout as a step has it: with the day of the step. */
function dated(object: Manifest, random: Random): Manifest {
  if (object["kind"] !== "Rollout") return object;
  const now = random.one(["2026-11-20", "2026-12-18", "2026-12-19", "2026-12-24", "2027-01-04", "2027-01-05", "someday"]);
  return { ...object, metadata: { ...record(object["metadata"]), annotations: { "rampart.dev/now": now } } };
}

/** Only the kind that keeps what it is given gets values of other types. */
function mutated(object: Manifest, random: Random): Manifest {
  return mutate(object, random, object["kind"] === "Rollout");
}
