import type { RolloutResource } from "../model/rollout-resource.ts";
import type { Check, Report } from "./check.ts";
import type { Folder } from "./folder.ts";
import { namespaceLabels, pathText, selects, type PolicySet } from "./policy/index.ts";
import type { SetReading } from "./read-policy-set.ts";

/** What an API server of a version says of the expressions. */
function compileFaults({ set, prepared }: SetReading, version: string): readonly Report[] {
  return prepared(version).problems.map(({ policy, path, problem }): Report => {
    const source = set?.policies.find(({ content }) => content.metadata.name === policy);
    return {
      message: `policy "${policy}" is not taken by an API server of Kubernetes ${version}: ${pathText(path)} ${problem}`,
      hint: "correct the expression, or use functions that this version has: see docs/policies.md",
      file: source?.file ?? "policies",
      ...(source === undefined ? {} : { document: source.document, path }),
    };
  });
}

/** An environment whose labels no binding chooses is judged by nothing. */
function unjudged({ set }: SetReading, { path }: Folder, { metadata, spec }: RolloutResource): readonly Report[] {
  if (set === undefined || set.policies.length === 0) return [];
  const { name, labels } = spec.environment;
  if (isChosen(set, namespaceLabels(metadata.namespace, labels))) return [];
  return [
    {
      message: `No policy judges anything in "${name}": no binding chooses a namespace with its labels`,
      hint: `give labels in environments/${name}.ts that bindings of policies/ choose, such as "rampart.dev/environment"`,
      file: `${path}/rollout.yaml`,
      path: ["spec", "environment", "labels"],
      severity: "warning",
    },
  ];
}

function isChosen({ policies, bindings }: PolicySet, labels: Readonly<Record<string, string>>): boolean {
  const chosen = new Set(
    bindings
      .filter(({ content }) => selects(content.spec.matchResources?.namespaceSelector ?? everything, labels))
      .map(({ content }) => content.spec.policyName),
  );
  return policies.some(
    ({ content }) => chosen.has(content.metadata.name) && selects(content.spec.matchConstraints.namespaceSelector, labels),
  );
}

const everything = { matchLabels: {}, matchExpressions: [] };

/** The check of the files of `policies/` themselves. */
export function policyDocuments(readings: readonly SetReading[]): Check {
  return {
    code: "policy-documents",
    severity: "error",
    scope: "folders",
    silenceable: false,
    description: "documents of policies/ that an API server would refuse, or that judge nothing",
    *check(folders) {
      const resources = folders.flatMap((folder) => {
        const resource = folder.resource();
        return resource === undefined ? [] : [{ folder, resource }];
      });
      const [judging] = readings;
      const environments = new Set<string>();
      for (const { folder, resource } of resources) {
        const { name } = resource.spec.environment;
        if (judging !== undefined && !environments.has(name)) yield* unjudged(judging, folder, resource);
        environments.add(name);
      }
      const versions = new Set(resources.map(({ resource }) => resource.spec.environment.kubernetesVersion));
      const told = new Set<string>();
      for (const report of readings.flatMap((reading) => [
        ...reading.faults,
        ...[...versions].flatMap((version) => compileFaults(reading, version)),
      ])) {
        const key = `${report.file}\0${report.message}`;
        if (!told.has(key)) yield report;
        told.add(key);
      }
    },
  };
}
