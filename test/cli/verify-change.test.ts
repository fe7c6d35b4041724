import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { rampart } from "./scratch.ts";
import { checkout, ledgerLine, scratchRepository, type ScratchRepository } from "./scratch-repository.ts";
import { verifyIn } from "./verify-in.ts";

const { folder, state, ledger, definition } = checkout;

let project: ScratchRepository;
beforeAll(async () => {
  project = await scratchRepository();
});
afterEach(() => project.reset());
afterAll(() => project.remove());

const { verify, found } = verifyIn(() => project);

describe("a change since a base revision", () => {
  const evidence = ["reviewed", "counted"].map((gate) => ({ gate, verdict: "pass" }));
  const line = (to: string, parts: object = {}) => ledgerLine("first", to, "2026-11-20T11:00:00Z", { evidence, ...parts });

  async function step(to: string, added: string): Promise<void> {
    project.edit(state, `stage: ${to}\n`);
    project.edit(ledger, (text) => text + added);
    await rampart(project.root, "compile");
  }

  test("a step with its evidence is clean", async () => {
    await step("second", line("second"));
    expect(await verify("--base", "main")).toEqual({
      code: 0,
      stdout: "clean: 1 rendered folder of 1 rollout, 1 rollout changed since main\n",
      stderr: "",
    });
  });

  test("a way back is open without evidence, to any stage", async () => {
    await step("before", line("before", { evidence: [], reason: "errors" }));
    expect((await found("--base", "main")).told).toEqual([]);
  });

  test("a stage cannot be left out", async () => {
    await step("done", line("done"));
    expect(await found("--base", "main")).toEqual({ code: 1, told: [`transition-stage error ${state}:1`] });
  });

  test("evidence must be whole and fresh", async () => {
    await step("second", line("second", { evidence: evidence.slice(1), at: "2026-11-19T09:00:00Z" }));
    expect(await found("--base", "main")).toEqual({
      code: 1,
      told: [`transition-evidence error ${ledger}:3`, `transition-evidence error ${ledger}:3`],
    });
  });

  test("a definition that is edited with a step is told, and the limits it loosens", async () => {
    project.edit(definition, (text) => text.replace('hold: "24h", gates: ["reviewed", "counted"]', 'hold: "1h", gates: ["counted"]'));
    await step("second", line("second"));
    const { code, told } = await found("--base", "main", "--data-only");
    expect(code).toBe(1);
    expect(told).toContain(`transition-files error ${definition}`);
    expect(told.filter((one) => one.startsWith(`transition-limits error ${folder}/rollout.yaml:`))).toHaveLength(2);
  });

  test("the ledger's past stays as it was", async () => {
    project.edit(ledger, (text) => text.replace('"operator":"j.martin"', '"operator":"nobody"'));
    await rampart(project.root, "compile");
    const { told } = await found("--base", "main");
    expect(told).toEqual([`transition-ledger error ${ledger}:1`]);
  });

  test("silences are taken from the base: one that the change adds holds once it is merged", async () => {
    project.edit(ledger, (text) => text.replace("2026-11-18T09:00:00Z", "2026-11-16T08:00:00Z"));
    project.edit(definition, (text) =>
      text.replace(
        /defineRollout\(\{/,
        'defineRollout({\n  silences: [{ check: "ledger-order", reason: "the clock was wrong", owner: "shop-team", until: "2026-12-01" }],',
      ),
    );
    await rampart(project.root, "compile");
    const { code, told } = await found("--base", "main");
    expect(code).toBe(1);
    expect(told).toContain(`ledger-order error ${ledger}:2`);
    expect(told.filter((one) => one.startsWith("transition-policy-edit warning"))).toHaveLength(1);
    expect((await found()).told).toEqual([`ledger-order notice ${ledger}:2`]);
  });

  test("schemas are taken from the base: one that the change loosens holds once it is merged", async () => {
    const schema = (named: object) =>
      JSON.stringify({ "x-kubernetes-group-version-kind": [{ group: "", version: "v1", kind: "ConfigMap" }], ...named });
    project.edit("schemas/config-map.json", schema({ properties: { metadata: { required: ["annotations", "approved"] } } }));
    project.commit();
    const [before] = (await found()).told;
    expect(before).toContain(`schema-manifest error ${folder}/manifests/`);
    project.edit("schemas/config-map.json", schema({}));
    expect((await found()).told).toEqual([]);
    expect((await found("--base", "HEAD")).told).toEqual([before, "transition-policy-edit warning schemas/config-map.json"]);
  });

  test("a schema that the change breaks is told", async () => {
    project.edit("schemas/config-map.json", '{\n  "type": "objekt"\n}\n');
    const { told } = await found("--base", "main");
    expect(told).toEqual(["transition-policy-edit warning schemas/config-map.json", "schema-own error schemas/config-map.json:1"]);
  });

  test("the base's definitions are not run", async () => {
    project.edit(definition, 'throw new Error("the base was run");\n');
    project.commit();
    const { stdout } = await verify("--data-only", "--base", "HEAD");
    expect(stdout).not.toContain("the base was run");
  });
});
