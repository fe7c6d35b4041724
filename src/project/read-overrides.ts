import { Overrides, type Override } from "../model/override.ts";
import type { FileProblem } from "./invalid-project.ts";
import { parseYamlAs, readYamlAs, type FileReading, type YamlForm } from "./read-yaml-as.ts";

/** Path of the overrides of a rollout in an environment, below the project's root. */
export function overridesFile(environment: string, rollout: string): string {
  return `environments/${environment}/${rollout}.overrides.yaml`;
}

/** Reads what people decided for a rollout in an environment; nothing where there is no such file. */
export function readOverrides(root: string, environment: string, rollout: string, problems: FileProblem[]): readonly Override[] {
  return readYamlAs(root, formOf(overridesFile(environment, rollout)), problems)?.overrides ?? [];
}

/** Reads the text of such a file. */
export function parseOverrides(file: string, text: string): FileReading<readonly Override[]> {
  const read = parseYamlAs(formOf(file), text);
  return "value" in read ? { value: read.value.overrides } : read;
}

function formOf(file: string): YamlForm<typeof Overrides> {
  return {
    schema: Overrides,
    file,
    hint: 'expected overrides: a list of kind "gate" (gate, stage), "freeze" or "hold" (after), each with reason, owner and expires',
  };
}
