import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { requiredPermissions } from "../../src/forge/github/required-permissions.ts";

const root = new URL("../..", import.meta.url).pathname;
const page = readFileSync(`${root}docs/forge.md`, "utf8");

describe("docs/forge.md", () => {
  test("lists every permission that is needed, and no other", () => {
    const table = page.slice(page.indexOf("| permission | access | for |"));
    const rows = table.slice(0, table.indexOf("\n\n")).split("\n").slice(2);
    expect(rows).toEqual(Object.values(requiredPermissions).map((one) => `| ${one.title} | ${one.access} | ${one.for} |`));
  });

  test("gives a workflow just these, by their names there", () => {
    const block = /```yaml\npermissions:\n([^`]*)```/.exec(page)?.[1] ?? "";
    const given = Object.entries(requiredPermissions).flatMap(([name, { access }]) =>
      name === "metadata" ? [] : [`  ${name.replaceAll("_", "-")}: ${access}\n`],
    );
    expect(block).toBe(given.join(""));
  });

  test("names every variable that is read", () => {
    const sources = ["token/token-source.ts", "read-remote.ts", "connection/proxy-transport.ts"].map((file) =>
      readFileSync(`${root}src/forge/github/${file}`, "utf8"),
    );
    const names = new Set(sources.join("\n").match(/(?<=")(?:RAMPART|GITHUB|GH|HTTPS?|NO)_[A-Z_]+(?=")/g));
    expect(names.size).toBeGreaterThan(8);
    expect([...names].filter((name) => name !== "GITHUB_ACTIONS" && !page.includes(`\`${name}`))).toEqual([]);
  });

  test("tells every kind of fault", () => {
    const kinds = /export type ForgeFaultKind = ([^;]+);/.exec(readFileSync(`${root}src/forge/forge-fault.ts`, "utf8"))?.[1] ?? "";
    const named = [...kinds.matchAll(/"(\w+)"/g)].map(([, kind = ""]) => kind);
    expect(named.length).toBe(7);
    expect(named.filter((kind) => !page.includes(`| \`${kind}\` |`))).toEqual([]);
  });
});
