import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const root = new URL("../..", import.meta.url).pathname;

/** What a module names in its imports, types left out. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), "utf8");
  const fixed = [...text.matchAll(/^(?:import|export) (?!type )[^;]*?from "([^"]+)"/gm), ...text.matchAll(/^import "([^"]+)"/gm)];
  const later = text.matchAll(/\bimport\("([^"]+)"\)/g);
  return [...fixed, ...later].map(([, name = ""]) => name);
}

/** Asks Prometheus again, where somebody wants that: loaded by `--live` and by nothing else. */
const live = "src/cli/live-evidence.ts";

/** Every module of ours that loading one may load, but for those behind `without`, with what they import from elsewhere. */
function reach(
  entry: string,
  without?: string,
): { readonly files: readonly string[]; readonly packages: ReadonlyMap<string, readonly string[]> } {
  const files = new Set<string>();
  const packages = new Map<string, string[]>();
  const visit = (file: string) => {
    if (files.has(file) || file === without) return;
    files.add(file);
    for (const name of importsOf(file)) {
      if (name.startsWith(".")) visit(relative(root, resolve(root, dirname(file), name)));
      else packages.set(name, [...(packages.get(name) ?? []), file]);
    }
  };
  visit(entry);
  return { files: [...files], packages };
}

const verify = reach("src/cli/commands/verify.ts", live);

test("verify reaches its checks, or this test would prove nothing", () => {
  expect(verify.files).toContain("src/verify/checks/tree-equal.ts");
  expect(verify.files).toContain("src/project/load-modules.ts");
  expect(verify.files.length).toBeGreaterThan(100);
});

/** Modules that can open a connection. */
const network = new Set([
  "node:net",
  "node:http",
  "node:https",
  "node:http2",
  "node:tls",
  "node:dns",
  "node:dgram",
  "@octokit/rest",
  "undici",
]);
const connects = (file: string) =>
  importsOf(file).some((name) => network.has(name) || network.has(`node:${name}`)) ||
  /\b(fetch|WebSocket|EventSource)\(/.test(readFileSync(join(root, file), "utf8"));

test("nothing that verify loads of ours opens a connection", () => {
  expect(verify.files.filter(connects)).toEqual([]);
});

test("what asks Prometheus again is loaded by --live alone", () => {
  const command = readFileSync(join(root, "src/cli/commands/verify.ts"), "utf8");
  expect(command).not.toMatch(/^import (?!type )[^;]*live-evidence/m);
  expect(importsOf(live)).toContain("../evidence/prometheus/environment-source.ts");
});

test("with --live, it is the reader of Prometheus that opens connections, and nothing else; no probe is run", () => {
  const { files, packages } = reach(live);
  expect(files.filter(connects).toSorted()).toEqual([
    // Tells addresses from names; opens none.
    "src/base/is-loopback.ts",
    "src/evidence/prometheus/endpoint.ts",
    "src/evidence/prometheus/fetch-transport.ts",
    "src/evidence/prometheus/tls-transport.ts",
  ]);
  expect(packages.get("node:child_process")).toEqual(["src/project/git-run.ts"]);
  expect(files.filter((file) => file.startsWith("src/evidence/probe/run-"))).toEqual([]);
});

test("only one module starts a process, and it starts git", () => {
  expect(verify.packages.get("node:child_process")).toEqual(["src/project/git-run.ts"]);
  expect(readFileSync(join(root, "src/project/git-run.ts"), "utf8").match(/spawnSync\("[^"]+"/g)).toEqual(['spawnSync("git"']);
  expect(["node:vm", "node:cluster"].filter((name) => verify.packages.has(name))).toEqual([]);
});

test("only one module starts a thread, which loads nothing that verify itself does not", () => {
  expect(verify.packages.get("node:worker_threads")).toEqual(["src/cli/start-inspection-helper.ts"]);
  const starts = readFileSync(join(root, "src/cli/start-inspection-helper.ts"), "utf8").match(/new Worker\([^;]*;/g);
  expect(starts).toEqual(['new Worker(new URL("./inspection-worker.js", import.meta.url));']);
  expect(readFileSync(join(root, "src/cli/inspection-worker.ts"), "utf8").match(/serveInspections\(/g)).toHaveLength(1);
  expect(reach("src/cli/serve-inspections.ts").files.filter((file) => !verify.files.includes(file))).toEqual([
    "src/cli/serve-inspections.ts",
  ]);
});

test("the environment is read in two places, by name", () => {
  const readers = verify.files.filter((file) =>
    /\bprocess\b.*\benv\b|\benv\b.*\bprocess\b|\bimport\.meta\.env\b|\bio\.env\b/.test(readFileSync(join(root, file), "utf8")),
  );
  expect(readers.toSorted()).toEqual(["src/cli/commands/verify.ts", "src/project/git-run.ts"]);
  const command = readFileSync(join(root, "src/cli/commands/verify.ts"), "utf8");
  expect([...command.matchAll(/io\.env\?\.\("(\w+)"\)/g)].map(([, name]) => name)).toEqual(["GITHUB_EVENT_NAME", "CI"]);
  // The third hands the credentials of Prometheus to --live.
  expect(command.match(/io\.env/g)).toHaveLength(3);
  const git = readFileSync(join(root, "src/project/git-run.ts"), "utf8");
  expect(/const known = \[([^\]]*)\]/.exec(git)?.[1]).toBe(
    '"PATH", "HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "SystemRoot", "USERPROFILE"',
  );
  expect(git.match(/process\.env/g)).toHaveLength(1);
});

test("judging data alone loads nothing that runs definitions, but by name when it is asked to", () => {
  const { files } = reach("src/verify/verify.ts");
  const text = readFileSync(join(root, "src/verify/verify.ts"), "utf8");
  expect(text).toContain("options.dataOnly === true ? undefined : await loadReader(");
  const eager = files.filter((file) => existsSync(join(root, file)) && importsOf(file).some((name) => name.endsWith("/load-modules.ts")));
  expect(eager).toEqual(["src/project/read-project.ts"]);
  const readers = files.filter((file) => importsOf(file).some((name) => name.endsWith("/read-project.ts")));
  expect(readers).toEqual(["src/verify/read-definitions.ts"]);
});
