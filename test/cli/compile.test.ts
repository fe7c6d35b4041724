import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rampart, scratchProject } from "./scratch.ts";

let project: Awaited<ReturnType<typeof scratchProject>>;
beforeAll(async () => {
  project = await scratchProject("mcp-gateway-rust", "operator-mcp");
});
afterAll(() => project.remove());

const folder = "dist/production/mcp-gateway-rust";

function edit(file: string, change: (text: string) => string): void {
  const path = join(project.root, file);
  writeFileSync(path, change(readFileSync(path, "utf8")));
}

describe("rampart compile --check", () => {
  test("is clean after compile, and writes nothing", async () => {
    const { code, stdout } = await rampart(project.root, "compile", "--check");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^clean {2}\d+ files of 4 rendered trees are as the definitions compile\n$/);
  });

  test("tells missing, changed and stale files apart, and exits 1", async () => {
    rmSync(join(project.root, folder, "rules.yaml"));
    edit(`${folder}/RUNBOOK.md`, (text) => `${text}by hand\n`);
    writeFileSync(join(project.root, folder, "notes.txt"), "mine\n");
    mkdirSync(join(project.root, "dist/production/gone"));
    writeFileSync(join(project.root, "dist/production/gone/values.yaml"), "{}\n");
    const { code, stdout } = await rampart(project.root, "compile", "--check");
    expect(code).toBe(1);
    expect(stdout.split("\n").slice(0, 4)).toEqual([
      "changed  production/mcp-gateway-rust/RUNBOOK.md",
      "stale    production/mcp-gateway-rust/notes.txt",
      "missing  production/mcp-gateway-rust/rules.yaml",
      "stale    production/gone/values.yaml",
    ]);
    expect(existsSync(join(project.root, folder, "rules.yaml"))).toBe(false);
    rmSync(join(project.root, "dist/production/gone"), { recursive: true });
    await rampart(project.root, "compile");
  });

  test("tells the same as JSON", async () => {
    edit(`${folder}/values.yaml`, (text) => text.replace("0.9.4", "0.9.5"));
    const { code, stdout } = await rampart(project.root, "compile", "--check", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      trees: 4,
      clean: false,
      differences: [{ path: "production/mcp-gateway-rust/values.yaml", kind: "changed" }],
    });
    await rampart(project.root, "compile");
  });
});

describe("rampart compile", () => {
  test("puts everything right again, and a second run changes nothing", async () => {
    rmSync(join(project.root, folder, "rules.yaml"));
    const { stdout } = await rampart(project.root, "compile");
    expect(stdout).toMatch(/^created {2}production\/mcp-gateway-rust\/rules\.yaml\ndone {2}1 of \d+ files of 4 rendered trees written\n$/);
    expect((await rampart(project.root, "compile")).stdout).toMatch(/^clean/);
  });

  test("renders a selection only", async () => {
    const { stdout } = await rampart(project.root, "compile", "operator-mcp", "--env", "staging", "--out", "out");
    expect(readdirSync(join(project.root, "out"))).toEqual(["staging"]);
    expect(readdirSync(join(project.root, "out/staging"))).toEqual(["operator-mcp"]);
    expect(stdout).toMatch(/^created {2}staging\/operator-mcp\/ \((\d+) files\)\ndone {2}\1 of \1 files of 1 rendered tree written\n$/);
    rmSync(join(project.root, "out"), { recursive: true });
  });

  test("renders another stage elsewhere, never into dist/", async () => {
    expect(await rampart(project.root, "compile", "mcp-gateway-rust", "--stage", "canary-10")).toMatchObject({
      code: 2,
      stderr: "error Cannot render another stage into dist/: it holds the recorded stages\nhint  add --out DIR\n",
    });
    await rampart(project.root, "compile", "mcp-gateway-rust", "--env", "production", "--stage", "canary-10", "--out", "out");
    expect(readFileSync(join(project.root, "out/production/mcp-gateway-rust/manifests/ingress-canary.yaml"), "utf8")).toContain(
      'canary-weight: "10"',
    );
    rmSync(join(project.root, "out"), { recursive: true });
  });

  test("renders every stage of every ladder, side by side", async () => {
    await rampart(project.root, "compile", "mcp-gateway-rust", "--all-stages", "all");
    expect(readdirSync(join(project.root, "all/production/mcp-gateway-rust"))).toHaveLength(11);
    expect(readdirSync(join(project.root, "all/staging/mcp-gateway-rust"))).toContain("full");
    rmSync(join(project.root, "all"), { recursive: true });
  });

  test("refuses to write through a symbolic link", async () => {
    rmSync(join(project.root, folder), { recursive: true });
    symlinkSync(join(project.root, "rollouts"), join(project.root, folder));
    const { code, stderr } = await rampart(project.root, "compile");
    expect(code).toBe(2);
    expect(stderr).toContain("it is a symbolic link");
    expect(existsSync(join(project.root, "rollouts/RUNBOOK.md"))).toBe(false);
    rmSync(join(project.root, folder));
    await rampart(project.root, "compile");
  });
});

