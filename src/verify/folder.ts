import { parseJson } from "../base/parse-json.ts";
import { lockFile } from "../compile/lock-file.ts";
import { Lock } from "../compile/lock.ts";
import { RolloutResource } from "../model/rollout-resource.ts";
import type { FilesRead } from "../project/files-read.ts";
import type { FolderFile } from "../project/folder-files.ts";
import type { Oddity } from "../project/oddity.ts";
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

/** What is known of a folder before its files are read. Plain data. */
export interface FolderName {
  readonly environment: string;
  readonly rollout: string;
  /** `dist/production/checkout`. */
  readonly path: string;
  /** Paths of its files below it, those that cannot be read among them. */
  readonly paths: readonly string[];
}

/** One rendered folder as it is committed: all that can be judged without running a definition. */
export interface Folder extends FolderName {
  /** Texts by path below the folder; read when first asked for. */
  readonly files: ReadonlyMap<string, string>;
  /** What of its files could not be read. */
  oddities(): readonly Oddity[];
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

/** Makes a folder of its files. */
export function folderOf(environment: string, rollout: string, files: readonly FolderFile[], schemas = noSchemas): Folder {
  const name = { environment, rollout, path: `dist/${environment}/${rollout}`, paths: files.map(({ path }) => path) };
  return createFolder(name, () => ({ files, oddities: [] }), schemas);
}

/** Makes a folder that reads its files by `read`. Nothing is read or parsed before it is asked for, and nothing twice until it is forgotten. */
export function createFolder(name: FolderName, read: () => FilesRead, schemas = noSchemas): Folder {
  const { path } = name;
  const texts = remembered(() => {
    const { files, oddities } = read();
    return { files: new Map(files.map((file) => [file.path, file.content])), oddities };
  });
  const text = (name: string) => texts.read("").files.get(name);
  const missing = (name: string) => ({ problem: `"${path}/${name}" is missing` });
  const yaml = remembered((name: string): Reading<readonly unknown[]> => {
    const content = text(name);
    return content === undefined ? missing(name) : readCarrying(content, text("dashboard.json"));
  });
  const json = remembered((name: string): Reading => {
    const content = text(name);
    return content === undefined ? missing(name) : parseJson(content);
  });
  const objects = remembered((): readonly ManifestObject[] =>
    [...texts.read("").files.keys()]
      .filter((name) => /^manifests\/[^/]+\.yaml$/.test(name) && name !== "manifests/kustomization.yaml")
      .flatMap((name) => {
        const reading = yaml.read(name);
        return "problem" in reading
          ? []
          : reading.value.flatMap((value, document) => (isObject(value) ? [{ file: `${path}/${name}`, document, value }] : []));
      }),
  );
  const resource = remembered((): RolloutResource | undefined => {
    const reading = yaml.read("rollout.yaml");
    return "problem" in reading ? undefined : RolloutResource.safeParse(reading.value[0]).data;
  });
  const lock = remembered(() => {
    const reading = json.read(lockFile);
    return "problem" in reading ? undefined : Lock.safeParse(reading.value).data;
  });
  const folder: Folder = {
    ...nameOf(name),
    get files() {
      return texts.read("").files;
    },
    oddities: () => texts.read("").oddities,
    schemas,
    yaml: yaml.read,
    json: json.read,
    objects: () => objects.read(""),
    resource: () => resource.read(""),
    lock: () => lock.read(""),
  };
  // The resource is small, and asked for again when all folders are looked at together.
  forgetting.set(folder, () => [texts, yaml, json, objects, lock].forEach(({ forget }) => forget()));
  telling.set(folder, (value) => resource.tell("", value));
  return folder;
}

/** A folder's name, without what can be read of it. */
export function nameOf({ environment, rollout, path, paths }: FolderName): FolderName {
  return { environment, rollout, path, paths };
}

const forgetting = new WeakMap<Folder, () => void>();
const telling = new WeakMap<Folder, (resource: RolloutResource | undefined) => void>();
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

/** Tells a folder what somebody else has read as its resource, so that it need not be read here. */
export function tellResource(folder: Folder, resource: RolloutResource | undefined): void {
  telling.get(folder)?.(resource);
}

interface Remembered<Value> {
  readonly read: (name: string) => Value;
  readonly tell: (name: string, value: Value) => void;
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
    tell: (name, value) => known.set(name, { value }),
    forget: () => known.clear(),
  };
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
