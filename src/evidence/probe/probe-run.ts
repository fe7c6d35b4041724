import { canonicalJson } from "../../base/canonical-json.ts";
import { sha256 } from "../../base/sha256.ts";
import { UserError } from "../../base/user-error.ts";
import type { Context } from "../../compile/context.ts";
import type { Probe } from "../../model/probe.ts";

/** One probe to run: as often as it has instances to ask. */
export interface ProbeRun {
  readonly name: string;
  /** As it is run: every placeholder of its address is filled. */
  readonly probe: Probe;
  /** The instance that is asked; none for a probe that is run once. */
  readonly instance: string | undefined;
  /**
   * Digest of what is asked and what is expected, without the prose around it:
   * an answer counts for a gate only while both are the same.
   */
  readonly digest: string;
}

/**
 * The runs of a probe. One of every instance is run for each of `instances`,
 * all others once; an address that names an instance all the same is filled
 * with the rollout's first, as the runbook's command is. Throws a
 * {@link UserError} where a placeholder has no value.
 */
export function probeRuns(context: Context, name: string, instances: readonly string[]): readonly ProbeRun[] {
  const probe = context.rollout.probes[name];
  if (probe === undefined) throw new RangeError(`Cannot run probe "${name}": "${context.rollout.name}" has none of that name`);
  if (probe.kind !== "http" && probe.kind !== "json-rpc") return [run(name, probe, undefined)];
  const ask = (instance: string | undefined) => ({ ...probe, url: filled(context, name, probe.url, instance) });
  if (probe.every === "rollout") return [run(name, ask(Object.keys(context.rollout.instances)[0]), undefined)];
  return instances.map((instance) => run(name, ask(instance), instance));
}

function run(name: string, probe: Probe, instance: string | undefined): ProbeRun {
  const { title: _title, proves: _proves, sources: _sources, ...asked } = probe;
  return { name, probe, instance, digest: sha256(canonicalJson({ ...asked, instance })) };
}

function filled({ rollout, ladder, environment }: Context, name: string, url: string, instance: string | undefined): string {
  const port = instance === undefined ? undefined : rollout.instances[instance]?.port;
  const values = new Map([
    ["host", ladder.host],
    ["instance", instance],
    ["port", port === undefined ? undefined : String(port)],
  ]);
  return url.replaceAll(/\{(\w+)\}/g, (whole, placeholder: string) => {
    if (!values.has(placeholder)) return whole;
    const value = values.get(placeholder);
    if (value !== undefined) return value;
    throw new UserError(`Cannot run probe "${name}": nothing fills ${whole} of its url ${url}`, {
      hint:
        placeholder === "host"
          ? `add host to ladders.${environment.name}`
          : placeholder === "port"
            ? `add port to instances.${instance ?? "<name>"}`
            : "add instances to the rollout",
    });
  });
}
