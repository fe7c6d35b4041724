import type { ChartScalar, Helm } from "../../model/helm.ts";
import type { Rollout } from "../../model/rollout.ts";
import type { Position } from "../position.ts";

/**
 * What our values file sets at a position, by dotted path: defaults of the
 * declared values, what the environment and the stages so far have set, the
 * image, environment variables, and the instances on either side of the wave.
 */
export function chartValues(rollout: Rollout, helm: Helm, position: Position): ReadonlyMap<string, ChartScalar> {
  const defaults = Object.entries(helm.values).flatMap(([path, value]): [string, ChartScalar][] =>
    value.default === undefined ? [] : [[path, value.default]],
  );
  return new Map([
    ...defaults,
    ...Object.entries(position.values),
    ...imageValues(rollout, helm, position),
    ...variableValues(helm, position),
    ...instanceValues(rollout, helm, position),
  ]);
}

function imageValues({ image }: Rollout, { image: paths }: Helm, { index }: Position): readonly [string, ChartScalar][] {
  if (image === undefined || paths === undefined) return [];
  const running = index === 0 ? (image.before ?? image) : image;
  return [
    ...(paths.repository === undefined ? [] : [[paths.repository, image.repository] satisfies [string, string]]),
    [paths.tag, running.tag],
    [paths.digest, running.digest],
  ];
}

function variableValues({ variables: path }: Helm, { variables }: Position): readonly [string, ChartScalar][] {
  return path === undefined ? [] : Object.entries(variables).map(([name, value]) => [`${path}.${name}`, value]);
}

function instanceValues(rollout: Rollout, { instances }: Helm, position: Position): readonly [string, ChartScalar][] {
  if (instances === undefined) return [];
  return Object.keys(rollout.instances).flatMap((name) =>
    Object.entries(position.instances.includes(name) ? instances.set : instances.before).map(([path, value]): [string, ChartScalar] => [
      `${instances.path}.${name}.${path}`,
      value,
    ]),
  );
}
