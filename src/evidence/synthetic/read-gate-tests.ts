import { UserError } from "../../base/user-error.ts";
import { parseYaml } from "../../base/yaml.ts";
import { check } from "../../model/check.ts";
import { GateTests } from "./gate-test.ts";

/** Reads a file of gate tests. Throws a {@link UserError} with every problem of it. */
export function readGateTests(file: string, text: string): GateTests {
  const parsed = parseYaml(text);
  if ("problem" in parsed) throw new UserError(`Cannot read ${file}: ${parsed.problem}`, { hint: "expected YAML with a list of tests" });
  const { value, problems } = check(GateTests, parsed.value);
  if (value === undefined) {
    throw new UserError([`Cannot read ${file}:`, ...problems.map(({ path, message }) => `  - ${path} ${message}`)].join("\n"), {
      hint: "docs/gates.md shows the format",
    });
  }
  return value;
}
