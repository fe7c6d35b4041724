import type { Tree } from "../../../src/compile/compile.ts";
import type { Environment } from "../../../src/model/environment.ts";
import { filesBelow, textOf } from "../ladder-trees.ts";
import { record, type Client, type Manifest } from "./client.ts";
import { documentsOf } from "./install-definitions.ts";

/** What is in the cluster at one stage of a ladder. */
export interface StageObjects {
  readonly stage: string;
  readonly objects: readonly Manifest[];
}

/** A ladder's stages in order. */
export interface LadderObjects {
  readonly environment: string;
  readonly rollout: string;
  readonly stages: readonly StageObjects[];
}

/** The objects of every stage, by ladder: those of the manifests, and the rollout itself. */
export function ladderObjects(trees: readonly Tree[]): readonly LadderObjects[] {
  const ladders = new Map<string, LadderObjects>();
  for (const tree of trees) {
    const { environment, rollout } = tree;
    const key = `${environment} ${rollout}`;
    ladders.set(key, { environment, rollout, stages: [...(ladders.get(key)?.stages ?? []), stageObjects(tree)] });
  }
  return [...ladders.values()];
}

function stageObjects(tree: Tree): StageObjects {
  const manifests = Object.entries(filesBelow(tree, "manifests")).filter(([path]) => path !== "kustomization.yaml");
  const texts = [...manifests.map(([, text]) => text), textOf(tree, "rollout.yaml")];
  return { stage: tree.stage, objects: texts.flatMap(documentsOf) };
}

/** Makes the namespaces that objects are in, with the labels of their environment. */
export async function ensureNamespaces(client: Client, environment: Environment, objects: readonly Manifest[]): Promise<void> {
  const names = new Set(objects.map(({ metadata }) => String(record(metadata)["namespace"])));
  for (const name of names) {
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name, labels: environment.labels } };
    const { status, body } = await client.apply(namespace);
    if (status >= 300) throw new Error(`namespace ${name} was refused: ${String(body["message"])}`);
  }
}

/** What tells an object from others. */
export function identity(object: Manifest): string {
  const { namespace, name } = record(object["metadata"]);
  return [object["apiVersion"], object["kind"], namespace, name].join(" ");
}
