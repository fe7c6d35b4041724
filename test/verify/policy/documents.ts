import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import type { PolicyDocument } from "../../../src/verify/policy/index.ts";
import { isRecord } from "../../../src/verify/policy/is-record.ts";

const root = new URL("../../../", import.meta.url).pathname;

/** All documents of a YAML file below the project's root. */
export function documentsOf(file: string): readonly PolicyDocument[] {
  return parseAllDocuments(readFileSync(join(root, file), "utf8")).map((document, place) => {
    const value: unknown = document.toJS();
    return { file, document: place, value };
  });
}

/** Files of a folder whose names end so, sorted. */
export function filesIn(folder: string, ending: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file))
    .toSorted();
}

/** The pack. */
export function packDocuments(): readonly PolicyDocument[] {
  return filesIn("policies", ".yaml").flatMap(documentsOf);
}

/** An object of the committed tree and the environment it is for. */
export interface CommittedObject {
  readonly file: string;
  readonly environment: string;
  readonly object: Readonly<Record<string, unknown>>;
}

/** Every object of the committed tree, the rollouts themselves among them. */
export function committedObjects(): readonly CommittedObject[] {
  return filesIn("dist", ".yaml")
    .filter((file) => /\/(rollout|manifests\/(?!kustomization)[^/]+)\.yaml$/.test(file))
    .flatMap(documentsOf)
    .flatMap(({ file, value }) => (isRecord(value) ? [{ file, environment: file.split("/")[1] ?? "", object: value }] : []));
}