describe("wrong use ends with 2 and says what to do", () => {
  test.each([
    [["compil"], 'error Cannot find command "compil"\nhint  did you mean "compile"?\n'],
    [["compile", "--chek"], "error Cannot run compile: Unknown option '--chek'\nhint  usage: rampart compile"],
    [["compile", "checkout"], 'error Cannot find rollout "checkout"\nhint  use one of mcp-gateway-rust, operator-mcp\n'],
    [["compile", "--env", "prod"], 'error Cannot find environment "prod"\nhint  use one of development, production, staging\n'],
    [["compile", "--stage", "canary-7", "--out", "x"], 'error Cannot find stage "canary-7"'],
    [["plan", "mcp-gateway-rust"], "error Cannot plan: expected a rollout and an environment"],
    [["plan", "mcp-gateway-rust", "development"], 'error Cannot plan "mcp-gateway-rust" in "development": it has no ladder there'],
    [["explain", "README.md"], 'error Cannot explain "README.md": no rollout has rendered it'],
    [["explain", `${folder}/RUNBOK.md`], `hint  did you mean ${folder}/RUNBOOK.md?`],
  ])("%j", async (args, message) => {
    const { code, stderr } = await rampart(project.root, ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test("outside a project", async () => {
    const { code, stderr } = await rampart("/", "compile");
    expect(code).toBe(2);
    expect(stderr).toContain("expected a folder with rollouts/ and environments/");
  });
});

describe("a broken definition", () => {
  test("is told with file, line, path and the nearest name, and nothing is written", async () => {
    const file = "rollouts/mcp-gateway-rust.ts";
    const before = readFileSync(join(project.root, file), "utf8");
    edit(file, (text) => text.replace('signal: "error-rate"', 'signal: "eror-rate"'));
    const { code, stderr } = await rampart(project.root, "compile");
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /rollouts\/mcp-gateway-rust\.ts:\d+:\d+ {2}gates\.error-rate\.signal\n {4}names signal "eror-rate", which the rollout does not define\n {4}→ did you mean "error-rate"\?/,
    );
    writeFileSync(join(project.root, file), before);
    expect((await rampart(project.root, "compile", "--check")).code).toBe(0);
  });

  test.each([
    ["that does not parse", "export default {", /Cannot read rollouts\/broken\.ts:1:17: /],
    ["that throws", 'throw new Error("boom");\nexport default {};', /Cannot run rollouts\/broken\.ts: boom/],
    ["without a default export", "export const rollout = {};", /rollouts\/broken\.ts\n {4}has no default export/],
  ])("%s", async (_, source, message) => {
    const path = join(project.root, "rollouts/broken.ts");
    writeFileSync(path, source);
    const { code, stderr } = await rampart(project.root, "compile");
    rmSync(path);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test.each([
    ["a stage that is not there", "stage: canary-7\n", /production\/operator-mcp\.yaml {2}stage\n {4}names stage "canary-7"/],
    ["an unknown key", "stage: enabled\nweight: 5\n", /unknown key "weight"/],
    ["no YAML", "stage: [\n", /operator-mcp\.yaml\n/],
  ])("a state with %s", async (_, state, message) => {
    const path = join(project.root, "environments/production/operator-mcp.yaml");
    const before = readFileSync(path, "utf8");
    writeFileSync(path, state);
    const { code, stderr } = await rampart(project.root, "compile");
    writeFileSync(path, before);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

test("rampart plan prints the ladder with the current stage", async () => {
  const { code, stdout } = await rampart(project.root, "plan", "mcp-gateway-rust", "production");
  expect(code).toBe(0);
  expect(stdout).toMatch(/▶ {2}canary-5 +day 9 +48h +5 % +weight 5 %/);
  const json = JSON.parse((await rampart(project.root, "plan", "mcp-gateway-rust", "production", "--json")).stdout);
  expect(json).toMatchObject({ rollout: "mcp-gateway-rust", environment: "production", stage: "canary-5" });
});

test("rampart explain tells definition, environment, state and generator", async () => {
  const { stdout } = await rampart(project.root, "explain", `${folder}/rules.yaml`);
  expect(stdout).toContain("definition   rollouts/mcp-gateway-rust.ts");
  expect(stdout).toContain("environment  environments/production.ts");
  expect(stdout).toContain("stage        environments/production/mcp-gateway-rust.yaml");
  expect(stdout).toContain("generator    rules-file: ");
});
