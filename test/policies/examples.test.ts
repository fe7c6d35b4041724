import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { judge, preparePolicies, readPolicies, type Decision } from "../../src/verify/policy/index.ts";
import { isRecord } from "../../src/verify/policy/is-record.ts";
import { documentsOf, filesIn, packDocuments } from "../verify/policy/documents.ts";

/** An object of `objects.yaml`, changed: paths are dotted, a dot within a key is written `~`. */
const Changed = z.strictObject({
  from: z.string(),
  /** For a rollout: the stage it stands at. */
  at: z.int().optional(),
  set: z.record(z.string(), z.unknown()).default({}),
  drop: z.array(z.string()).default([]),
});
type Changed = z.output<typeof Changed>;
const Allowed = z.strictObject({ environment: z.string().default("production"), object: Changed, oldObject: Changed.optional() });
const Refused = Allowed.extend({ says: z.array(z.string()).min(1) });
const Examples = z.strictObject({ pass: z.record(z.string(), Allowed), fail: z.record(z.string(), Refused) });

const objects = documentsOf("test/policies/objects.yaml")[0]?.value;
const prepared = preparePolicies(readPolicies(packDocuments()), "1.33");
const policies = prepared.bound.map(({ policy }) => policy.name);
const files = filesIn("test/policies", ".yaml").filter((file) => !file.endsWith("/objects.yaml"));

test("Every policy has examples, and every example a policy", () => {
  expect(files).toEqual(policies.map((name) => `test/policies/${name}.yaml`).toSorted());
});

test("Every policy has a page that shows one of its messages, and is told of on the page of all", () => {
  expect(filesIn("docs/policies", ".md")).toEqual(policies.map((name) => `docs/policies/${name}.md`).toSorted());
  const overview = readFileSync("docs/policies.md", "utf8");
  for (const name of policies) {
    const page = readFileSync(`docs/policies/${name}.md`, "utf8");
    const messages = Object.values(Examples.parse(documentsOf(`test/policies/${name}.yaml`)[0]?.value).fail).flatMap(({ says }) => says);
    expect(messages).toContain(/```text\n(.*)\n```/.exec(page)?.[1]);
    expect(overview).toContain(`[${name}](policies/${name}.md)`);
  }
});

describe.each(files)("%s", (file) => {
  const policy = file.replace(/^.*\/|\.yaml$/g, "");
  const { pass, fail } = Examples.parse(documentsOf(file)[0]?.value);

  test("has examples of both", () => {
    expect([Object.keys(pass).length > 0, Object.keys(fail).length > 0]).toEqual([true, true]);
  });

  test.each(Object.entries(pass))("allows: %s", (_, example) => {
    expect(told(decisionsOn(example), policy)).toEqual([]);
  });

  test.each(Object.entries(fail))("refuses: %s", (_, example) => {
    expect(told(decisionsOn(example), policy)).toEqual(example.says);
  });
});

test("The objects that examples start from are allowed by every policy", () => {
  expect(isRecord(objects)).toBe(true);
  for (const from of Object.keys(isRecord(objects) ? objects : {})) {
    expect(decisionsOn(Allowed.parse({ object: { from } }))).toEqual([]);
  }
});

function decisionsOn({ environment, object, oldObject }: z.output<typeof Allowed>): readonly Decision[] {
  return judge(prepared, {
    operation: oldObject === undefined ? "CREATE" : "UPDATE",
    object: changed(object),
    ...(oldObject === undefined ? {} : { oldObject: changed(oldObject) }),
    namespaceObject: { labels: { "rampart.dev/environment": environment } },
  });
}

function told(decisions: readonly Decision[], policy: string): readonly string[] {
  return decisions
    .filter((decision) => decision.policy === policy)
    .map((decision) =>
      decision.kind === "violation" ? decision.message : decision.kind === "problem" ? `problem: ${decision.problem}` : "annotation",
    );
}

function changed({ from, at, set, drop }: Changed): Readonly<Record<string, unknown>> {
  const source = isRecord(objects) ? objects[from] : undefined;
  const object: unknown = structuredClone(source);
  if (!isRecord(object)) throw new Error(`objects.yaml has no "${from}"`);
  if (at !== undefined) standAt(object, at);
  for (const path of drop)
    edit(object, path, (parent, key) => (Array.isArray(parent) ? parent.splice(Number(key), 1) : Reflect.deleteProperty(parent, key)));
  for (const [path, value] of Object.entries(set)) edit(object, path, (parent, key) => Reflect.set(parent, key, value));
  return object;
}

function standAt(object: Readonly<Record<string, unknown>>, index: number): void {
  const spec = object["spec"];
  const stages: unknown = isRecord(spec) ? spec["stages"] : undefined;
  const stage: unknown = Array.isArray(stages) ? stages[index] : undefined;
  if (!isRecord(stage)) throw new Error(`no stage ${index}`);
  Reflect.set(object, "status", { stage: stage["name"], index, weight: stage["weight"], candidatePercent: stage["candidatePercent"] });
}

function edit(object: object, path: string, change: (parent: object, key: string) => unknown): void {
  const keys = path.split(".").map((key) => key.replaceAll("~", "."));
  let parent: unknown = object;
  for (const key of keys.slice(0, -1)) parent = typeof parent === "object" && parent !== null ? Reflect.get(parent, key) : undefined;
  if (typeof parent !== "object" || parent === null) throw new Error(`"${path}" leads nowhere`);
  change(parent, keys.at(-1) ?? "");
}
