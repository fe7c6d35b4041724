import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/base/user-error.ts";
import { loadModules } from "../../src/project/load-modules.ts";
import { scratchFolder, writeFiles } from "./scratch-folder.ts";

const hint = "a definition is plain data: it must load without errors and without side effects";

/** A project with a place for what is derived of it. */
function project(files: Readonly<Record<string, string>>): string {
  return scratchFolder({ "node_modules/README.md": "", ...files });
}

const cache = (root: string): readonly string[] => readdirSync(join(root, "node_modules/.cache/rampart"));

test("modules are given by their paths, and what two of them import is run once", async () => {
  const root = project({
    "rollouts/team #1/a.ts": 'import { shared } from "../../shared.ts"; export default { name: "a", shared };',
    "rollouts/b.ts":
      'import { defineRollout } from "rampart"; import { shared } from "../shared.ts"; export default { shared, same: defineRollout(shared) };',
    "shared.ts": "export const shared = { made: Math.random() };",
  });
  const modules = await loadModules(root, ["rollouts/b.ts", "rollouts/team #1/a.ts"]);
  expect([...modules]).toEqual([
    ["rollouts/b.ts", { shared: { made: expect.any(Number) }, same: expect.anything() }],
    ["rollouts/team #1/a.ts", { name: "a", shared: { made: expect.any(Number) } }],
  ]);
  const seen = new Set([...modules.values()].flatMap((module) => (module instanceof Object && "shared" in module ? [module.shared] : [])));
  expect(seen.size).toBe(1);
});

test.each<[string, Readonly<Record<string, string>>, unknown]>([
  ["what is known later", { "a.ts": "export default { one: await Promise.resolve(1) };" }, { one: 1 }],
  ["JSON", { "a.ts": 'import data from "./data.json"; export default data;', "data.json": '{"of": ["JSON"]}' }, { of: ["JSON"] }],
  ["a module of Node", { "a.ts": 'import { sep } from "node:path/posix"; export default sep;' }, "/"],
  [
    "a library",
    { "a.ts": 'import of from "given"; export default of;', "node_modules/given/index.js": "module.exports = require('path').posix.sep;" },
    "/",
  ],
  ["CommonJS", { "a.ts": "module.exports = { old: true };" }, { old: true }],
  ["an empty object", { "a.ts": "export default {};" }, {}],
  ["nothing", { "a.ts": "export const rollout = {};" }, undefined],
  ["not even a module", { "a.ts": "" }, undefined],
])("a module may export %s", async (_, files, value) => {
  expect((await loadModules(project(files), ["a.ts"])).get("a.ts")).toEqual(value);
});

describe("a fault is told with its file", () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ["that is thrown", { "b.ts": 'throw new Error("boom"); export default 1;' }, "Cannot run b.ts: boom"],
    ["that comes later", { "b.ts": 'export default await Promise.reject("gone");' }, "Cannot run b.ts: gone"],
    [
      "of what is imported",
      { "b.ts": 'import "./shared.ts"; export default 1;', "shared.ts": 'throw new Error("boom");' },
      "Cannot run b.ts: boom",
    ],
    [
      "of a module that Node does not have",
      { "b.ts": 'import nope from "node:nope"; export default nope;' },
      "Cannot run b.ts: No such built-in module: node:nope",
    ],
  ])("%s", async (_, files, message) => {
    const root = project({ "a.ts": "export default 1;", "c.ts": 'throw new Error("later");', ...files });
    await expect(loadModules(root, ["a.ts", "b.ts", "c.ts"])).rejects.toEqual(new UserError(message, { hint }));
  });

  test.each([
    ["syntax", "export default {", "b.ts:1:17: Expected identifier but found end of file"],
    ["an import of nothing", 'export default 1;\nimport "./nothing.ts";', 'b.ts:2:8: Could not resolve "./nothing.ts"'],
    [
      "a name that is not exported",
      'import { nope } from "./a.ts"; export default nope;',
      'b.ts:1:10: No matching export in "a.ts" for import "nope"',
    ],
  ])("of %s, with its place", async (_, source, message) => {
    const root = project({ "a.ts": "export default 1;", "b.ts": source, "c.ts": "export default 3;" });
    await expect(loadModules(root, ["a.ts", "b.ts", "c.ts"])).rejects.toThrow(`Cannot read ${message}`);
  });

  test("of a file that is gone", async () => {
    await expect(loadModules(project({}), ["gone.ts"])).rejects.toThrow('Cannot read a definition: Could not resolve "./gone.ts"');
  });
});

describe("the bundle", () => {
  const source = (value: number) => ({
    "a.ts": 'import { value } from "./b.ts"; export default value;',
    "b.ts": `export const value = ${value};`,
  });

  test("is made once, and anew when what it was made of has changed", async () => {
    const root = project(source(1));
    expect(await loadModules(root, ["a.ts"])).toEqual(new Map([["a.ts", 1]]));
    const kept = cache(root);
    expect(kept).toEqual([expect.stringMatching(/^[0-9a-f]{24}\.mjs$/), expect.stringMatching(/^modules-[0-9a-f]{16}\.json$/)]);
    expect(await loadModules(root, ["a.ts"])).toEqual(new Map([["a.ts", 1]]));
    expect(cache(root)).toEqual(kept);
    writeFiles(root, source(2));
    expect(await loadModules(root, ["a.ts"])).toEqual(new Map([["a.ts", 2]]));
  });

  test("leaves nothing behind where it cannot be made", async () => {
    const root = project({ "a.ts": "export default {" });
    await expect(loadModules(root, ["a.ts"])).rejects.toThrow("Cannot read a.ts");
    expect(cache(root)).toEqual([]);
  });

  test("of a run alone is made in its folder, where it is found again", async () => {
    const [root, fresh] = [project(source(1)), scratchFolder()];
    await loadModules(root, ["a.ts"]);
    writeFiles(root, source(2));
    expect(await loadModules(root, ["a.ts"], fresh)).toEqual(new Map([["a.ts", 2]]));
    writeFiles(root, source(3));
    expect(await loadModules(root, ["a.ts"], fresh)).toEqual(new Map([["a.ts", 2]]));
    expect(readdirSync(fresh)).toEqual([expect.stringMatching(/^modules-[0-9a-f]{16}\.mjs$/)]);
  });
});
