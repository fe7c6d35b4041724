import { baseAmount } from "../../model/quantity.ts";
import { clockSkew, utcTime, type Assertion } from "../../model/probe.ts";

/**
 * An assertion as a jq condition that is true or false, never null.
 * @see https://jqlang.org/manual/
 */
export function jqCondition({ path, expect }: Assertion): string {
  const value = jqPath(path);
  if ("equals" in expect) return `${value} == ${JSON.stringify(expect.equals)}`;
  if ("oneOf" in expect) return `(${value} | IN(${expect.oneOf.map((one) => JSON.stringify(one)).join(", ")}))`;
  if ("includes" in expect) return `(${JSON.stringify(expect.includes)} - (${value} // []) == [])`;
  if ("exists" in expect) return `${value} != null`;
  if ("empty" in expect) return `(${value} // [null] | length) == 0`;
  if ("atLeast" in expect) return `(${value} | type == "number" and . >= ${expect.atLeast})`;
  if ("greaterThan" in expect) return `(${value} | type == "number" and . > ${expect.greaterThan})`;
  if ("within" in expect) {
    const age = `now - (${value} | sub("[.][0-9]+"; "") | fromdateiso8601)`;
    return `(${age} | . >= -${clockSkew} and . <= ${baseAmount(expect.within)})`;
  }
  return `(${value} | tostring | test(${JSON.stringify(utcTime)}))`;
}

/** `services.operator_api[0].session` → `.services.operator_api[0].session`; other names are quoted. */
export function jqPath(path: string): string {
  return path
    .split(".")
    .map((part) => {
      const [, name = part, indexes = ""] = /^([^[]*)(.*)$/.exec(part) ?? [];
      return (/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `.${JSON.stringify(name)}`) + indexes;
    })
    .join("");
}
