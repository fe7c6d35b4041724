import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runProbe } from "../../../src/evidence/probe/run-probe.ts";
import { Probe } from "../../../src/model/probe.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "rampart-probe-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function run(command: string, more: object = {}, stop = new AbortController().signal) {
  const probe = Probe.parse({ kind: "command", title: "T", proves: "P", command, timeout: "5s", ...more });
  const env: Record<string, string | undefined> = { ...process.env, TOKEN: "secret-token", OTHER: "other" };
  const world = { root, env: (name: string) => env[name], fetch, now: Date.now };
  const { result, faults } = await runProbe({ name: "p", probe, instance: undefined, digest: "" }, world, stop, (text) => text);
  return `${result} ${faults.join("; ")}`.trim();
}

describe("a command probe", () => {
  const cases: Record<string, readonly [string, object, string]> = {
    "that ends well": ["true", {}, "pass"],
    "with the exit code that is expected": ["exit 3", { expect: { exit: 3 } }, "pass"],
    "with another exit code": ["exit 3", {}, "fail exit code is 3, expected exit code 0"],
    "that is not installed": ["no-such-command-anywhere", {}, "fail exit code is 127, expected exit code 0"],
    "that a signal ends": ["kill -9 $$", {}, "fail was ended by a signal, expected exit code 0"],
    "that prints what is expected": ["echo one; echo two", { expect: { outputIncludes: "two" } }, "pass"],
    "that prints it on standard error": ["echo two >&2", { expect: { outputIncludes: "two" } }, 'fail output does not have "two"'],
    "that prints JSON as expected": [`echo '{"a":[1]}'`, { expect: { json: [{ path: "a[0]", expect: { equals: 1 } }] } }, "pass"],
    "that prints other JSON": [
      `echo '{"a":[2]}'`,
      { expect: { json: [{ path: "a[0]", expect: { equals: 1 } }] } },
      "fail a[0] is 2, expected 1",
    ],
    "that prints no JSON": ["echo yes", { expect: { json: [{ path: "a", expect: { exists: true } }] } }, "fail output is no JSON"],
    "that prints without end": [
      "head -c 1048577 /dev/zero | tr '\\0' 1",
      { expect: { outputIncludes: "2", json: [{ path: "a", expect: { exists: true } }] } },
      'fail output does not have "2" in its first 1 MiB; output is longer than 1 MiB, and is not read as JSON',
    ],
    "in the project's folder, without input": ['test "$PWD" -ef . && ! read -r', {}, "pass"],
    "with the variables that it names, and no others": [
      'test "$TOKEN" = secret-token && test -z "$OTHER" && test -n "$PATH" && test "$(env | cut -d= -f1 | grep -cvE "^(PATH|HOME|LANG|TOKEN|PWD|SHLVL|_|OLDPWD)$")" = 0',
      { variables: { TOKEN: "a token", UNSET: "not set" } },
      "pass",
    ],
  };
  test.each(Object.entries(cases))("%s", async (_, [command, more, wanted]) => {
    expect(await run(command, more)).toBe(wanted);
  });

  test("runs in the folder", async () => {
    await run("echo here > file");
    expect(readFileSync(join(root, "file"), "utf8")).toBe("here\n");
  });

  test("is ended with all that it started when its time is over", async () => {
    const wanted = "unreachable did not end within 200ms";
    expect(await run("(sleep 0.5; touch survived) & sleep 30", { timeout: "200ms" })).toBe(wanted);
    expect(await run("trap '' TERM; while :; do sleep 0.05; done", { timeout: "200ms" })).toBe(wanted);
    // By now the first command's child would have slept long enough.
    expect(existsSync(join(root, "survived"))).toBe(false);
  });

  test("is not kept waiting by what it leaves in the background", async () => {
    expect(await run("sleep 30 & echo done", { expect: { outputIncludes: "done" } })).toBe("pass");
  });

  test("is ended when we are", async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    expect(await run("sleep 30", {}, stop.signal)).toBe("unreachable was interrupted");
    expect(await run("touch started", {}, stop.signal)).toBe("unreachable was interrupted");
    expect(existsSync(join(root, "started"))).toBe(false);
  });
});
