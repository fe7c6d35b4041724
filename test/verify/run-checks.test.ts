import { describe, expect, test } from "vitest";
import type { Check, FolderCheck } from "../../src/verify/check.ts";
import { runChecks, type Places } from "../../src/verify/run-checks.ts";
import { folding } from "../../src/verify/folding.ts";
import { checkoutFolder } from "./checkout.ts";

const folder = checkoutFolder();
const rollout = "dist/production/checkout/rollout.yaml";
const asked: string[] = [];
const places: Places = {
  text: (file) => {
    asked.push(file);
    return file.endsWith(".ts") ? "export default {};" : folder.files.get(file.split("/").slice(3).join("/"));
  },
  locate: () => ({ line: 7, column: 3 }),
};

function folderCheck(code: string, check: FolderCheck["check"], parts: Partial<FolderCheck> = {}): FolderCheck {
  return { code, severity: "warning", description: "looks for something", scope: "folder", check, ...parts };
}

const run = (...checks: readonly Check[]) => runChecks(checks, { folders: [folder] }, places);

describe("runChecks()", () => {
  test("adds code, severity, position and the definition's position to what a check says", () => {
    const check = folderCheck("a-check", () => [
      { message: "m", hint: "h", file: rollout, path: ["status", "weight"], definition: ["ladders", "production"] },
    ]);
    const text = folder.files.get("rollout.yaml") ?? "";
    const line = text.split("\n").indexOf("  weight: 5") + 1;
    expect(run(check)).toEqual([
      {
        code: "a-check",
        severity: "warning",
        message: "m",
        hint: "h",
        file: rollout,
        position: { line, column: 3 },
        definition: { file: "rollouts/checkout.ts", path: "ladders.production", position: { line: 7, column: 3 } },
      },
    ]);
  });

  test("sorts by file, position and code", () => {
    const at = (file: string, line: number) => ({ message: "m", file, line });
    const findings = run(
      folderCheck("b-check", () => [at("b", 1), at("a", 10), at("a", 9)]),
      folderCheck("a-check", () => [at("a", 9)]),
    );
    expect(findings.map(({ code, file, position }) => [file, position?.line, code])).toEqual([
      ["a", 9, "a-check"],
      ["a", 9, "b-check"],
      ["a", 10, "b-check"],
      ["b", 1, "b-check"],
    ]);
  });

  test("asks a check of all folders once, and not at all where no folders are judged", () => {
    const all: Check = {
      code: "a-check",
      severity: "error",
      description: "looks for something",
      scope: "folders",
      ...folding({
        look: ({ path }) => `seen in ${path}`,
        judge: (looked) => looked.map(({ fact }) => ({ message: fact, file: rollout })),
      }),
    };
    expect(run(all).map(({ message }) => message)).toEqual([`seen in ${folder.path}`]);
    expect(runChecks([all], { silences: [] }, places)).toEqual([]);
  });

  test("takes a check that breaks for an error, not for a check that found nothing", () => {
    const broken = folderCheck("a-check", function* () {
      yield { message: "first", file: rollout };
      throw new RangeError("Maximum call stack size exceeded");
    });
    expect(run(broken)).toEqual([
      {
        code: "a-check",
        severity: "error",
        message: "The check broke and says nothing of this: Maximum call stack size exceeded",
        hint: "if the files are sound, it is a defect of the check: report it",
        file: "dist/production/checkout",
      },
      { code: "a-check", severity: "warning", message: "first", file: rollout },
    ]);
  });

  test("tells no more of one check than a person reads, and that there is more", () => {
    let made = 0;
    const endless = folderCheck("a-check", function* () {
      for (;;) yield { message: `m${(made += 1)}`, file: rollout };
    });
    const findings = run(endless);
    expect(findings).toHaveLength(200);
    expect(findings.filter(({ message }) => message.startsWith("There is more"))).toHaveLength(1);
    expect(made).toBeLessThan(210);
  });

  test("tells all when there are exactly as many as are told", () => {
    const many = folderCheck("a-check", () => Array.from({ length: 200 }, (_, index) => ({ message: `m${index}`, file: rollout })));
    expect(run(many).filter(({ message }) => !message.startsWith("There is more"))).toHaveLength(200);
  });

  test.each(["../../etc/passwd.ts", "/etc/passwd.ts", "rollouts/../../x.ts", "rollouts/checkout.json", "rollouts/\u001b.ts"])(
    "looks into no definition that committed data calls %j",
    (path) => {
      asked.length = 0;
      const forged = checkoutFolder("canary-5", { "rollout.yaml": (text) => text.replace("rollouts/checkout.ts", JSON.stringify(path)) });
      expect(forged.resource()?.spec.definition).toBe(path);
      const check = folderCheck("a-check", () => [{ message: "m", file: rollout, definition: [] }]);
      expect(runChecks([check], { folders: [forged] }, places)).toEqual([
        { code: "a-check", severity: "warning", message: "m", file: rollout },
      ]);
      expect(asked).toEqual([]);
    },
  );

  test("judges nothing that is not there", () => {
    const scopes = ["folder", "folders", "disk", "course", "definition", "project", "transition", "change", "silence"] as const;
    const checks = scopes.map((scope): Check => ({
      code: `${scope}-check`,
      severity: "error",
      description: "d",
      scope,
      check: () => [{ message: "m", file: "f" }],
    }));
    expect(runChecks(checks, {}, places)).toEqual([]);
  });
});
