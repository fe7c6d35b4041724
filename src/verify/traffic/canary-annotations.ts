import { nearest } from "../../base/nearest.ts";
import { goBoolean } from "./committed-ingresses.ts";

/** Something about one annotation of an Ingress, without its prefix. */
export interface AnnotationFault {
  readonly key: string;
  /** Goes on after the Ingress' name. */
  readonly message: string;
  readonly hint: string;
  readonly severity?: "warning";
}

/** Annotations by name without prefix. */
export type Annotations = ReadonlyMap<string, string>;

/** Annotations of a canary, without prefix. */
export const canaryKeys: readonly string[] = [
  "canary",
  "canary-by-header",
  "canary-by-header-value",
  "canary-by-header-pattern",
  "canary-by-cookie",
  "canary-weight",
  "canary-weight-total",
];

/** What of a canary is taken from its own annotations and not from the primary. */
const ownOfCanary = new Set(["load-balance", "upstream-hash-by", "affinity", "affinity-mode", "affinity-canary-behavior"]);

/**
 * What ingress-nginx reads otherwise than one might think, or not at all,
 * without a word to whoever applied it.
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary
 */
export function* canaryFaults(annotations: Annotations, isCanary: boolean): Generator<AnnotationFault> {
  yield* enabling(annotations);
  yield* names(annotations);
  yield* weights(annotations);
  yield* matches(annotations);
  if (isCanary) yield* ignored(annotations);
}

function* enabling(annotations: Annotations): Generator<AnnotationFault> {
  const canary = annotations.get("canary");
  const isCanary = goBoolean(canary ?? "") === true;
  if (canary !== undefined && goBoolean(canary) === undefined) {
    yield {
      key: "canary",
      message: `has canary: ${quoted(canary)}, which ingress-nginx cannot read and takes for false`,
      hint: 'write "true"',
    };
  } else if (!isCanary) {
    const key = canaryKeys.slice(1).find((one) => annotations.has(one));
    if (key !== undefined)
      yield {
        key,
        message: `has ${key} without canary: "true", so it is no canary and answers every request`,
        hint: 'add canary: "true", or remove the annotation',
      };
  }
}

function* names(annotations: Annotations): Generator<AnnotationFault> {
  for (const key of annotations.keys()) {
    if (!key.startsWith("canary") || canaryKeys.includes(key)) continue;
    const meant = key.length > 100 ? undefined : nearest(key, canaryKeys);
    yield {
      key,
      message: `has the annotation ${key.slice(0, 100)}, which ingress-nginx does not have`,
      hint: meant === undefined ? "remove it" : `did you mean "${meant}"?`,
    };
  }
  for (const key of ["canary-by-header", "canary-by-header-value", "canary-by-cookie"]) {
    const value = annotations.get(key);
    if (value !== undefined && !/^[-/._~:A-Za-z0-9]*$/.test(value)) {
      yield { key, message: `has ${key}: ${quoted(value)}, which ingress-nginx refuses`, hint: "use letters, digits and -/._~: only" };
    }
  }
}

function* weights(annotations: Annotations): Generator<AnnotationFault> {
  const weight = number(annotations.get("canary-weight"));
  const total = number(annotations.get("canary-weight-total"));
  if (Number.isNaN(weight))
    yield {
      key: "canary-weight",
      message: `has canary-weight: ${quoted(annotations.get("canary-weight"))}, which is no whole number and counts as 0`,
      hint: "write a whole number in quotes",
    };
  if (Number.isNaN(total))
    yield {
      key: "canary-weight-total",
      message: `has canary-weight-total: ${quoted(annotations.get("canary-weight-total"))}, which is no whole number and counts as 100`,
      hint: "write a whole number in quotes",
    };
  if (total !== undefined && total < 100) {
    yield {
      key: "canary-weight-total",
      message: `has canary-weight-total: "${total}", which has no effect: up to 100, ingress-nginx counts in percent`,
      hint: "write a total over 100, or a weight in percent and no total",
    };
  }
  const of = total !== undefined && total > 100 ? total : 100;
  if (weight !== undefined && (weight < 0 || weight > of))
    yield {
      key: "canary-weight",
      message: `has canary-weight: "${weight}", of ${of} parts there are`,
      hint: `write a weight from 0 to ${of}`,
    };
}

function* matches(annotations: Annotations): Generator<AnnotationFault> {
  const value = annotations.get("canary-by-header-value");
  const pattern = annotations.get("canary-by-header-pattern");
  for (const [key, said] of [
    ["canary-by-header-value", value],
    ["canary-by-header-pattern", pattern],
  ] as const) {
    if (said !== undefined && !annotations.has("canary-by-header"))
      yield { key, message: `has ${key} without canary-by-header, so it has no effect`, hint: "add canary-by-header, or remove it" };
  }
  if (value !== undefined && pattern !== undefined)
    yield {
      key: "canary-by-header-pattern",
      message: "has a canary-by-header-pattern beside a value, which goes before it: the pattern has no effect",
      hint: "keep one of them",
    };
  if (value === "always" || value === "never") {
    yield {
      key: "canary-by-header-value",
      message: `has canary-by-header-value: "${value}", beside which the words always and never lose their meaning: ${value === "never" ? '"never" goes to the candidate' : '"never" keeps nobody away'}`,
      hint: "remove canary-by-header-value to have both words",
      severity: "warning",
    };
  }
  if (pattern !== undefined && !compiles(pattern)) {
    yield {
      key: "canary-by-header-pattern",
      message: `has canary-by-header-pattern: ${quoted(pattern)}, which does not compile: requests with the header all stay at the primary`,
      hint: "correct the pattern",
    };
  }
}

function* ignored(annotations: Annotations): Generator<AnnotationFault> {
  for (const key of annotations.keys()) {
    if (key.startsWith("canary") || ownOfCanary.has(key) || key.startsWith("session-cookie-")) continue;
    yield {
      key,
      message: `has ${key.slice(0, 100)}, which has no effect on a canary: it takes the primary's`,
      hint: "set it on the primary Ingress",
      severity: "warning",
    };
  }
}

/** The number of a text as Go reads it; not a number for what it cannot read. */
function number(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern.replace(/^\(\?i\)/, "")).source !== "";
  } catch {
    return false;
  }
}

function quoted(text: string | undefined): string {
  return JSON.stringify((text ?? "").slice(0, 80));
}
