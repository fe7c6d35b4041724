import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseAllDocuments } from "yaml";
import { installed } from "../harness/installed.ts";
import { record, records, type Client, type Manifest } from "./client.ts";
import { rolloutDefinition, type Strictness } from "./rollout-definition.ts";

/** Installs the kinds that Rampart writes, as their projects publish them, and the kind of `rollout.yaml`. Answers what they are and of which version. */
export async function installDefinitions(
  client: Client,
  rollouts: Strictness,
): Promise<readonly (readonly [module: string, version: string])[]> {
  const folder = installed("crds");
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  const published = files.flatMap((name) => documentsOf(readFileSync(join(folder, name), "utf8")));
  const definitions = [...published, rolloutDefinition(rollouts)];
  for (const definition of definitions) {
    const { status, body } = await client.apply(definition);
    if (status >= 300) throw new Error(`${nameOf(definition)} was refused: ${status} ${String(body["message"])}`);
  }
  const kinds = definitions.filter(({ kind }) => kind === "CustomResourceDefinition");
  await Promise.all(kinds.map((definition) => established(client, definition)));
  const versions = readFileSync(join(folder, "versions"), "utf8").trim().split("\n");
  return versions.map((line) => {
    const [module = "", version = ""] = line.split(" ");
    return [`CRDs of ${basename(module.replace(/\/v\d+$/, ""))}`, version] as const;
  });
}

async function established(client: Client, definition: Manifest): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const { body } = await client.read(definition);
    const conditions = records(record(body["status"])["conditions"]);
    if (conditions.some(({ type, status }) => type === "Established" && status === "True")) return;
    await sleep(100);
  }
  throw new Error(`${nameOf(definition)} was not established`);
}

/** The documents of a YAML text, as plain objects. */
export function documentsOf(text: string): readonly Manifest[] {
  return parseAllDocuments(text).flatMap((document) => {
    const value: unknown = document.toJS();
    return value === null ? [] : [record(value)];
  });
}

/** Kind and name of an object, for messages. */
export function nameOf(object: Manifest): string {
  return `${String(object["kind"])} ${String(record(object["metadata"])["name"])}`;
}
