import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { rampart, rampartOn } from "./scratch.ts";
import { scratchRepository, type ScratchRepository } from "./scratch-repository.ts";

const now = "2026-11-20T12:00:00Z";
const folder = "dist/production/mcp-gateway-rust";
const state = "environments/production/mcp-gateway-rust.yaml";
const ledger = "environments/production/mcp-gateway-rust.ledger.jsonl";
const definition = "rollouts/mcp-gateway-rust.ts";

let project: ScratchRepository;
beforeAll(async () => {
  project = await scratchRepository("mcp-gateway-rust");
});
afterEach(() => project.reset());
afterAll(() => project.remove());

const verify = (...args: readonly string[]) => rampart(project.root, "verify", "--now", now, ...args);

/** What was found, as `code severity file:line`, as a machine reads it. */
async function found(...args: readonly string[]): Promise<{ readonly code: number; readonly told: readonly string[] }> {
  const { code, stdout } = await verify("--format", "json", ...args);
  const { findings }: { findings: readonly { code: string; severity: string; file: string; position?: { line: number } }[] } = JSON.parse(stdout);
  return { code, told: findings.map((one) => `${one.code} ${one.severity} ${one.file}${one.position === undefined ? "" : `:${one.position.line}`}`) };
}

describe("rampart verify", () => {
  test("finds nothing in what was compiled, with definitions, by data only and since a revision", async () => {
    expect(await verify()).toEqual({ code: 0, stdout: "clean: 2 rendered folders of 1 rollout\n", stderr: "" });
    expect(await verify("--data-only")).toEqual({ code: 0, stdout: "clean: 2 rendered folders of 1 rollout, by data only\n", stderr: "" });
    expect(await verify("--base", "main")).toEqual({ code: 0, stdout: "clean: 2 rendered folders of 1 rollout, none changed since main\n", stderr: "" });
  });

  test("writes nothing but its cache", async () => {
    const files = () => readdirSync(project.root, { recursive: true, encoding: "utf8" }).filter((path) => !path.startsWith(".git/"));
    const before = files();
    await verify();
    expect(files()).toEqual(before);
  });

  test("tells a file that was changed by hand, with the line", async () => {
    project.edit(`${folder}/values.yaml`, (text) => text.replace("0.9.4", "0.9.5"));
    const line = readFileSync(join(project.root, folder, "values.yaml"), "utf8").split("\n").findIndex((one) => one.includes("0.9.5")) + 1;
    expect(await found()).toEqual({ code: 1, told: [`tree-equal error ${folder}/values.yaml:${line}`] });
    expect(await found("--data-only")).toEqual({ code: 1, told: [`tree-lock error ${folder}/values.yaml`] });
  });

  test("tells a lock that was forged with the file, where definitions are run", async () => {
    project.edit(`${folder}/rules.yaml`, (text) => text.replace("0.001", "0.5"));
    await rampart(project.root, "verify", "--data-only");
    const { told } = await found();
    expect(told.filter((one) => one.includes("rules.yaml"))).toHaveLength(1);
  });

  test("tells links, and does not follow them", async () => {
    rmSync(join(project.root, folder, "RUNBOOK.md"));
    symlinkSync("/etc/passwd", join(project.root, folder, "RUNBOOK.md"));
    expect(await found()).toEqual({ code: 1, told: [`tree-regular error ${folder}/RUNBOOK.md`] });
    const { stdout } = await verify();
    expect(stdout).not.toContain("root:");
  });

  test("tells a state that was moved by hand", async () => {
    project.edit(state, "stage: canary-10\n");
    const { code, told } = await found("--data-only");
    expect({ code, told }).toEqual({ code: 1, told: [`ledger-state error ${ledger}:7`, `state-stage error ${state}:1`] });
  });

  test("tells a definition that is wrong with line, column and hint, and judges the rest all the same", async () => {
    project.edit(definition, (text) => text.replace(/(\n\s*gates: \[\s*)"error-rate"/, '$1"eror-rate"'));
    writeFileSync(join(project.root, folder, "notes.txt"), "mine\n");
    const { code, stdout, stderr } = await verify();
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(stdout).toMatch(/^rollouts\/mcp-gateway-rust\.ts:\d+:\d+ {2}error {2}definition-invalid$/m);
    expect(stdout).toMatch(/^ {2}hint {2}did you mean "error-rate"\?$/m);
    expect(stdout).toMatch(new RegExp(`^${folder}/notes.txt {2}error {2}tree-stray$`, "m"));
    expect(stdout).toMatch(/2 errors: 2 rendered folders of 1 rollout, definitions could not be read\n$/);
  });

  test("tells a definition that does not parse with its place", async () => {
    project.edit(definition, "export default {\n  name: ,\n};\n");
    expect(await found()).toEqual({ code: 2, told: [`definition-invalid error ${definition}:2`] });
  });

  test("tells a definition that does not run", async () => {
    project.edit(definition, 'throw new Error("boom");\nexport default {};\n');
    expect(await found()).toEqual({ code: 2, told: [`definition-invalid error ${definition}`] });
  });

  test("tells a ledger that cannot be read once", async () => {
    project.edit(ledger, (text) => `${text}{\n`);
    expect(await found()).toEqual({ code: 1, told: [`ledger-form error ${ledger}:8`] });
  });

  test("writes as many reports as are asked for", async () => {
    const { code, stdout } = await verify("--format", "github", "--output", "sarif=out.sarif", "--output", "junit=out.xml");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "rampart: clean: 2 rendered folders of 1 rollout\n" });
    expect(readFileSync(join(project.root, "out.sarif"), "utf8")).toContain('"version": "2.1.0"');
    expect(readFileSync(join(project.root, "out.xml"), "utf8")).toContain("<testsuites");
  });

  const wrong: readonly (readonly [args: readonly string[], stderr: string])[] = [
    [["--format", "txt"], 'error Cannot report as "txt"\nhint  did you mean "text"?\n'],
    [["--format", "constructor"], 'error Cannot report as "constructor"\nhint  use one of text, json, github, sarif, junit, markdown\n'],
    [["--output", "out.sarif"], 'error Cannot write to --output "out.sarif"\nhint  name a format and a file: --output sarif=rampart.sarif\n'],
    [["--now", "yesterday"], 'error Cannot read --now "yesterday": expected a UTC time\nhint  for example --now 2026-11-20T09:00:00Z\n'],
    [["--base", "nowhere"], 'error Cannot find revision "nowhere" in this repository\nhint  fetch it first: git fetch origin nowhere\n'],
    [["--base", "--output=x"], 'error Cannot compare with revision "--output=x": expected a branch, a tag or a commit\nhint  for example --base origin/main\n'],
  ];
  test.each(wrong)("%j is wrong use", async ([name = "", value = ""], stderr) => {
    expect(await rampart(project.root, "verify", "--data-only", `${name}=${value}`)).toEqual({ code: 2, stdout: "", stderr });
  });
});

