import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { FarHelper } from "../../src/verify/inspect-apart.ts";
import type { Inspection } from "../../src/verify/inspect.ts";
import { verify } from "../../src/verify/verify.ts";
import { scratchFolder } from "../project/scratch-folder.ts";
import { rampart } from "./scratch.ts";

const sample = new URL("../package/project", import.meta.url).pathname;
const built: { readonly startInspectionHelper: (folders: number) => FarHelper | undefined } = await import(
  new URL("../../lib/cli/start-inspection-helper.js", import.meta.url).href
);
const now = new Date("2026-11-20T09:00:00Z");

const edit = (root: string, file: string, change: (text: string) => string) =>
  writeFileSync(join(root, file), change(readFileSync(join(root, file), "utf8")));

/** Twenty rollouts, rendered. */
async function fleet(config?: string): Promise<string> {
  const root = scratchFolder(config === undefined ? {} : { "rampart.config.ts": config });
  cpSync(join(sample, "environments"), join(root, "environments"), { recursive: true });
  cpSync(new URL("../../policies", import.meta.url).pathname, join(root, "policies"), { recursive: true });
  mkdirSync(join(root, "rollouts"));
  const source = readFileSync(join(sample, "rollouts/checkout.ts"), "utf8");
  for (let index = 0; index < 20; index += 1) {
    const text = source
      .replaceAll('"checkout"', `"checkout-${index}"`)
      .replace("pay.shop", `pay-${index}.shop`)
      .replaceAll("CheckoutErrorsHigh", `CheckoutErrorsHigh${index}`);
    writeFileSync(join(root, "rollouts", `checkout-${index}.ts`), text);
  }
  rmSync(join(root, "environments/production"), { recursive: true });
  edit(root, "environments/production.ts", (text) =>
    text.replace('title: "Production",', 'title: "Production",\n  labels: { "rampart.dev/environment": "production" },'),
  );
  expect((await rampart(root, "compile")).stderr).toBe("");
  return root;
}

/** The helper that users have, which tells how many sites it has answered. */
function counted(): { readonly startHelper: () => FarHelper; readonly answered: () => number } {
  let answered = 0;
  const startHelper = (): FarHelper => {
    const helper = built.startInspectionHelper(1000);
    if (helper === undefined) throw new Error("No thread was started");
    onTestFinished(() => helper.close());
    const inspect = async (...sites: Parameters<FarHelper["inspect"]>): Promise<readonly Inspection[] | undefined> => {
      const answer = await helper.inspect(...sites);
      answered += answer?.length ?? 0;
      return answer;
    };
    return { ...helper, inspect };
  };
  return { startHelper, answered: () => answered };
}

const folder = (index: number) => `dist/production/checkout-${index}`;
interface Fault {
  readonly make: (root: string) => void;
  /** Some of the checks that find it. */
  readonly codes: readonly string[];
}

/** What is wrong with the fleet, in folders that one thread or the other comes to. */
const faults: Readonly<Record<string, Fault>> = {
  "a fleet with which only policies disagree": { codes: ["policy-tls-on-hosts"], make: () => {} },
  "a file edited in each folder": {
    codes: ["promql-syntax", "rules-equal"],
    make: (root) => {
      for (let index = 0; index < 20; index += 1) edit(root, `${folder(index)}/rules.yaml`, (text) => text.replace("sum(", "summ("));
    },
  },
  "files that are missing, stale, links or no text": {
    codes: ["kustomization-complete", "tree-regular"],
    make: (root) => {
      for (const index of [1, 7, 13, 19]) {
        rmSync(join(root, folder(index), "RUNBOOK.md"));
        writeFileSync(join(root, folder(index), "manifests/more.yaml"), "kind: Secret\n");
        symlinkSync("/etc/passwd", join(root, folder(index), "link.yaml"));
        writeFileSync(join(root, folder(index), "rules.test.yaml"), new Uint8Array([0xff, 0xfe]));
      }
    },
  },
  "folders that claim what others have": {
    codes: ["dashboard-uid", "kubernetes-duplicate", "rules-duplicate", "traffic-one-canary"],
    make: (root) => {
      for (const index of [3, 9, 18])
        for (const file of ["dashboard.json", "manifests/ingress-primary.yaml", "rules.yaml"])
          cpSync(join(root, folder(0), file), join(root, folder(index), file));
    },
  },
  "records that others read, and one that nobody reads": {
    codes: ["rules-unused"],
    make: (root) => {
      for (const index of [2, 11])
        edit(root, `${folder(index)}/rules.yaml`, (text) => `${text}      - record: r${index}:seen:rate5m\n        expr: up\n`);
      edit(root, `${folder(5)}/dashboard.json`, (text) => text.replace('"expr": "', '"expr": "r2:seen:rate5m + '));
    },
  },
  "a link to another rollout's runbook that leads nowhere": {
    codes: ["runbook-links"],
    make: (root) => {
      for (const index of [0, 19])
        edit(root, `${folder(index)}/RUNBOOK.md`, (text) => `${text}\n[there](../../production/checkout-7/RUNBOOK.md#nowhere)\n`);
    },
  },
  "definitions that do not compile": {
    codes: ["definition-invalid"],
    make: (root) => {
      for (const index of [4, 16])
        edit(root, `rollouts/checkout-${index}.ts`, (text) => text.replace("http_requests_total: {", "other_total: {"));
    },
  },
  "folders without definition, and definitions without folder": {
    codes: ["tree-equal"],
    make: (root) => {
      for (const index of [6, 17]) rmSync(join(root, folder(index)), { recursive: true });
      for (const index of [8, 12]) rmSync(join(root, `rollouts/checkout-${index}.ts`));
    },
  },
};

