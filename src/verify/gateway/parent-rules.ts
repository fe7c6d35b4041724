import type { ValuePath } from "../check.ts";
import { items, type Fields, type Violation } from "./violation.ts";

/** Rules of `parentRefs`: a parent that is named more than once is named by section, each section once. */
export function* parentRules(parents: unknown, path: ValuePath): Generator<Violation> {
  const sections = new Map<string, string[]>();
  for (const [index, parent] of items(parents)) {
    const key = identity(parent);
    const seen = sections.get(key) ?? [];
    sections.set(key, seen);
    const section = typeof parent["sectionName"] === "string" ? parent["sectionName"] : "";
    const at = [...path, index];
    if (seen.includes(section))
      yield { path: at, message: "sectionName must be unique when parentRefs includes 2 or more references to the same parent" };
    else if (seen.length > 0 && (section === "" || seen.includes(""))) {
      yield { path: at, message: "sectionName must be specified when parentRefs includes 2 or more references to the same parent" };
    }
    seen.push(section);
  }
}

function identity({ group = "gateway.networking.k8s.io", kind = "Gateway", namespace = "", name }: Fields): string {
  return JSON.stringify([group, kind, namespace, name]);
}
