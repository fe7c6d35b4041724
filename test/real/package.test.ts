import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { part } from "./harness/part.ts";

const { system, breakable } = part();
system("npm", execFileSync("npm", ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
/** Files of the package that are taken away once it is installed. */
const missing: readonly string[] = breakable([], "the types of definitions are left out", () => ["lib/index.d.ts"]);

const root = new URL("../..", import.meta.url).pathname;
let folder = "";

/** Installs the packed tarball beside a small project, as a user does. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rampart-package-"));
  execFileSync("npm", ["run", "--silent", "build"], { cwd: root });
  const [{ filename }] = JSON.parse(execFileSync("npm", ["pack", "--json", "--pack-destination", folder], { cwd: root, encoding: "utf8" }));
  const project = join(folder, "project");
  mkdirSync(project);
  cpSync(new URL("../package/project", import.meta.url).pathname, project, { recursive: true });
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "checkout-rollouts", private: true, type: "module" }));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", join(folder, filename)], { cwd: project, stdio: "pipe" });
  for (const file of missing) rmSync(join(project, "node_modules/rampart", file));
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function rampart(...args: readonly string[]) {
  return spawnSync(join(folder, "project/node_modules/.bin/rampart"), args, { cwd: join(folder, "project"), encoding: "utf8" });
}

describe("the packed package, installed outside the repository", () => {
  test("compiles a small rollout with a generator of the project's own", () => {
    const { status, stdout, stderr } = rampart("compile");
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toContain("of 1 rendered tree written");
    const tree = join(folder, "project/dist/production/checkout");
    expect(readFileSync(join(tree, "owners.txt"), "utf8")).toBe("checkout: platform\n");
    expect(readdirSync(join(tree, "manifests"))).toContain("ingress-canary.yaml");
    expect(JSON.parse(readFileSync(join(tree, "rampart.lock.json"), "utf8")).files["owners.txt"].generator).toBe("owners");
    expect(rampart("compile", "--check").status).toBe(0);
  }, 60_000);

  test("explains the project's own file", () => {
    expect(rampart("explain", "dist/production/checkout/owners.txt").stdout).toContain(
      "generator    owners: a generator of the project's own",
    );
  }, 30_000);

  test("runs the demo", () => {
    const { status, stdout } = rampart("demo");
    expect(status).toBe(0);
    expect(stdout).toContain("mcp-gateway-rust");
  }, 60_000);

  test("has types that refuse a wrong field and a dangling gate, and accept what is right", () => {
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const options = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--module", "nodenext", "--target", "es2023", "--types", ""];
    const check = (...files: readonly string[]) =>
      spawnSync(process.execPath, [tsc, ...options, ...files], { cwd: join(folder, "project"), encoding: "utf8" });
    expect(check("rollouts/checkout.ts", "environments/production.ts", "rampart.config.ts").stdout).toBe("");
    const source = readFileSync(join(folder, "project/rollouts/checkout.ts"), "utf8");
    const broken = (name: string, from: string, to: string) => {
      expect(source).toContain(from);
      writeFileSync(join(folder, `project/${name}.ts`), source.replace(from, to));
      return check(`${name}.ts`).stdout;
    };
    expect(broken("dangling-gate", 'gates: ["errors"]', 'gates: ["erors"]')).toContain(
      `Type '"erors"' is not assignable to type '"errors"'`,
    );
    expect(broken("wrong-field", "levers: { weight: 5 }", "levers: { wieght: 5 }")).toContain("'wieght' does not exist");
    expect(broken("wrong-duration", 'hold: "48h"', 'hold: "two days"')).toContain(`Type '"two days"' is not assignable`);
  }, 120_000);
});
