import { flag, integer, list, object, oneOf, record, shared, text, type JsonSchema } from "../json-schema.ts";

const texts = record(text);
const anyObject: JsonSchema = { type: "object" };
const paths = list({ type: "string", minLength: 1 });
const resourceId = { group: text, version: text, kind: text, name: text, namespace: text };
const fieldSpecs = list(object({ group: text, version: text, kind: text, path: text, create: flag }));
const selector = object({ ...resourceId, annotationSelector: text, labelSelector: text });
const fieldOptions = object({ delimiter: text, index: integer(), encoding: text, create: flag });
const generatorOptions = object({ labels: texts, annotations: texts, disableNameSuffixHash: flag, immutable: flag });
const generator = {
  name: text,
  namespace: text,
  behavior: oneOf("create", "replace", "merge"),
  files: list(text),
  literals: list(text),
  env: text,
  envs: list(text),
  options: shared("generatorOptions"),
};
const patch = object({ path: text, patch: text, target: shared("selector"), options: record(flag) });
const image = object({ name: text, newName: text, newTag: text, tagSuffix: text, digest: text }, ["name"]);

const chart = object({
  name: text,
  version: text,
  digest: text,
  repo: text,
  releaseName: text,
  namespace: text,
  additionalValuesFiles: list(text),
  valuesFile: text,
  valuesInline: anyObject,
  valuesMerge: oneOf("merge", "override", "replace"),
  includeCRDs: flag,
  skipHooks: flag,
  skipTests: flag,
  apiVersions: list(text),
  kubeVersion: text,
  nameTemplate: text,
  debug: flag,
  devel: flag,
});

const replacement = object({
  path: text,
  sourceValue: text,
  source: object({ ...resourceId, fieldPath: text, options: shared("fieldOptions") }),
  targets: list(
    object({ select: shared("selector"), reject: list(shared("selector")), fieldPaths: list(text), options: shared("fieldOptions") }, [
      "select",
    ]),
  ),
});

/** @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
export const kustomization: JsonSchema = object(
  {
    apiVersion: { const: "kustomize.config.k8s.io/v1beta1" },
    kind: { const: "Kustomization" },
    metadata: object({ name: text, namespace: text, labels: texts, annotations: texts }),
    openapi: texts,
    namePrefix: text,
    nameSuffix: text,
    namespace: text,
    commonLabels: texts,
    commonAnnotations: texts,
    labels: list(
      object({ pairs: texts, includeSelectors: flag, includeTemplates: flag, includeVolumeClaimTemplates: flag, fields: fieldSpecs }),
    ),
    patches: list(patch),
    patchesStrategicMerge: list(text),
    patchesJson6902: list(patch),
    images: list(image),
    imageTags: list(image),
    replacements: list(replacement),
    replicas: list(object({ name: text, count: integer(0) }, ["name", "count"])),
    vars: list(
      object({ name: text, objref: object({ ...resourceId, apiVersion: text }), fieldref: object({ fieldPath: text }) }, [
        "name",
        "objref",
      ]),
    ),
    sortOptions: object({ order: oneOf("legacy", "fifo"), legacySortOptions: object({ orderFirst: list(text), orderLast: list(text) }) }),
    resources: paths,
    components: paths,
    crds: paths,
    bases: paths,
    configMapGenerator: list(object(generator)),
    secretGenerator: list(object({ ...generator, type: text })),
    helmGlobals: object({ chartHome: text, configHome: text }),
    helmCharts: list(chart),
    helmChartInflationGenerator: list(anyObject),
    generatorOptions: shared("generatorOptions"),
    configurations: paths,
    generators: paths,
    transformers: paths,
    validators: paths,
    inventory: object({ type: text, configMap: object({ name: text, namespace: text }) }),
    buildMetadata: list(oneOf("originAnnotations", "transformerAnnotations", "managedByLabel")),
  },
  ["apiVersion", "kind"],
  { $defs: { selector, fieldOptions, generatorOptions } },
);
