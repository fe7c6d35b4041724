import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "../../src/base/sha256.ts";
import { rampart } from "./scratch.ts";
import { checkout, scratchRepository, type ScratchRepository } from "./scratch-repository.ts";
import { verifyIn } from "./verify-in.ts";

const { folder, state, ledger, definition } = checkout;

let project: ScratchRepository;
beforeAll(async () => {
  project = await scratchRepository();
});
afterEach(() => project.reset());
afterAll(() => project.remove());

const { verify, found } = verifyIn(() => project);

describe("rampart verify", () => {
  test("finds nothing in what was compiled, with definitions, by data only and since a revision", async () => {
    expect(await verify()).toEqual({ code: 0, stdout: "clean: 1 rendered folder of 1 rollout\n", stderr: "" });
    expect(await verify("--data-only")).toEqual({ code: 0, stdout: "clean: 1 rendered folder of 1 rollout, by data only\n", stderr: "" });
    expect(await verify("--base", "main")).toEqual({
      code: 0,
      stdout: "clean: 1 rendered folder of 1 rollout, none changed since main\n",
      stderr: "",
    });
  });

  test("writes nothing but its cache", async () => {
    const files = () => readdirSync(project.root, { recursive: true, encoding: "utf8" }).filter((path) => !path.startsWith(".git/"));
    const before = files();
    await verify();
    expect(files()).toEqual(before);
  });

  test("tells a file that was changed by hand, with the line", async () => {
    project.edit(`${folder}/RUNBOOK.md`, (text) => text.replace("Sales drop", "Sales rise"));
    const line =
      readFileSync(join(project.root, folder, "RUNBOOK.md"), "utf8")
        .split("\n")
        .findIndex((one) => one.includes("Sales rise")) + 1;
    expect(await found()).toEqual({ code: 1, told: [`tree-equal error ${folder}/RUNBOOK.md:${line}`] });
    expect(await found("--data-only")).toEqual({ code: 1, told: [`tree-lock error ${folder}/RUNBOOK.md`] });
  });

  test("tells a file that was forged together with its lock, where definitions are run", async () => {
    project.edit(`${folder}/RUNBOOK.md`, (text) => text.replace("Sales drop", "Sales rise"));
    const forged = sha256(readFileSync(join(project.root, folder, "RUNBOOK.md"), "utf8"));
    project.edit(`${folder}/rampart.lock.json`, (text) => text.replace(/("RUNBOOK.md": \{[^}]*"sha256": ")[0-9a-f]+/, `$1${forged}`));
    expect((await found("--data-only")).told).toEqual([]);
    expect((await found()).told).toEqual([expect.stringMatching(`^tree-equal error ${folder}/RUNBOOK.md:\\d+$`)]);
  });

  test("tells links, and does not follow them", async () => {
    rmSync(join(project.root, folder, "RUNBOOK.md"));
    symlinkSync("/etc/passwd", join(project.root, folder, "RUNBOOK.md"));
    const { code, told } = await found();
    expect(code).toBe(1);
    expect(told.filter((one) => one.startsWith("tree-"))).toEqual([`tree-regular error ${folder}/RUNBOOK.md`]);
    expect((await verify()).stdout).not.toContain("root:");
  });

  test("tells a link in place of dist/, whatever it has printed of what the link leads to", async () => {
    mkdirSync(join(project.root, "node_modules"));
    expect((await verify()).code).toBe(0);
    renameSync(join(project.root, "dist"), join(project.root, "elsewhere"));
    symlinkSync("elsewhere", join(project.root, "dist"));
    const { stdout } = await verify();
    rmSync(join(project.root, "dist"));
    renameSync(join(project.root, "elsewhere"), join(project.root, "dist"));
    expect(stdout).toContain('dist  error  tree-regular\n  "dist" is a symbolic link\n');
  });

  test("tells a state that was moved by hand", async () => {
    project.edit(state, "stage: second\n");
    const { code, told } = await found("--data-only");
    expect({ code, told }).toEqual({ code: 1, told: [`state-stage error ${state}:1`] });
  });

  test("tells a definition that is wrong with line, column and hint, and judges the rest all the same", async () => {
    project.edit(definition, (text) => text.replace('gates: ["counted"]', 'gates: ["conted"]'));
    writeFileSync(join(project.root, folder, "notes.txt"), "mine\n");
    expect(await verify()).toEqual({
      code: 2,
      stderr: "",
      stdout: `dist/production/checkout/notes.txt  error  tree-stray
  "dist/production/checkout/notes.txt" is in no lock: no generator has written it
  hint  remove it, or write it by a generator in rampart.config.ts
  page  rampart explain tree-stray

rollouts/checkout.ts:20:96  error  definition-invalid
  ladders.production.stages[2].gates[0]: names gate "conted", which the rollout does not define
  19 |         { name: "first", title: "First till", levers: { wave: ["till-1"] }, hold: "24h", gates: ["reviewed", "counted"] …
  20 |         { name: "second", title: "Second till", levers: { wave: "rest" }, hold: "24h", gates: ["conted"] },
     |                                                                                                ^
  hint  did you mean "counted"? Else add it to gates
  page  rampart explain definition-invalid

2 errors: 1 rendered folder of 1 rollout, definitions could not be read
`,
    });
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
    expect(await found()).toEqual({ code: 1, told: [`ledger-form error ${ledger}:3`] });
  });

  test("writes as many reports as are asked for", async () => {
    const { code, stdout } = await verify("--format", "github", "--output", "sarif=out.sarif", "--output", "junit=out.xml");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "rampart: clean: 1 rendered folder of 1 rollout\n" });
    expect(readFileSync(join(project.root, "out.sarif"), "utf8")).toContain('"version": "2.1.0"');
    expect(readFileSync(join(project.root, "out.xml"), "utf8")).toContain("<testsuites");
  });

  const wrong: readonly (readonly [args: readonly string[], stderr: string])[] = [
    [["--format", "txt"], 'error Cannot report as "txt"\nhint  did you mean "text"?\n'],
    [
      ["--format", "constructor"],
      'error Cannot report as "constructor"\nhint  use one of text, json, github, sarif, junit, codequality, markdown\n',
    ],
    [
      ["--output", "out.sarif"],
      'error Cannot write to --output "out.sarif"\nhint  name a format and a file: --output sarif=rampart.sarif\n',
    ],
    [["--now", "yesterday"], 'error Cannot read --now "yesterday": expected a UTC time\nhint  for example --now 2026-11-20T09:00:00Z\n'],
    [["--base", "nowhere"], 'error Cannot find revision "nowhere" in this repository\nhint  fetch it first: git fetch origin nowhere\n'],
    [
      ["--base", "--output=x"],
      'error Cannot compare with revision "--output=x": expected a branch, a tag or a commit\nhint  for example --base origin/main\n',
    ],
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
    expect({ code, told: new Set(told) }).toEqual({
      code: 0,
      told: new Set([expect.stringMatching(/^own-title warning rollouts\/checkout\.ts:\d+$/)]),
    });
    expect((await found("--strict")).code).toBe(1);
    expect((await found("--data-only")).told).toEqual([]);
  });

  test("take no name that is taken", async () => {
    project.edit("rampart.config.ts", config("tree-equal"));
    const { code, stdout } = await verify();
    expect(code).toBe(2);
    expect(stdout).toContain(
      'rampart.config.ts  error  definition-invalid\n  Cannot use rampart.config.ts: two checks are called "tree-equal"\n',
    );
  });
});

