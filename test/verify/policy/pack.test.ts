import { describe, expect, test } from "vitest";
import { judge, preparePolicies, readPolicies, type Decision } from "../../../src/verify/policy/index.ts";
import { RolloutResource } from "../../../src/model/rollout-resource.ts";
import { committedObjects, packDocuments, type CommittedObject } from "./documents.ts";

const pack = readPolicies(packDocuments());
const objects = committedObjects();
const rollouts = objects
  .filter(({ object }) => object["kind"] === "Rollout")
  .map((entry) => ({ ...entry, resource: RolloutResource.parse(entry.object) }));

function told(decisions: readonly Decision[]): readonly string[] {
  return decisions.map(
    (decision) =>
      `${decision.policy}: ${decision.kind === "violation" ? decision.message : decision.kind === "problem" ? decision.problem : ""}`,
  );
}

const labelled = ({ environment }: CommittedObject) => ({ labels: { "rampart.dev/environment": environment } });

test.each(["1.30", "1.31", "1.32", "1.33", "1.34", "1.36"])("The pack compiles on Kubernetes %s", (version) => {
  expect(preparePolicies(pack, version).problems).toEqual([]);
});

describe("The committed tree", () => {
  const prepared = preparePolicies(pack, "1.33");

  test("has objects of every kind that the pack judges", () => {
    expect(new Set(objects.map(({ object }) => object["kind"]))).toEqual(
      new Set(["ConfigMap", "GrafanaDashboard", "HTTPRoute", "Ingress", "PrometheusRule", "Rollout"]),
    );
  });

  test.each(objects.map((entry) => [entry.file, entry] as const))("%s is allowed", (_, entry) => {
    expect(told(judge(prepared, { operation: "CREATE", object: entry.object, namespaceObject: labelled(entry) }))).toEqual([]);
  });

  test.each(rollouts.map((entry) => [entry.file, entry] as const))("%s may go up its whole ladder, a stage at a time", (_, entry) => {
    for (const [index] of entry.resource.spec.stages.entries()) {
      if (index === 0) continue;
      const [object, oldObject] = [at(entry.resource, index), at(entry.resource, index - 1)];
      expect(told(judge(prepared, { operation: "UPDATE", object, oldObject, namespaceObject: labelled(entry) }))).toEqual([]);
    }
  });
});

describe("The way back is always open", () => {
  const prepared = preparePolicies(pack, "1.33");

  test.each(rollouts.map((entry) => [entry.file, entry] as const))(
    "%s may go down from any stage to any other, whatever else changed and in a freeze",
    (_, entry) => {
      const count = entry.resource.spec.stages.length;
      for (let from = 1; from < count; from++) {
        for (let to = 0; to < from; to++) {
          const oldObject = at(entry.resource, from);
          const object = spoiled(at(entry.resource, to));
          expect(told(judge(prepared, { operation: "UPDATE", object, oldObject, namespaceObject: labelled(entry) }))).toEqual([]);
        }
      }
    },
  );
});

/** The rollout as it would stand at another stage. */
function at(resource: RolloutResource, index: number): RolloutResource {
  const stage = resource.spec.stages[index];
  if (stage === undefined) throw new Error(`no stage ${index}`);
  return { ...resource, status: { stage: stage.name, index, weight: stage.weight, candidatePercent: stage.candidatePercent } };
}

/** A rollout that no policy would let go up. */
function spoiled(resource: RolloutResource) {
  return {
    ...resource,
    metadata: { ...resource.metadata, labels: {}, annotations: { "rampart.dev/now": "2026-12-24" } },
    spec: {
      ...resource.spec,
      owners: [],
      gates: [],
      alerts: [],
      invariants: [],
      rollback: { levels: 0 },
      image: { repository: "x", tag: "latest", digest: "none" },
    },
  };
}
