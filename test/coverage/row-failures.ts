import type { CoverageRow } from "./parse-coverage.ts";
import { removeEscapes } from "./remove-escapes.ts";
import { fieldText, resolveField } from "./resolve-field.ts";

/** Content of an artifact, `undefined` where the environment has no such file. */
export type ReadArtifact = (environment: string, path: string) => string | undefined;

/** What of a row is not true: nothing, or each of its claims that fails. */
export function rowFailures(row: CoverageRow, definition: unknown, read: ReadArtifact): readonly string[] {
  return [...fieldFailures(row, definition), ...artifactFailures(row, read)];
}

function fieldFailures({ field, holds }: CoverageRow, definition: unknown): readonly string[] {
  const resolved = resolveField(definition, field);
  if ("fault" in resolved) return [resolved.fault];
  const text = fieldText(resolved.value);
  return text.includes(holds) ? [] : [`${field} does not hold ${quoted(holds)}: it is ${quoted(excerpt(text))}`];
}

function artifactFailures({ environment, artifact, shows }: CoverageRow, read: ReadArtifact): readonly string[] {
  const content = read(environment, artifact);
  if (content === undefined) return [`${environment}/${artifact} is not compiled`];
  const shown = content.includes(shows) || (artifact.endsWith(".md") && removeEscapes(content).includes(shows));
  return shown ? [] : [`${environment}/${artifact} does not show ${quoted(shows)}`];
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function excerpt(text: string): string {
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
