import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { installed } from "./harness/installed.ts";
import { part } from "./harness/part.ts";
import { root, textOf, treeRows } from "./ladder-trees.ts";
import { moduleVersion, runTool, scratch } from "./real-tool.ts";

const { system, breakable } = part();
const rows = breakable(
  treeRows.map(([name, tree]) => [name, textOf(tree, "dashboard.json")] as const),
  "panels have a unit that there is not, and a field that Grafana does not know",
  (sound) => sound.map(([name, text]) => [name, text.replaceAll(/"unit": ".*"/g, '"unit": "parsec", "unitt": ""')] as const),
);
const distinct = [...new Set(rows.map(([, text]) => text))];
const sound = readFileSync(join(root, "dist/production/mcp-gateway-rust/dashboard.json"), "utf8");

const Config = z.object({ exclusions: z.record(z.string(), z.object({ reason: z.string().min(20) })) });
const configText = readFileSync(join(root, "examples/dashboard-linter/.lint"), "utf8");
const config = Config.parse(parse(configText));

let where: Awaited<ReturnType<typeof scratch>>;
/** What the compiler says of each dashboard as a literal of Grafana's own type. */
let byGrafana: ReadonlyMap<string, string>;

beforeAll(async () => {
  where = await scratch({ lint: configText });
  byGrafana = typed([...distinct, ...Object.values(misread)]);
  system("dashboard-linter", moduleVersion("dashboard-linter"));
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(installed("grafana-schema/node_modules/@grafana/schema/package.json"), "utf8")));
  system("@grafana/schema", version);
});
afterAll(() => where.remove());

/** What the linter complains of, where it complains. */
function complaints(text: string, settings = "lint"): string {
  where.write("dashboard.json", text);
  const { status, stdout, stderr } = runTool(
    "dashboard-linter",
    ["lint", "--strict", "--config", settings, "dashboard.json"],
    where.folder,
  );
  return status === 0 ? "" : stdout + stderr;
}

const linted = new Map<string, string>();
function lintedOnce(text: string): string {
  const known = linted.get(text) ?? complaints(text);
  linted.set(text, known);
  return known;
}

/** The faults of dashboards by Grafana's own types; one run of the compiler for all. */
function typed(texts: readonly string[]): ReadonlyMap<string, string> {
  cpSync(installed("grafana-schema/dashboard.ts"), join(where.folder, "dashboard.ts"));
  symlinkSync(installed("grafana-schema/node_modules"), join(where.folder, "node_modules"));
  for (const [index, text] of texts.entries()) {
    where.write(
      `board-${index}.ts`,
      `import type { WholeDashboard } from "./dashboard.ts";\nexport const board: WholeDashboard = ${text};\n`,
    );
  }
  const options = ["--strict", "--noEmit", "--skipLibCheck", "--allowImportingTsExtensions", "--types", "", "--module", "nodenext"];
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const files = texts.map((_, index) => `board-${index}.ts`);
  const { stdout, error } = spawnSync(process.execPath, [tsc, ...options, "--pretty", "false", ...files], {
    cwd: where.folder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  const lines = stdout.split("\n").filter((line) => line !== "" && !line.startsWith(" "));
  const stray = lines.filter((line) => !line.startsWith("board-"));
  if (stray.length > 0) throw new Error(`the types of Grafana cannot be used: ${stray.join("\n")}`);
  return new Map(texts.map((text, index) => [text, lines.filter((line) => line.startsWith(`board-${index}.ts(`)).join("\n")]));
}

describe.each(rows)("%s", (_, text) => {
  test("dashboard-linter has nothing to say but what is excluded by name", () => {
    expect(lintedOnce(text)).toBe("");
  });
  test("Grafana's schema knows every field", () => {
    expect(byGrafana.get(text)).toBe("");
  });
});

test.each(Object.keys(config.exclusions))("the exclusion of %s is still needed", (rule) => {
  const { [rule]: _, ...others } = config.exclusions;
  where.write("narrower", stringify({ exclusions: others }));
  expect(complaints(sound, "narrower")).not.toBe("");
});

describe("dashboard-linter refuses", () => {
  const faults: Readonly<Record<string, readonly [from: string | RegExp, to: string]>> = {
    "a query that does not parse": [/"expr": "mcp:rust_gateway_error_rate:5m\{/, '"expr": "mcp:rust_gateway_error_rate:5m{{'],
    "a unit that there is not": ['"unit": "percentunit"', '"unit": "parsec"'],
    "a dashboard that can be edited": ['"editable": false', '"editable": true'],
    "a panel without a description": [/"description": "[^"]*",\n( +"fieldConfig")/, '"description": "",\n$1'],
    "another data source": [/"uid": "\$\{datasource\}"/g, '"uid": "prom"'],
    "a rate over a range of its own": ["[$__rate_interval]", "[3m]"],
  };
  test.each(Object.entries(faults))("%s", (_, [from, to]) => {
    const faulty = sound.replace(from, to);
    expect(faulty).not.toBe(sound);
    expect(complaints(faulty)).not.toBe("");
  });
});

const misread = {
  "a field that there is not": sound.replace('"editable"', '"editible"'),
  "a kind of panel that there is not": sound.replace('"type": "timeseries"', '"type": "timeserie"'),
  "an option of another kind of panel": sound.replace('"graphMode"', '"legend"'),
  "a mode that there is not": sound.replace('"mode": "absolute"', '"mode": "relative"'),
};
test.each(Object.entries(misread))("Grafana's schema refuses %s", (_, text) => {
  expect(text).not.toBe(sound);
  expect(byGrafana.get(text)).toMatch(/error TS/);
});
