import { canonicalJson } from "../../base/canonical-json.ts";
import { codeUnitOrder } from "../../base/code-unit-order.ts";
import type { RolloutResource } from "../../model/rollout-resource.ts";
import { formatPath } from "../../model/problem.ts";
import type { TransitionCheck, ValuePath } from "../check.ts";
import { isObject } from "../folder.ts";
import { moveOf } from "../transition/moves.ts";
import type { Transition } from "../transition/transition.ts";
import { transitionLimits } from "./transition-limits.ts";

/** Told by checks of their own. */
const elsewhere = new Set(["stages", "gates", "silences"]);
const mostDifferences = 20;

/** What is moved and how it is watched was settled before the first step; what was measured is of that. */
export const transitionDefinition: TransitionCheck = {
  code: "transition-definition",
  severity: "warning",
  description: "backends, image, alerts, rules, values and owners stay as they are while a rollout is on its way",
  scope: "transition",
  *check(transition) {
    const { rollout, environment, before, after, ownPrefix } = transition;
    if (before.resource === undefined || after.resource === undefined || !isOnItsWay(before.resource, transition)) return;
    const report = (what: string) => ({
      message: `This change concerns "${rollout}" in "${environment}", which is on its way at "${before.stage}", and ${what}`,
      hint: "have it reviewed by who answers for the rollout, or wait until it is done",
    });
    const found = [...differences(before.resource, after.resource)];
    for (const { path, was, is } of found.slice(0, mostDifferences)) {
      yield { ...report(`${formatPath(path)} becomes ${told(is)}; it was ${told(was)}`), file: `${ownPrefix.folder}rollout.yaml`, path };
    }
    // Where the data says what differs, the files that follow from it need no word.
    if (found.length > 0 || [...transitionLimits.check(transition)].length > 0) return;
    for (const file of changedFiles(transition)) yield { ...report(`${file} changes`), file: `${ownPrefix.folder}${file}` };
  },
};

function isOnItsWay({ spec }: RolloutResource, transition: Transition): boolean {
  const index = spec.stages.findIndex(({ name }) => name === transition.before.stage);
  return moveOf(transition).kind === "none" && index > 0 && index < spec.stages.length - 1;
}

interface Difference {
  readonly path: ValuePath;
  readonly was: unknown;
  readonly is: unknown;
}

function* differences(old: RolloutResource, fresh: RolloutResource): Generator<Difference> {
  yield* differing(old.metadata, fresh.metadata, ["metadata"]);
  const [was, is] = [old.spec, fresh.spec].map((spec) => Object.fromEntries(Object.entries(spec).filter(([key]) => !elsewhere.has(key))));
  yield* differing(was, is, ["spec"]);
}

/** Where two values differ, as deep as both go; lists of another length differ as a whole. */
function* differing(was: unknown, is: unknown, path: ValuePath): Generator<Difference> {
  if (isObject(was) && isObject(is)) {
    for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) yield* differing(was[key], is[key], [...path, key]);
  } else if (Array.isArray(was) && Array.isArray(is) && was.length === is.length) {
    for (const [index, value] of was.entries()) yield* differing(value, is[index], [...path, index]);
  } else if (canonicalJson(was ?? null) !== canonicalJson(is ?? null)) {
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