test.each(Object.entries(faults))("two threads find what one does: %s", async (_, { make, codes }) => {
  const root = await fleet();
  make(root);
  const found = new Set<string>();
  for (const dataOnly of [false, true]) {
    const { startHelper, answered } = counted();
    const alone = await verify(root, { now, dataOnly, fresh: true });
    const together = await verify(root, { now, dataOnly, fresh: true, startHelper });
    expect(together.findings).toEqual(alone.findings);
    expect([together.broken, together.looked]).toEqual([alone.broken, alone.looked]);
    expect(answered()).toBeGreaterThan(0);
    for (const { code } of alone.findings) found.add(code);
  }
  expect([...found]).toEqual(expect.arrayContaining([...codes]));
});

const config = `import { defineCheck, defineConfig, defineGenerator } from "rampart";
const owners = defineGenerator({
  id: "owners",
  description: "who to ask",
  applies: () => true,
  generate: ({ rollout }) => [{ path: "owners.txt", content: rollout.team + "\\n" }],
});
const unowned = defineCheck({
  code: "owners-known",
  severity: "warning",
  description: "owners are known",
  scope: "folder",
  check: ({ path, files }) => (files.get("owners.txt") === "platform\\n" ? [] : [{ message: "Nobody knows them", file: path + "/owners.txt" }]),
});
const wordy = defineCheck({
  code: "owners-wordy",
  severity: "notice",
  description: "says more than anybody reads",
  scope: "folder",
  check: ({ path }) => Array.from({ length: 30 }, (_, index) => ({ message: "Word " + index, file: path + "/owners.txt" })),
});
export default defineConfig({ generators: [owners], checks: [unowned, wordy] });
`;

test("a project's own generators and checks are run by both", async () => {
  const root = await fleet(config);
  for (const index of [0, 10, 19]) writeFileSync(join(root, folder(index), "owners.txt"), "nobody\n");
  const { startHelper, answered } = counted();
  const [alone, together] = [await verify(root, { now, fresh: true }), await verify(root, { now, fresh: true, startHelper })];
  expect(together.findings.filter(({ code }) => code === "owners-known")).toHaveLength(3);
  // Of 600, as many as a person reads: the same ones, whoever came to them first.
  expect(together.findings.filter(({ code }) => code === "owners-wordy")).toHaveLength(200);
  expect(together.findings).toEqual(alone.findings);
  expect(answered()).toBeGreaterThan(0);
});

const broken: Readonly<Record<string, (helper: FarHelper) => FarHelper>> = {
  "that is ended at once": (helper) => (helper.close(), helper),
  "that is ended when it is asked": (helper) => ({ ...helper, inspect: (sites) => (helper.close(), helper.inspect(sites)) }),
  "with another list of checks": (helper) => ({
    ...helper,
    prepare: (task) => helper.prepare({ ...task, codes: task.codes.toReversed() }),
  }),
  "that cannot be told its task": (helper) => ({
    ...helper,
    prepare: (task) => helper.prepare(Object.assign({}, task, { code: () => "" })),
  }),
  "that breaks over its task": (helper) => ({
    ...helper,
    prepare: (task) =>
      helper.prepare({ ...task, root: "/nowhere", definitions: task.definitions && { ...task.definitions, hasConfig: true } }),
  }),
};

test.each(Object.entries(broken))("a thread %s answers nothing, and all is found all the same", async (_, harm) => {
  const root = await fleet();
  edit(root, `${folder(0)}/rules.yaml`, (text) => text.replace("sum", "summ"));
  const alone = await verify(root, { now, fresh: true });
  const { startHelper, answered } = counted();
  const together = await verify(root, { now, fresh: true, startHelper: () => harm(startHelper()) });
  expect(together.findings).toEqual(alone.findings);
  expect(answered()).toBe(0);
});

test("where there are few folders, no thread is started", () => {
  expect(built.startInspectionHelper(12)).toBeUndefined();
});
