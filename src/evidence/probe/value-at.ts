import { isRecord } from "./is-record.ts";

/** What is at a path of JSON, or why the path cannot be followed: a clause that follows the path. */
export type Located = { readonly value: unknown } | { readonly fault: string };

/**
 * Follows a path such as `services.operator_api[0].session` as jq does: what
 * is not there is `null`, and so is anything below `null`; a step into a value
 * of another shape is a fault.
 */
export function valueAt(path: string, json: unknown): Located {
  let value = json;
  let walked = "";
  for (const step of steps(path)) {
    if (value !== null && value !== undefined) {
      const fault = typeof step === "number" ? (Array.isArray(value) ? undefined : "list") : isRecord(value) ? undefined : "object";
      if (fault !== undefined) return { fault: `cannot be followed: ${walked === "" ? "the whole" : walked} is no ${fault}` };
      value = Array.isArray(value) ? value[Number(step)] : isRecord(value) && Object.hasOwn(value, step) ? value[step] : null;
    }
    walked += typeof step === "number" ? `[${step}]` : walked === "" ? step : `.${step}`;
  }
  return { value: value ?? null };
}

function steps(path: string): readonly (string | number)[] {
  return path.split(".").flatMap((part) => {
    const [, name = part, indexes = ""] = /^([^[]*)(.*)$/.exec(part) ?? [];
    return [name, ...[...indexes.matchAll(/\d+/g)].map(([digits]) => Number(digits))];
  });
}
