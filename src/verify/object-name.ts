import { isObject } from "./folder.ts";

/** What people call a Kubernetes object: `Ingress "checkout-canary"`. */
export function objectName(value: Readonly<Record<string, unknown>>): string {
  const { kind, metadata } = value;
  const what = typeof kind === "string" && kind !== "" ? kind.slice(0, 80) : "object";
  const name = isObject(metadata) ? metadata["name"] : undefined;
  return typeof name === "string" ? `${what} ${JSON.stringify(name.slice(0, 80))}` : what;
}
