import { nearest } from "../base/nearest.ts";
import type { Environment } from "../model/environment.ts";
import { formatPath } from "../model/problem.ts";
import type { Rollout } from "../model/rollout.ts";
import type { FileProblem } from "./invalid-project.ts";

interface Defined<Value> {
  readonly value: Value;
  readonly file: string;
}

/** What a rollout and the environments it goes to must agree on. */
export function crossChecks(
  environments: ReadonlyMap<string, Defined<Environment>>,
  rollouts: ReadonlyMap<string, Defined<Rollout>>,
): readonly FileProblem[] {
  const all = [...rollouts.values()];
  const routers = new Map<string, Set<Defined<Rollout>>>();
  for (const one of all) for (const route of routesOf(one.value)) routers.set(route, (routers.get(route) ?? new Set()).add(one));
  return all.flatMap((one) => {
    // Only who routes the same is looked at: the pairs of a fleet are the square of its rollouts.
    const twins = new Set(routesOf(one.value).flatMap((route) => [...(routers.get(route) ?? [])]));
    return [
      ...ladderProblems(one, environments),
      ...(twins.size > 1
        ? twinProblems(
            one,
            all.filter((other) => twins.has(other)),
          )
        : []),
    ];
  });
}

function* ladderProblems(
  { value: rollout, file }: Defined<Rollout>,
  environments: ReadonlyMap<string, Defined<Environment>>,
): Generator<FileProblem> {
  for (const [name, ladder] of Object.entries(rollout.ladders)) {
    const environment = environments.get(name)?.value;
    if (environment === undefined) {
      yield { file, path: formatPath(["ladders", name]), ...unknown("environment", name, environments.keys(), "environments/<name>.ts") };
      continue;
    }
    if (ladder.host !== undefined && !environment.hostSuffixes.some((suffix) => isBelow(ladder.host ?? "", suffix))) {
      yield {
        file,
        path: formatPath(["ladders", name, "host"]),
        message: `"${ladder.host}" ends in none of the host suffixes of environment "${name}": ${environment.hostSuffixes.join(", ")}`,
        hint: `use such a host, or add the suffix to environments/${name}.ts`,
      };
    }
    if (rollout.traffic !== undefined && environment.traffic.ingress === undefined && environment.traffic.gateway === undefined) {
      yield {
        file,
        path: formatPath(["ladders", name]),
        message: `routes traffic, but environment "${name}" has neither ingress nor gateway`,
        hint: `add traffic: { ingress: { class: "nginx" } } or a gateway to environments/${name}.ts`,
      };
    }
    for (const [index, entry] of ladder.entry.entries()) {
      const path = ["ladders", name, "entry", index];
      const other = rollout.ladders[entry.environment];
      if (other === undefined) {
        yield {
          file,
          path: formatPath([...path, "environment"]),
          ...unknown("ladder", entry.environment, Object.keys(rollout.ladders), "ladders"),
        };
      } else if (!other.stages.some((stage) => stage.name === entry.stage)) {
        yield {
          file,
          path: formatPath([...path, "stage"]),
          ...unknown(
            "stage",
            entry.stage,
            other.stages.map((stage) => stage.name),
            `ladders.${entry.environment}`,
          ),
        };
      }
    }
  }
}

function* twinProblems({ value: rollout, file }: Defined<Rollout>, twins: readonly Defined<Rollout>[]): Generator<FileProblem> {
  for (const twin of twins) {
    if (twin.value === rollout || twin.value.name > rollout.name) continue;
    const shared = sharedRoute(rollout, twin.value);
    if (shared !== undefined) {
      yield {
        file,
        path: formatPath(["ladders", shared, "host"]),
        message: `routes the same host and path as rollout "${twin.value.name}" (${twin.file})`,
        hint: "a rule takes one canary only: give one of them another host or path, or finish it first",
      };
    }
  }
}

function unknown(
  kind: string,
  name: string,
  known: Iterable<string>,
  section: string,
): { readonly message: string; readonly hint: string } {
  const names = [...known];
  const meant = nearest(name, names);
  const choices = names.length === 0 ? "" : `, or use one of ${names.join(", ")}`;
  return {
    message: `names ${kind} "${name}", which does not exist`,
    hint: meant === undefined ? `add it to ${section}${choices}` : `did you mean "${meant}"?`,
  };
}

function isBelow(host: string, suffix: string): boolean {
  return host === suffix || host.endsWith(`.${suffix}`);
}

/** Every environment, host and path that a rollout routes, each as one text. */
function routesOf({ traffic, ladders }: Rollout): readonly string[] {
  if (traffic === undefined) return [];
  return Object.entries(ladders).flatMap(([environment, { host }]) =>
    host === undefined ? [] : traffic.paths.map(({ path }) => `${environment}\0${host}\0${path}`),
  );
}

/** Environment in which two rollouts route the same host and path. */
function sharedRoute(one: Rollout, other: Rollout): string | undefined {
  if (one.traffic === undefined || other.traffic === undefined) return undefined;
  const paths = new Set(one.traffic.paths.map(({ path }) => path));
  if (!other.traffic.paths.some(({ path }) => paths.has(path))) return undefined;
  return Object.entries(one.ladders).find(
    ([environment, { host }]) => host !== undefined && other.ladders[environment]?.host === host,
  )?.[0];
}
