import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { delimiter, dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { parseYaml } from "../../src/base/yaml.ts";
import { commentMarker } from "../../src/verify/report/markdown.ts";
import { scratchRepository, type ScratchRepository } from "../cli/scratch-repository.ts";
import { scratchFolder } from "../project/scratch-folder.ts";

const packageRoot = new URL("../..", import.meta.url).pathname.replace(/\/$/, "");
const Step = z.object({
  id: z.string().optional(),
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).default({}),
});
const Action = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string() })),
  runs: z.object({ steps: z.array(Step) }),
});

function action(): z.output<typeof Action> {
  const parsed = parseYaml(readFileSync(join(packageRoot, "action.yml"), "utf8"));
  if ("problem" in parsed) throw new Error(parsed.problem);
  return Action.parse(parsed.value);
}

let project: ScratchRepository;
let server: Server;
let asked: { readonly method: string; readonly path: string; readonly body: string }[] = [];
beforeAll(async () => {
  project = await scratchRepository();
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      asked.push({ method: request.method ?? "", path: request.url ?? "", body });
      response.writeHead(200, { "content-type": "application/json" }).end(request.method === "GET" ? "[]" : "{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  project.reset();
  asked = [];
});
afterAll(async () => {
  project.remove();
  await new Promise((resolve) => server.close(resolve));
});

/** What became of a run: what was printed, the outputs of `verify`, the page of the run, and how the job ended. */
interface Outcome {
  readonly printed: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly page: string;
  readonly code: number;
}

/** Runs the steps that are scripts, one after the other, as a runner does a composite action; those that build or come from elsewhere are left out. */
async function runAction(
  given: Readonly<Record<string, string>>,
  event: { readonly name: string; readonly pullRequest?: number },
): Promise<Outcome> {
  const pullRequest = { number: event.pullRequest, body: null, head: { sha: "a".repeat(40) } };
  const temporary = scratchFolder({
    output: "",
    summary: "",
    "event.json": JSON.stringify({ pull_request: pullRequest }),
  });
  mkdirSync(join(temporary, "runner"));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const { inputs, runs } = action();
  const known = new Map<string, string>([
    ...Object.entries(inputs).map(([name, input]) => [`inputs.${name}`, input.default] as const),
    ...Object.entries(given).map(([name, value]) => [`inputs.${name}`, value] as const),
    ["github.action_path", packageRoot],
    ["github.event.pull_request.number", String(event.pullRequest ?? "")],
  ]);
  const filled = (text: string): string => text.replaceAll(/\$\{\{ (.*?) \}\}/g, (_, name: string) => known.get(name) ?? "");
  const holds = (condition: string): boolean =>
    condition.split(" && ").every((part) => {
      const [, name = "", operator, wanted] = /^(\S+) (==|!=) '(.*)'$/.exec(part) ?? [];
      if (operator === undefined) throw new Error(`The condition "${part}" is not understood`);
      return ((known.get(name) ?? "") === wanted) === (operator === "==");
    });
  let printed = "";
  let code = 0;
  for (const { id, name, if: condition, run, env } of runs.steps) {
    if (run === undefined || name === "Build Rampart" || (condition !== undefined && !holds(condition))) continue;
    const done = await bash(run, {
      PATH: `${dirname(process.execPath)}${delimiter}${process.env["PATH"] ?? ""}`,
      GITHUB_ACTION_PATH: packageRoot,
      GITHUB_API_URL: `http://127.0.0.1:${port}`,
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: join(temporary, "event.json"),
      GITHUB_OUTPUT: join(temporary, "output"),
      GITHUB_REPOSITORY: "shop/rollouts",
      GITHUB_STEP_SUMMARY: join(temporary, "summary"),
      RUNNER_TEMP: join(temporary, "runner"),
      CI: "true",
      ...Object.fromEntries(Object.entries(env).map(([variable, text]) => [variable, filled(text)])),
    });
    printed += done.printed;
    code = done.code;
    if (id !== undefined)
      for (const [output, value] of Object.entries(outputsIn(temporary))) known.set(`steps.${id}.outputs.${output}`, value);
    if (code !== 0) break;
  }
  return { printed, outputs: outputsIn(temporary), page: readFileSync(join(temporary, "summary"), "utf8"), code };
}

function outputsIn(temporary: string): Readonly<Record<string, string>> {
  const lines = readFileSync(join(temporary, "output"), "utf8").split("\n");
  return Object.fromEntries(lines.flatMap((line) => (line === "" ? [] : [[line.split("=")[0] ?? "", line.slice(line.indexOf("=") + 1)]])));
}

/** As `shell: bash` of a step. */
function bash(script: string, env: Readonly<Record<string, string>>): Promise<{ readonly printed: string; readonly code: number }> {
  return new Promise((resolve) => {
    execFile("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], { cwd: project.root, env }, (error, stdout, stderr) =>
      resolve({ printed: stdout + stderr, code: error === null ? 0 : Number(error.code ?? 1) }),
    );
  });
}

const fault = "dist/production/checkout/RUNBOOK.md";

describe("the action", () => {
  test("is quiet about a sound project, and says so on the page of the run", async () => {
    const { outputs, page, code } = await runAction({ base: "" }, { name: "push" });
    expect(code).toBe(0);
    expect(outputs["result"]).toBe("0");
    expect(page).toContain(commentMarker);
    expect(existsSync(outputs["sarif"] ?? "")).toBe(true);
    expect(asked).toEqual([]);
  });

  test("annotates a pull request with a fault, comments on it, and fails after all of that", async () => {
    project.edit(fault, (text) => `${text}\nAnything goes.\n`);
    const { printed, outputs, code } = await runAction(
      { base: "main", comment: "true", token: "secret" },
      { name: "pull_request", pullRequest: 7 },
    );
    expect(printed).toContain(`::error file=${fault},`);
    expect(code).toBe(1);
    expect(outputs["result"]).toBe("1");
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /repos/shop/rollouts/issues/7/comments?per_page=100&page=1",
      "POST /repos/shop/rollouts/issues/7/comments",
    ]);
    expect(asked[1]?.body).toContain("tree-equal");
  });

  test("judges by data only when it is told to, and runs no definition", async () => {
    project.edit("rollouts/checkout.ts", 'import { writeFileSync } from "node:fs";\nwriteFileSync("ran", "");\nexport default {};\n');
    const { outputs } = await runAction({ base: "main", "data-only": "true" }, { name: "pull_request_target", pullRequest: 7 });
    expect(outputs["result"]).toMatch(/^[01]$/);
    expect(existsSync(join(project.root, "ran"))).toBe(false);
  });

  test("refuses to run definitions where the repository's secrets are, and still ends the job as failed", async () => {
    const { printed, outputs, code } = await runAction({ base: "main" }, { name: "pull_request_target", pullRequest: 7 });
    expect(printed).toContain('Cannot run definitions on event "pull_request_target"');
    expect([outputs["result"], outputs["sarif"], code]).toEqual(["2", undefined, 2]);
  });

  test.each(["main; touch ran", "$(touch ran)", "--output=text=ran", "`touch ran`"])(
    "takes the input %s for a revision, not for code",
    async (base) => {
      const { code } = await runAction({ base }, { name: "push" });
      expect(code).toBe(2);
      expect(existsSync(join(project.root, "ran"))).toBe(false);
    },
  );

  test("a folder with a blank in its name is one folder", async () => {
    const root = scratchFolder({ "my rollouts/rollouts/.keep": "" });
    writeFileSync(join(root, "my rollouts/rollouts/a.ts"), "export default {};\n");
    const { printed, code } = await runAction({ base: "", root: join(root, "my rollouts") }, { name: "push" });
    expect(printed).toContain("Cannot find an environment");
    expect(code).toBe(2);
  });
});
