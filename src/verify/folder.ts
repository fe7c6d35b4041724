import { parseJson } from "../base/parse-json.ts";
import { parseYamlStream } from "../base/yaml.ts";
import type { Artifact } from "../compile/artifact.ts";
import { lockFile } from "../compile/lock-file.ts";
import { Lock } from "../compile/lock.ts";
import { RolloutResource } from "../model/rollout-resource.ts";

/** A value read from a file, or why it could not be read. */
export type Reading<Value = unknown> = { readonly value: Value } | { readonly problem: string };

/** A Kubernetes object as a manifest file has it. */
export interface ManifestObject {
  /** Path below the project's root. */
  readonly file: string;
  /** Document of the file's YAML stream, from 0. */
  readonly document: number;
  readonly value: Readonly<Record<string, unknown>>;
}

/** One rendered folder as it is committed: all that can be judged without running a definition. */
export interface Folder {
  readonly environment: string;
  readonly rollout: string;
  /** `dist/production/checkout`. */
  readonly path: string;
  /** Texts by path below the folder. */
  readonly files: ReadonlyMap<string, string>;
  /** Texts of the project's own `schemas/`, by path below it; one map for all folders. */
  readonly schemas: ReadonlyMap<string, string>;
  /** Documents of a YAML file below the folder; read once, when first asked for. */
  yaml(path: string): Reading<readonly unknown[]>;
  /** Value of a JSON file below the folder. */
  json(path: string): Reading;
  /** Every object of `manifests/*.yaml` that could be read, the kustomization apart. */
  objects(): readonly ManifestObject[];
  /** `rollout.yaml`, when it is there and sound. */
  resource(): RolloutResource | undefined;
  lock(): Lock | undefined;
}

const noSchemas: ReadonlyMap<string, string> = new Map();

/** Makes a folder of its files. Nothing is parsed before it is asked for, and nothing twice. */
export function folderOf(environment: string, rollout: string, artifacts: readonly Artifact[], schemas = noSchemas): Folder {
  const path = `dist/${environment}/${rollout}`;
  const files = new Map(artifacts.map((artifact) => [artifact.path, artifact.content]));
  const missing = (name: string) => ({ problem: `"${path}/${name}" is missing` });
  const yaml = remembered((name: string): Reading<readonly unknown[]> => {
    const text = files.get(name);
    return text === undefined ? missing(name) : parseYamlStream(text);
  });
  const json = remembered((name: string): Reading => {
    const text = files.get(name);
    return text === undefined ? missing(name) : parseJson(text);
  });
  const objects = remembered((): readonly ManifestObject[] =>
    [...files.keys()]
      .filter((name) => /^manifests\/[^/]+\.yaml$/.test(name) && name !== "manifests/kustomization.yaml")
      .flatMap((name) => {
        const reading = yaml(name);
        return "problem" in reading
          ? []
          : reading.value.flatMap((value, document) => (isObject(value) ? [{ file: `${path}/${name}`, document, value }] : []));
      }),
  );
  const resource = remembered(() => {
    const reading = yaml("rollout.yaml");
    return "problem" in reading ? undefined : RolloutResource.safeParse(reading.value[0]).data;
  });
  const lock = remembered(() => {
    const reading = json(lockFile);
    return "problem" in reading ? undefined : Lock.safeParse(reading.value).data;
  });
  return {
    environment,
    rollout,
    path,
    files,
    schemas,
    yaml,
    json,
    objects: () => objects(""),
    resource: () => resource(""),
    lock: () => lock(""),
  };
}

function remembered<Value>(read: (name: string) => Value): (name: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (name) => {
    const found = known.get(name) ?? { value: read(name) };
    known.set(name, found);
    return found.value;
  };
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
