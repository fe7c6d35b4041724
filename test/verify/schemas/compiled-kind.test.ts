import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseYaml } from "../../../src/base/yaml.ts";
import { compiledKind, type CompiledKind } from "../../../src/verify/schemas/compiled-kind.ts";
import { kindSchemas } from "../../../src/verify/schemas/kinds/index.ts";
import { schemaFaults } from "../../../src/verify/schemas/schema-faults.ts";
import { routedFiles } from "../routed.ts";

/** What the build put in place of the source: `npm test` builds first. */
const file = new URL("../../../lib/verify/schemas/compiled-kind.js", import.meta.url);
const built: { readonly compiledKind: (kind: string) => CompiledKind | undefined } = await import(file.href);

const objects = routedFiles().flatMap(({ path, content }) => {
  const parsed = /^(manifests\/.*|rollout)\.yaml$/.test(path) ? parseYaml(content) : { problem: "" };
  return "problem" in parsed ? [] : [[path, content] as const];
});

/** Every way to break one line of a file, as far as it is still YAML. */
function mutants(text: string): readonly unknown[] {
  const lines = text.split("\n").slice(0, 80);
  return lines.flatMap((line, index) =>
    [line.replace(/(\w):/, "$1x:"), line.replace(/: .+$/, ": [1]"), line.replace(/: .+$/, ": 999999999")].flatMap((broken) => {
      const parsed =
        broken === line ? { problem: "" } : parseYaml([...lines.slice(0, index), broken, ...lines.slice(index + 1)].join("\n"));
      return "problem" in parsed ? [] : [parsed.value];
    }),
  );
}

function messages(kind: CompiledKind | undefined, value: unknown): readonly string[] | undefined {
  return kind === undefined
    ? undefined
    : schemaFaults({ schema: kind.schema, value, errors: kind.errorsOf(value) }).map(({ message, hint }) => `${message}; ${hint}`);
}

describe("validators compiled ahead of time", () => {
  test("load nothing", () => {
    expect(readFileSync(file, "utf8")).not.toMatch(/\brequire\(|\bimport\b/);
  });

  test("are there for each kind, and for no other", () => {
    expect(Object.keys(kindSchemas).filter((kind) => built.compiledKind(kind) === undefined)).toEqual([]);
    expect([built.compiledKind("constructor"), built.compiledKind("v1 Secret")]).toEqual([undefined, undefined]);
  });

  test.each(objects)("say of %s and of what it can be broken to what the source says", (path, content) => {
    const parsed: unknown = parseYaml(content);
    const { value } = JSON.parse(JSON.stringify(parsed));
    const kind = `${value.apiVersion} ${value.kind}`;
    const all = [value, ...mutants(content)];
    const bySource = all.map((object) => messages(compiledKind(kind), object)?.toSorted());
    expect(all.map((object) => messages(built.compiledKind(kind), object)?.toSorted())).toEqual(bySource);
    expect(bySource.filter((found) => found?.length === 0).length, path).toBeLessThan(all.length);
  });
});
