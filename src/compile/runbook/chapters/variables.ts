import { cell, codeSpan, inline, phrase, type Markdown } from "../../../base/markdown.ts";
import type { Variable } from "../../../model/guide.ts";
import { orDash } from "../links.ts";
import type { Chapter } from "../page.ts";
import { listed, present, prose } from "../prose.ts";
import { sources } from "../sources.ts";

/** Environment variables that the rollout relies on. */
export const variables: Chapter = ({ rollout }) => {
  const all = Object.entries(rollout.variables);
  if (all.length === 0) return undefined;
  return {
    variables: all.map(([name, variable]) => ({
      name: cell(codeSpan(name)),
      required: variable.required,
      value: orDash(valueOf(variable)),
      workload: orDash(prose(variable.workload)),
      purpose: cell(purpose(variable)),
    })),
  };
};

const formats: Readonly<Record<Variable["format"], Markdown | undefined>> = {
  text: undefined,
  url: phrase`a URL`,
  boolean: phrase`a boolean`,
  "iso-8601": phrase`a time (ISO-8601)`,
  "iso-8601-duration": phrase`a duration (ISO-8601)`,
  secret: phrase`a secret`,
};

function valueOf({ allowed, format, default: preset, example }: Variable): Markdown | undefined {
  return listed(
    present([
      allowed === undefined ? undefined : listed(allowed.map(codeSpan), " or "),
      formats[format],
      preset === undefined ? undefined : phrase`default ${codeSpan(preset)}`,
      example === undefined ? undefined : phrase`for example ${codeSpan(example)}`,
    ]),
  );
}

function purpose(variable: Variable): Markdown {
  const cited = sources(variable.sources);
  return cited === undefined ? inline(variable.purpose) : phrase`${inline(variable.purpose)} (${cited})`;
}
