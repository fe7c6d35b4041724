import type { Folder } from "../folder.ts";
import { perFolder } from "../per-folder.ts";

/** What a metric is known to be, and by what. */
export interface MetricType {
  readonly type: "counter" | "gauge" | "unknown";
  /** `declared as a gauge`, `recorded by a rule here`. */
  readonly because: string;
}

/** Names that the conventions give to counters and to the parts of histograms. */
const counterName = /_(?:total|count|sum|bucket)$/;

const declaredTypes = perFolder((folder) => {
  const types = new Map<string, "counter" | "gauge">();
  for (const { name, type } of folder.resource()?.spec.metrics ?? []) {
    if (type === "histogram") for (const part of ["_bucket", "_sum", "_count"]) types.set(`${name}${part}`, "counter");
    else types.set(name, type);
  }
  return types;
});

/**
 * Whether a metric only ever grows: as the rollout declares it, else by its name.
 * @see https://prometheus.io/docs/practices/naming/
 */
export function metricType(folder: Folder, metric: string): MetricType {
  const declared = declaredTypes(folder).get(metric);
  if (declared !== undefined) return { type: declared, because: `declared as a ${declared}` };
  if (counterName.test(metric)) return { type: "counter", because: "a counter by its name" };
  return { type: "unknown", because: "neither declared as a counter nor named like one" };
}
