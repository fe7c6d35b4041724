import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { scratchFolder } from "../project/scratch-folder.ts";
import { rampart, rampartOn } from "./scratch.ts";
import { checkout, scratchRepository, type ScratchRepository } from "./scratch-repository.ts";
import { verifyIn } from "./verify-in.ts";

const { folder, state, ledger, definition, now } = checkout;

let project: ScratchRepository;
beforeAll(async () => {
  project = await scratchRepository();
});
afterEach(() => project.reset());
afterAll(() => project.remove());

const { verify, found } = verifyIn(() => project);

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

  describe("on CI, nothing that a checkout brings along is believed", () => {
    /** A copy of the project that was verified before, with a file of its cache forged. */
    async function forged(name: RegExp, from: string, to: string): Promise<string> {
      mkdirSync(join(project.root, "node_modules"));
      await verify();
      const copy = scratchFolder();
      cpSync(project.root, copy, { recursive: true });
      const cache = join(copy, "node_modules/.cache/rampart");
      const file = readdirSync(cache, { recursive: true, encoding: "utf8" }).find((path) => name.test(path)) ?? "";
      const text = readFileSync(join(cache, file), "utf8");
      expect(text).toContain(from);
      writeFileSync(join(cache, file), text.replace(from, to));
      return copy;
    }
    const clean = { code: 0, stdout: "clean: 1 rendered folder of 1 rollout\n", stderr: "" };

    test("no bundle of definitions", async () => {
      const copy = await forged(/^[0-9a-f]+\.mjs$/, "Checkout in waves", "Forged");
      expect((await rampart(copy, "verify", "--now", now, "--strict")).stdout).toContain("Forged");
      expect(await rampartOn({ CI: "true" }, copy, "verify", "--now", now)).toEqual(clean);
    });

    // Notes are kept by builds alone, which have an identity.
    test.skipIf(!existsSync(new URL("../../lib/build-id", import.meta.url)))("no note of what was found", async () => {
      const copy = await forged(/verified-[0-9a-f]+$/, "clean: ", "forged: ");
      expect((await rampart(copy, "verify", "--now", now)).stdout).toBe("forged: 1 rendered folder of 1 rollout\n");
      expect(await rampartOn({ CI: "true" }, copy, "verify", "--now", now)).toEqual(clean);
    });
  });

  test("survives a folder of hostile files", async () => {
    const bombs: Readonly<Record<string, string>> = {
      "rollout.yaml": `a: &a [x]\nb: &b [${"*a,".repeat(9)}]\nc: [${"*b,".repeat(9)}]\n`,
      "rules.yaml": "- ".repeat(50_000),
      "rules.test.yaml": "[".repeat(100_000),
      "values.yaml": "__proto__:\n  polluted: true\n",
      "rampart.lock.json": `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
      "dashboard.json": `{"panels": ${"[".repeat(200_000)}${"]".repeat(200_000)}}`,
      "manifests/prometheusrule.yaml": `a: ${"{b: ".repeat(20_000)}`,
      "RUNBOOK.md": `${"[".repeat(50_000)}${"<!--".repeat(10_000)}`,
      "manifests/httproute.yaml": `${"? ".repeat(30_000)}\n`,
      "values.schema.json": '{"$ref": "#", "pattern": "(a+)+$"}',
    };
    for (const [path, text] of Object.entries(bombs)) project.edit(`${folder}/${path}`, text);
    project.edit(ledger, `${"[".repeat(100_000)}\n{"__proto__":{"x":1}}\n`);
    project.edit(state, "stage: &a [*a]\n");
    const { code, stdout } = await verify("--data-only", "--base", "main");
    expect(code).toBe(1);
    expect(stdout).not.toContain("The check broke");
    expect(Object.keys({})).toEqual([]);
    expect("polluted" in {}).toBe(false);
  });
});