test("rampart explain prints the page of a check", async () => {
  const { code, stdout } = await rampart(project.root, "explain", "tree-equal");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^# tree-equal\n/);
  expect(await rampart("/", "explain", "tree-equl")).toEqual({
    code: 2,
    stdout: "",
    stderr: 'error Cannot explain "tree-equl": there is no such check\nhint  did you mean "tree-equal"?\n',
  });
});

const ownPolicy = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: tracked }
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [rampart.dev], apiVersions: [v1alpha1], operations: [CREATE], resources: [rollouts] }
  validations:
    - expression: "'tracker' in object.metadata.labels"
      message: every rollout names its tracker
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: tracked }
spec: { policyName: tracked, validationActions: [Warn] }
`;

test("a policy of the project's own is told with its file, and explained from it", async () => {
  project.edit("policies/own/tracked.yml", ownPolicy);
  const { code, stdout } = await verify();
  expect(code).toBe(0);
  expect(stdout).toContain(`warning  policy-tracked
  policy "tracked" forbids Rollout "checkout": every rollout names its tracker`);
  expect(stdout).toContain("hint  correct it in the definition; what is asked for stands in policies/own/tracked.yml\n");
  expect((await rampart(project.root, "explain", "policy-tracked")).stdout).toContain(
    "A policy of this project, in `policies/own/tracked.yml`.\n",
  );
  const unknown = await rampart(project.root, "explain", "policy-trackd");
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining("there is no such check") });
});

test("a definition that was renamed with its folder left behind is told once for each", async () => {
  renameSync(join(project.root, folder), join(project.root, "dist/production/old-name"));
  const { code, told } = await found();
  expect(code).toBe(1);
  expect(told).toContain(`tree-equal error ${folder}`);
  expect(told).toContain("tree-equal error dist/production/old-name");
});