describe("a project's own checks", () => {
  const config = (code: string) => `
    import { defineCheck, defineConfig } from "rampart";
    const owner = defineCheck({
      code: "${code}", severity: "warning", description: "rollouts of this team say so", scope: "definition",
      *check({ rollout, definition }) { yield { message: "the title is " + rollout.title.length + " long", file: definition, path: ["title"] }; },
    });
    export default defineConfig({ checks: [owner] });`;

  test("are run like the built-in ones; --strict fails on what they warn of", async () => {
    project.edit("rampart.config.ts", config("own-title"));
    const { code, told } = await found();
    expect({ code, told: new Set(told) }).toEqual({ code: 0, told: new Set([expect.stringMatching(/^own-title warning rollouts\/mcp-gateway-rust\.ts:\d+$/)]) });
    expect((await found("--strict")).code).toBe(1);
    expect((await found("--data-only")).told).toEqual([]);
  });

  test("take no name that is taken", async () => {
    project.edit("rampart.config.ts", config("tree-equal"));
    const { code, stdout } = await verify();
    expect(code).toBe(2);
    expect(stdout).toContain('rampart.config.ts  error  definition-invalid\n  Cannot use rampart.config.ts: two checks are called "tree-equal"\n');
  });
});

describe("a change since a base revision", () => {
  const evidence = ["error-rate", "p99-latency", "critical-alerts-quiet", "user-complaints", "on-call-ready"].map((gate) => ({ gate, verdict: "pass" }));
  const line = (parts: object = {}) =>
    `${JSON.stringify({ environment: "production", from: "canary-5", to: "canary-10", at: "2026-11-20T11:00:00Z", operator: "j.martin", evidence, ...parts })}\n`;

  async function step(to: string, added: string): Promise<void> {
    project.edit(state, `stage: ${to}\n`);
    project.edit(ledger, (text) => text + added);
    await rampart(project.root, "compile");
  }

  test("a step with its evidence is clean", async () => {
    await step("canary-10", line());
    expect(await verify("--base", "main")).toEqual({ code: 0, stdout: "clean: 2 rendered folders of 1 rollout, 1 rollout changed since main\n", stderr: "" });
  });

  test("a way back is open without evidence, to any stage", async () => {
    await step("before", line({ to: "before", evidence: [], reason: "errors" }));
    expect((await found("--base", "main")).told).toEqual([]);
  });

  test("a stage cannot be left out", async () => {
    await step("canary-25", line({ to: "canary-25" }));
    expect(await found("--base", "main")).toEqual({ code: 1, told: [`transition-stage error ${state}:1`] });
  });

  test("evidence must be whole and fresh", async () => {
    await step("canary-10", line({ evidence: evidence.slice(1), at: "2026-11-19T09:00:00Z" }));
    expect(await found("--base", "main")).toEqual({ code: 1, told: [`transition-evidence error ${ledger}:8`, `transition-evidence error ${ledger}:8`] });
  });

  test("a definition that is edited with a step is told, and the limits it loosens", async () => {
    project.edit(definition, (text) => text.replaceAll('hold: "48h"', 'hold: "1h"'));
    await step("canary-10", line());
    const { code, told } = await found("--base", "main", "--data-only");
    expect(code).toBe(1);
    expect(told).toContain(`transition-files error ${definition}`);
    expect(told.filter((one) => one.startsWith(`transition-limits error ${folder}/rollout.yaml:`)).length).toBeGreaterThan(0);
  });

  test("the ledger's past stays as it was", async () => {
    project.edit(ledger, (text) => text.replace('"operator":"j.martin"', '"operator":"nobody"'));
    await rampart(project.root, "compile");
    const { told } = await found("--base", "main");
    expect(told).toEqual([`transition-ledger error ${ledger}:1`]);
  });

  test("silences are taken from the base: one that the change adds holds once it is merged", async () => {
    project.edit(ledger, (text) => text.replace("2026-10-14T09:00:00Z", "2026-10-12T09:00:00Z"));
    project.edit(definition, (text) =>
      text.replace(/defineRollout\(\{/, 'defineRollout({\n  silences: [{ check: "ledger-order", reason: "the clock was wrong", owner: "platform", until: "2026-12-01" }],'),
    );
    await rampart(project.root, "compile");
    const { code, told } = await found("--base", "main");
    expect(code).toBe(1);
    expect(told).toContain(`ledger-order error ${ledger}:2`);
    expect(told.filter((one) => one.startsWith("transition-policy-edit warning"))).toHaveLength(1);
    expect((await found()).told).toEqual([`ledger-order notice ${ledger}:2`]);
  });

  test("the base's definitions are not run", async () => {
    project.edit(definition, 'throw new Error("the base was run");\n');
    project.commit();
    const { stdout } = await verify("--data-only", "--base", "HEAD");
    expect(stdout).not.toContain("the base was run");
  });
});

describe("trust", () => {
  const trap = 'import { writeFileSync } from "node:fs";\nwriteFileSync("RAN", "");\nexport default {};\n';

  test("--data-only runs no definition, no settings and no template", async () => {
    for (const file of [definition, "environments/production.ts", "rampart.config.ts"]) project.edit(file, trap);
    const { code } = await found("--data-only", "--base", "main");
    expect(code).toBe(0);
    expect(existsSync("RAN") || existsSync(join(project.root, "RAN"))).toBe(false);
  });

  test.each(["pull_request_target", "workflow_run"])("refuses to run definitions on %s", async (event) => {
    expect(await rampartOn({ GITHUB_EVENT_NAME: event }, project.root, "verify")).toEqual({
      code: 2,
      stdout: "",
      stderr: `error Cannot run definitions on event "${event}": it has the repository's secrets, and a definition is code of whoever wrote the change\nhint  add --data-only, or run it on event pull_request, which has no secrets\n`,
    });
    expect((await rampartOn({ GITHUB_EVENT_NAME: event }, project.root, "verify", "--data-only", "--now", now)).code).toBe(0);
  });

  test("on CI, nothing that a checkout brings along is believed: no bundle of definitions, no note that all is clean", async () => {
    mkdirSync(join(project.root, "node_modules"));
    await verify();
    const cache = join(project.root, "node_modules/.cache/rampart");
    const bundles = readdirSync(cache, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith("mcp-gateway-rust.mjs"));
    expect(bundles).toHaveLength(1);
    project.edit(join("node_modules/.cache/rampart", bundles[0] ?? ""), (text) => text.replace(/title: "[^"]*"/, 'title: "Forged"'));
    expect((await found()).told.length).toBeGreaterThan(0);
    const onCi = await rampartOn({ CI: "true" }, project.root, "verify", "--now", now);
    expect(onCi).toEqual({ code: 0, stdout: "clean: 2 rendered folders of 1 rollout\n", stderr: "" });
  });

  test("survives a folder of hostile files", async () => {
    const bombs: Readonly<Record<string, string>> = {
      "rollout.yaml": `a: &a [x]\nb: &b [${"*a,".repeat(9)}]\nc: [${"*b,".repeat(9)}]\n`,
      "rules.yaml": "- ".repeat(50_000),
      "rules.test.yaml": `${"[".repeat(100_000)}`,
      "values.yaml": "__proto__:\n  polluted: true\n",
      "rampart.lock.json": `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
      "dashboard.json": `{"panels": ${"[".repeat(200_000)}${"]".repeat(200_000)}}`,
      "manifests/prometheusrule.yaml": `a: ${"{b: ".repeat(20_000)}`,
      "RUNBOOK.md": `${"[".repeat(50_000)}${"<!--".repeat(10_000)}`,
      "manifests/httproute.yaml": `${"? ".repeat(30_000)}\n`,
      "values.schema.json": '{"$ref": "#", "pattern": "(a+)+$"}',
    };
    for (const [path, text] of Object.entries(bombs)) project.edit(`${folder}/${path}`, text);
    project.edit(ledger, `${"[".repeat(100_000)}\n${'{"__proto__":{"x":1}}'}\n`);
    project.edit(state, "stage: &a [*a]\n");
    const { code, stdout } = await verify("--data-only", "--base", "main");
    expect(code).toBe(1);
    expect(stdout).not.toContain("The check broke");
    expect(Object.keys({})).toEqual([]);
    expect("polluted" in {}).toBe(false);
  });
});

test("rampart explain prints the page of a check", async () => {
  const { code, stdout } = await rampart(project.root, "explain", "tree-equal");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^# tree-equal\n/);
  expect(await rampart("/", "explain", "tree-equl")).toEqual({ code: 2, stdout: "", stderr: 'error Cannot explain "tree-equl": there is no such check\nhint  did you mean "tree-equal"?\n' });
});

test("a definition that was renamed with its folder left behind is told once for each", async () => {
  renameSync(join(project.root, folder), join(project.root, "dist/production/old-name"));
  const { code, told } = await found();
  expect(code).toBe(1);
  expect(told).toContain(`tree-equal error ${folder}`);
  expect(told).toContain("tree-equal error dist/production/old-name");
});
