import { canonicalJson } from "../../base/canonical-json.ts";
import { codeUnitOrder } from "../../base/code-unit-order.ts";
import type { ImageVersion } from "../../compile/kept-image.ts";
import type { RolloutResource } from "../../model/rollout-resource.ts";
import { formatPath } from "../../model/problem.ts";
import type { Report, TransitionCheck, ValuePath } from "../check.ts";
import { isObject } from "../folder.ts";
import { moveOf } from "../transition/moves.ts";
import type { Transition } from "../transition/transition.ts";
import { transitionLimits } from "./transition-limits.ts";

/** Told by checks of their own. */
const elsewhere = new Set(["stages", "gates", "silences", "waitingImage"]);
const mostDifferences = 20;

/** What is moved and how it is watched was settled before the first step; what was measured is of that. */
export const transitionDefinition: TransitionCheck = {
  code: "transition-definition",
  severity: "warning",
  description: "backends, image, alerts, rules, values and owners stay as they are while a rollout is on its way",
  scope: "transition",
  *check(transition) {
    const { rollout, environment, before, after, ownPrefix } = transition;
    if (before.resource === undefined || after.resource === undefined) return;
    yield* waitingReports(transition, before.resource, after.resource);
    if (!isOnItsWay(before.resource, transition)) return;
    yield* imageReports(transition, before.resource, after.resource);
    const report = (what: string) => ({
      message: `This change concerns "${rollout}" in "${environment}", which is on its way at "${before.stage}", and ${what}`,
      hint: "have it reviewed by who answers for the rollout, or wait until it is done",
    });
    const found = [...differences(before.resource, after.resource)];
    for (const { path, was, is } of found.slice(0, mostDifferences)) {
      yield { ...report(`${formatPath(path)} becomes ${told(is)}; it was ${told(was)}`), file: `${ownPrefix.folder}rollout.yaml`, path };
    }
    // Where the data says what differs, the files that follow from it need no word.
    if (
      found.length > 0 ||
      isAnother(before.resource.spec.image, after.resource.spec.image) ||
      [...transitionLimits.check(transition)].length > 0
    )
      return;
    for (const file of changedFiles(transition)) yield { ...report(`${file} changes`), file: `${ownPrefix.folder}${file}` };
  },
};

function isOnItsWay({ spec }: RolloutResource, transition: Transition): boolean {
  const index = spec.stages.findIndex(({ name }) => name === transition.before.stage);
  return moveOf(transition).kind === "none" && index > 0 && index < spec.stages.length - 1;
}

/** Another image in mid-ramp goes where only the old one was measured: nothing but to begin again makes up for it. */
function* imageReports(
  { rollout, environment, before, ownPrefix }: Transition,
  { spec: old }: RolloutResource,
  { spec }: RolloutResource,
): Generator<Report> {
  if (!isAnother(old.image, spec.image)) return;
  const first = old.stages[0]?.name ?? "";
  yield {
    message: `This change gives "${rollout}" in "${environment}", which is on its way at "${before.stage}", image ${named(spec.image, old.image)} instead of ${named(old.image, spec.image)}`,
    hint:
      old.whenChanged === "refuse"
        ? `set the image back, or go back to "${first}" first; with whenChanged: "restart" or "queue" in the definition, another image waits for its turn`
        : "run `rampart compile`: the ramp keeps its image, and another one waits",
    file: `${ownPrefix.folder}rollout.yaml`,
    path: ["spec", "image"],
    definition: ["image"],
    severity: "error",
  };
}

/** An image that waits is what the definition asks for, and worth knowing. */
function* waitingReports(transition: Transition, { spec: old }: RolloutResource, { spec }: RolloutResource): Generator<Report> {
  const { rollout, environment, before, after, ownPrefix } = transition;
  const { waitingImage } = spec;
  if (waitingImage === undefined || isSame(old.waitingImage, waitingImage)) return;
  const first = spec.stages[0]?.name ?? "";
  const isLast = after.stage === spec.stages.at(-1)?.name;
  const until =
    spec.whenChanged === "queue" && !isLast
      ? "is done or was taken back, and begins again then"
      : `begins again at "${first}", which is the next step`;
  yield {
    message: `Image ${named(waitingImage, spec.image)} waits: "${rollout}" in "${environment}" keeps ${named(spec.image, waitingImage)} at "${before.stage}" until it ${until}`,
    file: `${ownPrefix.folder}rollout.yaml`,
    path: ["spec", "waitingImage"],
    definition: ["image"],
    severity: "notice",
  };
}

/** The tag, with the digest where the other image has the same one. */
function named(image: ImageVersion | undefined, other: ImageVersion | undefined): string {
  if (image === undefined) return "(none)";
  return image.tag === other?.tag ? `${image.tag} (${image.digest.slice(0, 19)})` : image.tag;
}

function isAnother(was: RolloutResource["spec"]["image"], is: RolloutResource["spec"]["image"]): boolean {
  return was?.digest !== is?.digest;
}

function isSame(was: unknown, is: unknown): boolean {
  return canonicalJson(was ?? null) === canonicalJson(is ?? null);
}

interface Difference {
  readonly path: ValuePath;
  readonly was: unknown;
  readonly is: unknown;
}

function* differences(old: RolloutResource, fresh: RolloutResource): Generator<Difference> {
  yield* differing(old.metadata, fresh.metadata, ["metadata"]);
  const [was, is] = [old.spec, fresh.spec].map((spec) => Object.fromEntries(Object.entries(spec).filter(([key]) => !elsewhere.has(key))));
  // Another image is told by itself; another tag of the same one is a difference like others.
  const same = isAnother(old.spec.image, fresh.spec.image) ? { image: undefined } : {};
  // Labels and version of the environment say whom policies judge and how: transition-policy-edit tells of them.
  const environment = (spec: RolloutResource["spec"]) => ({ ...spec.environment, labels: undefined, kubernetesVersion: undefined });
  yield* differing({ ...was, ...same, environment: environment(old.spec) }, { ...is, ...same, environment: environment(fresh.spec) }, [
    "spec",
  ]);
}

/** Where two values differ, as deep as both go; lists of another length differ as a whole. */
function* differing(was: unknown, is: unknown, path: ValuePath): Generator<Difference> {
  if (isObject(was) && isObject(is)) {
    for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) yield* differing(was[key], is[key], [...path, key]);
  } else if (Array.isArray(was) && Array.isArray(is) && was.length === is.length) {
    for (const [index, value] of was.entries()) yield* differing(value, is[index], [...path, index]);
  } else if (!isSame(was, is)) {
    yield { path, was, is };
  }
}

/** Files by which traffic and alerts go, as their digests tell. */
function changedFiles({ before, after }: Transition): readonly string[] {
  const differs = (path: string) => before.files.get(path) !== after.files.get(path);
  const acting = (path: string) => /^(rules|values)\.yaml$|^manifests\/(?!dashboard|kustomization)[^/]+\.yaml$/.test(path);
  return [...new Set([...before.files.keys(), ...after.files.keys()])]
    .filter((path) => acting(path) && differs(path) && !(path === "manifests/prometheusrule.yaml" && differs("rules.yaml")))
    .toSorted(codeUnitOrder);
}

function told(value: unknown): string {
  if (value === undefined) return "not given";
  if (Array.isArray(value) && value.every((item) => isObject(item) && typeof item["name"] === "string")) {
    return `[${value.map((item: unknown) => (isObject(item) ? String(item["name"]) : "")).join(", ")}]`.slice(0, 200);
  }
  return JSON.stringify(value).slice(0, 120);
}
