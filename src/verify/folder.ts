import { parseJson } from "../base/parse-json.ts";
import type { Artifact } from "../compile/artifact.ts";
import { lockFile } from "../compile/lock-file.ts";
import { Lock } from "../compile/lock.ts";
import { RolloutResource } from "../model/rollout-resource.ts";
import { readCarrying } from "./read-carrying.ts";

/** Why a file could not be read. */
export interface Unread {
  /** What is wrong, in one clause. */
  readonly problem: string;
  /** Where in the file's value, when its form is wrong. */
  readonly path?: readonly (string | number)[];
  /** What to do, where that is known better than in general. */
  readonly hint?: string;
}

/** A value read from a file, or why it could not be read. */
export type Reading<Value = unknown> = { readonly value: Value } | Unread;

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
    return text === undefined ? missing(name) : readCarrying(text, files.get("dashboard.json"));
  });
  const json = remembered((name: string): Reading => {
    const text = files.get(name);
    return text === undefined ? missing(name) : parseJson(text);
  });
  const objects = remembered((): readonly ManifestObject[] =>
    [...files.keys()]
      .filter((name) => /^manifests\/[^/]+\.yaml$/.test(name) && name !== "manifests/kustomization.yaml")
      .flatMap((name) => {
        const reading = yaml.read(name);
        return "problem" in reading
          ? []
          : reading.value.flatMap((value, document) => (isObject(value) ? [{ file: `${path}/${name}`, document, value }] : []));
      }),
  );
  const resource = remembered(() => {
    const reading = yaml.read("rollout.yaml");
    return "problem" in reading ? undefined : RolloutResource.safeParse(reading.value[0]).data;
  });
  const lock = remembered(() => {
    const reading = json.read(lockFile);
    return "problem" in reading ? undefined : Lock.safeParse(reading.value).data;
  });
  const folder: Folder = {
    environment,
    rollout,
    path,
    files,
    schemas,
    yaml: yaml.read,
    json: json.read,
    objects: () => objects.read(""),
    resource: () => resource.read(""),
    lock: () => lock.read(""),
  };
  // The resource is small, and asked for again when all folders are looked at together.
  forgetting.set(folder, () => [yaml, json, objects, lock].forEach(({ forget }) => forget()));
  return folder;
}

const forgetting = new WeakMap<Folder, () => void>();
const memories = new WeakMap<Folder, object>();

/** Stands for what has been worked out of a folder: another object once that was let go. */
export function memoryOf(folder: Folder): object {
  const memory = memories.get(folder) ?? {};
  memories.set(folder, memory);
  return memory;
}

/** Lets go of what has been read and worked out of a folder; where it is asked for again, it is read again. */
export function forget(folder: Folder): void {
  forgetting.get(folder)?.();
  memories.delete(folder);
}

interface Remembered<Value> {
  readonly read: (name: string) => Value;
  readonly forget: () => void;
}

function remembered<Value>(read: (name: string) => Value): Remembered<Value> {
  const known = new Map<string, { readonly value: Value }>();
  return {
    read: (name) => {
      const found = known.get(name) ?? { value: read(name) };
      known.set(name, found);
      return found.value;
    },
    forget: () => known.clear(),
  };
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
