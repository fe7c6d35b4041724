import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { builtIn } from "../src/compile/generators/index.ts";
import { commandNames, commands } from "../src/cli/commands/index.ts";

const root = new URL("..", import.meta.url).pathname;
const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => join("src", file));

describe("generators", () => {
  const files = readdirSync(join(root, "src/compile/generators")).filter((file) => file !== "index.ts");

  test("each file is listed once, by its name", () => {
    const ids = [...builtIn.map(({ id }) => id), "kustomization"];
    expect(ids.toSorted()).toEqual(files.map((file) => basename(file, ".ts")).toSorted());
  });

  test.each(builtIn.map(({ id, description }) => [id, description]))("%s says what its files are for", (_, description) => {
    expect(description.length).toBeGreaterThan(10);
  });
});

test("each command is a file of its name, and help lists it", () => {
  const files = readdirSync(join(root, "src/cli/commands")).filter((file) => file !== "index.ts");
  expect(Object.keys(commands).toSorted()).toEqual(files.map((file) => basename(file, ".ts")).toSorted());
  expect(commandNames.toSorted()).toEqual(Object.keys(commands).toSorted());
});

describe("a file with one exported function or value", () => {
  const single = sources.flatMap((file) => {
    const exported = [
      ...readFileSync(join(root, file), "utf8").matchAll(/^export (?:async )?(const|function|class|interface|type)\*? (\w+)/gm),
    ];
    const values = exported.filter(([, kind = ""]) => !["interface", "type"].includes(kind));
    return values.length === 1 && basename(file) !== "index.ts" ? [[file, exported.map(([, , name = ""]) => name)] as const] : [];
  });

  test.each(single)("%s is named for it, or for its type: %j", (file, names) => {
    // A command is named for what a person types.
    expect(names.map((name) => (file.startsWith("src/cli/commands/") ? name.replace(/Command$/, "") : name).toLowerCase())).toContain(
      basename(file, ".ts").replaceAll("-", ""),
    );
  });
});

test("every type of the glossary exists where it is said to be", () => {
  const rows = [...readFileSync(join(root, "docs/glossary.md"), "utf8").matchAll(/\| `(\w+)` in `([\w/.-]+)` \|$/gm)];
  expect(rows.length).toBeGreaterThan(15);
  for (const [, name = "", file = ""] of rows) {
    expect(readFileSync(join(root, file), "utf8"), `${name} in ${file}`).toMatch(
      new RegExp(`^export (type|interface|const|class) ${name}\\b`, "m"),
    );
  }
});
