import { cell, codeSpan, inline, link, phrase, type Markdown } from "../../../base/markdown.ts";
import type { ChartScalar, ChartValue } from "../../../model/helm.ts";
import { facts } from "../facts.ts";
import { orDash } from "../links.ts";
import type { Chapter } from "../page.ts";
import { codes, listed, present, some } from "../prose.ts";

/** The Helm release and the values that the rollout sets. */
export const helm: Chapter = ({ rollout, ladder }) => {
  const { helm: release } = rollout;
  if (release === undefined) return undefined;
  const { image, instances } = release;
  const overlay: Readonly<Record<string, ChartScalar>> = ladder.values;
  const moved = new Set(ladder.stages.flatMap(({ levers }) => Object.keys(levers.values ?? {})));
  return {
    facts: facts({
      Release: codeSpan(release.release),
      Chart: codeSpan(release.chart),
      "Values files": listed([
        ...[...release.valuesFiles, ...ladder.valuesFiles].map(codeSpan),
        phrase`${link("values.yaml", "values.yaml")} of this folder`,
      ]),
      "Time limit": inline(release.timeout),
      "Image goes to": image === undefined ? undefined : codes(present([image.repository, image.tag, image.digest])),
      "Variables go to": release.variables === undefined ? undefined : codeSpan(release.variables),
      "Instances go to": instances === undefined ? undefined : codeSpan(instances.path),
      "Instance before its wave": instances === undefined ? undefined : settings(instances.before),
      "Instance after its wave": instances === undefined ? undefined : settings(instances.set),
    }),
    values: some(
      Object.entries(release.values).map(([path, value]) => ({
        path: cell(codeSpan(path)),
        allowed: cell(allowed(value)),
        preset: orDash(value.default === undefined ? undefined : codeSpan(String(value.default))),
        here: orDash(
          listed(
            present([
              overlay[path] === undefined ? undefined : codeSpan(String(overlay[path])),
              moved.has(path) ? phrase`by stage` : undefined,
            ]),
            ", then ",
          ),
        ),
        description: cell(inline(value.description)),
      })),
    ),
  };
};

function settings(all: Readonly<Record<string, ChartScalar>>): Markdown | undefined {
  return listed(Object.entries(all).map(([path, value]) => phrase`${codeSpan(path)} = ${codeSpan(String(value))}`));
}

function allowed(value: ChartValue): Markdown {
  switch (value.type) {
    case "boolean":
      return phrase`boolean`;
    case "integer": {
      const limits = present([
        value.minimum === undefined ? undefined : phrase`from ${value.minimum}`,
        value.maximum === undefined ? undefined : phrase`to ${value.maximum}`,
      ]);
      return listed([phrase`integer`, ...limits], " ") ?? phrase``;
    }
    case "string":
      return value.enum !== undefined
        ? (listed(value.enum.map(codeSpan), " or ") ?? phrase``)
        : value.pattern === undefined
          ? phrase`string`
          : phrase`string that matches ${codeSpan(value.pattern)}`;
  }
}
