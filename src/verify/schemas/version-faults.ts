import { formatPath } from "../../model/problem.ts";
import { isObject } from "../folder.ts";
import { kindLives, minorOf, newcomers } from "./kubernetes-versions.ts";
import type { SchemaFault } from "./schema-faults.ts";

/** What of an object the Kubernetes version of its environment does not have. */
export function versionFaults(kind: string, value: unknown, version: string): readonly SchemaFault[] {
  const minor = minorOf(version);
  if (minor === undefined) return [];
  const life = kindLives.get(kind);
  if (life?.gone !== undefined && minor >= life.gone) {
    const hint = life.instead === undefined ? "remove the object" : `write apiVersion: ${life.instead}`;
    return [
      {
        path: ["apiVersion"],
        message: `is of a kind that is gone since Kubernetes 1.${life.gone}, and the environment has ${version}`,
        hint,
      },
    ];
  }
  if (life?.since !== undefined && minor < life.since) {
    return [
      {
        path: ["apiVersion"],
        message: `is of a kind that exists since Kubernetes 1.${life.since}, and the environment has ${version}`,
        hint: "raise kubernetesVersion of the environment if its cluster is newer",
      },
    ];
  }
  return newcomers.flatMap(({ kind: of, path, values, since }) => {
    const found = of === kind && minor < since ? valueAt(value, path) : undefined;
    if (found === undefined || (values !== undefined && (typeof found !== "string" || !values.includes(found)))) return [];
    const what = values === undefined ? formatPath(path) : `${formatPath(path)} = ${JSON.stringify(found)}`;
    return [
      {
        path,
        message: `has ${what}, which exists since Kubernetes 1.${since}, and the environment has ${version}`,
        hint: "remove it, or raise kubernetesVersion of the environment if its cluster is newer",
      },
    ];
  });
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce((inner: unknown, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), value);
}
