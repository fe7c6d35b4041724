import { isDeepStrictEqual } from "node:util";
import { parseDocument } from "yaml";
import { yamlStyle } from "../../base/write-plain-yaml.ts";
import { toYaml } from "../../base/yaml.ts";
import type { Override } from "../../model/override.ts";
import { parseOverrides } from "../../project/read-overrides.ts";

/**
 * The text of a file of overrides with one more at its end. Comments and
 * spelling of what stands there stay; a list that is not written line by line
 * is written anew. `text` is that of a file that can be read, or `undefined`
 * where there is none.
 */
export function withOverride(file: string, text: string | undefined, override: Override): string {
  if (text === undefined) return toYaml({ overrides: [override] });
  const old = valueOf(file, text) ?? [];
  const indent = /^( *)- /m.exec(text)?.[1] ?? "  ";
  const item = toYaml([override]).replaceAll(/^(?=.)/gm, indent);
  const longer = `${text.replace(/\s*$/, "\n")}${item}`;
  // What was appended to a list in brackets, or below something else, is not read as one more.
  if (isDeepStrictEqual(valueOf(file, longer), [...old, override])) return longer;
  const document = parseDocument(text, yamlStyle);
  document.setIn(["overrides"], document.createNode([...old, override]));
  return document.toString(yamlStyle);
}

function valueOf(file: string, text: string): readonly Override[] | undefined {
  const read = parseOverrides(file, text);
  return "value" in read ? read.value : undefined;
}
