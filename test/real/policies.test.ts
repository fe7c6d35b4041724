import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { judge, preparePolicies, readPolicies, type Decision } from "../../src/verify/policy/index.ts";
import { packDocuments } from "../verify/policy/documents.ts";
import { startApiServer, type ApiServer } from "./cluster/api-server.ts";
import { record, type Answer, type Manifest } from "./cluster/client.ts";
import { inParallel } from "./cluster/in-parallel.ts";
import { installDefinitions, nameOf } from "./cluster/install-definitions.ts";
import { libraryNamespace, libraryObjects, libraryPolicies } from "./cluster/library-cases.ts";
import { otherNamespaces, policyCases, type PolicyCase } from "./cluster/policy-cases.ts";
import { ladderObjects } from "./cluster/stages.ts";
import { part } from "./harness/part.ts";
import { project, trees } from "./ladder-trees.ts";

const { system, cases: count, breakable } = part();
const seed = 20_261_120;
const { stored, cases } = policyCases(ladderObjects(trees), { creates: 2600, updates: 1800, stored: 160 }, seed);

/** Each binding twice: as it is, and as one that only warns, so that the server tells every violation and not just the first. */
const documents = [...packDocuments(), ...libraryPolicies].flatMap((document) => {
  const value = record(document.value);
  if (value["kind"] !== "ValidatingAdmissionPolicyBinding" || libraryPolicies.includes(document)) return [document];
  const told = {
    ...value,
    metadata: { ...record(value["metadata"]), name: `${String(record(value["metadata"])["name"])}-told` },
    spec: { ...record(value["spec"]), validationActions: ["Warn"] },
  };
  return [document, { ...document, value: told }];
});

const namespaces: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...Object.fromEntries([...project.environments].map(([name, { value }]) => [name, value.labels])),
  ...otherNamespaces,
  [libraryNamespace]: {},
};

const prepared = breakable(
  preparePolicies(readPolicies(documents), "1.34"),
  "Rampart judges by policies that allow everything",
  (sound) => ({
    ...sound,
    bound: [],
  }),
);

let server: ApiServer;
const revisions = new Map<Manifest, unknown>();

beforeAll(async () => {
  server = await startApiServer();
  system("kube-apiserver", server.version);
  await installDefinitions(server, "anything");
  for (const [name, labels] of Object.entries({ ...namespaces, "rampart-system": {} })) {
    accepted(await server.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } }), name);
  }
  for (const object of stored) {
    const answer = await server.create(object);
    accepted(answer, nameOf(object));
    revisions.set(object, record(answer.body["metadata"])["resourceVersion"]);
  }
  for (const { value } of documents) accepted(await server.apply(record(value)), nameOf(record(value)));
  await inForce();
});
afterAll(async () => server.stop());

function accepted({ status, body }: Answer, what: string): void {
  if (status >= 300) throw new Error(`${what} was refused: ${String(body["message"])}`);
}

test("the server and Rampart say the same of every object: allowed or denied, in the same words", async () => {
  const results = await inParallel(cases, 8, async (one) => ({ one, answer: await ask(one) }));
  const judged = results.filter(({ answer }) => wasJudged(answer));
  const differences = judged.flatMap(({ one, answer }) => differenceOf(one, answer));
  count(judged.length, differences.length);
  const denied = judged.filter(({ answer }) => answer.status >= 300).length;
  expect(differences).toEqual([]);
  expect(judged.length).toBeGreaterThanOrEqual(3000);
  expect(denied).toBeGreaterThan(judged.length / 5);
  expect(denied).toBeLessThan((judged.length * 4) / 5);
});

test("expressions give the same values, and fail for the same values", async () => {
  const samples = libraryObjects(40, seed).map((object): PolicyCase => ({ object, oldObject: undefined }));
  const results = await inParallel(samples, 8, async (one) => ({ one, answer: await ask(one) }));
  const differences = results.flatMap(({ one, answer }) => differenceOf(one, answer, withoutWords));
  count(results.length, differences.length);
  expect(differences).toEqual([]);
});

function ask({ object, oldObject }: PolicyCase): Promise<Answer> {
  if (oldObject === undefined) return server.create(object, { dryRun: true });
  const metadata = { ...record(object["metadata"]), resourceVersion: revisions.get(oldObject) };
  return server.replace({ ...object, metadata }, { dryRun: true });
}

const denial = /ValidatingAdmissionPolicy '([^']+)' with binding '([^']+)' denied request: ([\s\S]*)$/;

/** Whether policies were asked: what a kind's own rules refuse, they never see. */
function wasJudged({ status, body }: Answer): boolean {
  return status < 300 || denial.test(String(body["message"]));
}

/** What both say, where it is not the same. */
function differenceOf(
  { object, oldObject }: PolicyCase,
  { status, body, warnings: heard }: Answer,
  kept: (text: string) => string = (text) => text,
): readonly string[] {
  const namespace = String(record(object["metadata"])["namespace"]);
  const decisions = judge(prepared, {
    operation: oldObject === undefined ? "CREATE" : "UPDATE",
    object,
    oldObject,
    namespaceObject: { name: namespace, labels: namespaces[namespace] ?? {} },
  });
  const denials = decisions.flatMap((decision) => (decision.kind === "violation" && decision.action === "Deny" ? [told(decision)] : []));
  const expected = decisions
    .flatMap((decision) => (isWarned(decision) ? [told(decision)] : []))
    .filter(isHeaderText)
    .map(kept);
  const warnings = heard.map(kept);
  const said = denial.exec(String(body["message"]));
  const refused = said === null ? undefined : sentence(said[1] ?? "", said[2] ?? "", said[3] ?? "");
  const about = `${oldObject === undefined ? "CREATE" : "UPDATE"} ${nameOf(object)}`;
  const allowed = status < 300;
  const differences = [
    ...(allowed === (denials.length === 0) ? [] : [`${about}: ${allowed ? "allowed" : "denied"} by the server, not by Rampart`]),
    ...(refused === undefined || denials.some((denial) => isSame(denial, refused)) ? [] : [`${about}: the server denies: ${refused}`]),
    ...missing(warnings, expected).map((text) => `${about}: only the server says: ${text}`),
    ...missing(expected, warnings).map((text) => `${about}: only Rampart says: ${text}`),
  ];
  return differences;
}

function isWarned(decision: Decision): boolean {
  return decision.kind === "problem" || (decision.kind === "violation" && decision.action === "Warn");
}

function told(decision: Decision): string {
  const text = decision.kind === "violation" ? decision.message : decision.kind === "problem" ? `problem: ${decision.problem}` : "";
  return sentence(decision.policy, decision.binding ?? "", text);
}

function sentence(policy: string, binding: string, message: string): string {
  return `Validation failed for ValidatingAdmissionPolicy '${policy}' with binding '${binding}': ${message}`;
}

/** A failure without its reason: libraries of Go word theirs for people who read Go. */
function withoutWords(text: string): string {
  return text.replace(/ resulted in error: .*$/s, " fails");
}

/** Texts of one list that the other doesn't have. The server shortens warnings that are long together. */
function missing(texts: readonly string[], others: readonly string[]): readonly string[] {
  return texts.filter((text) => !others.some((other) => isSame(other, text) || isCut(text, other) || isCut(other, text)));
}

/** Whether two texts are the same, but for the order of what they list: a map of an API server has none. */
function isSame(left: string, right: string): boolean {
  const words = (text: string): string =>
    text
      .split(/[ ,[\]{}]+/)
      .toSorted()
      .join(" ");
  return left === right || words(left) === words(right);
}

/** Whether a text can be a warning: one of several lines isn't sent. */
function isHeaderText(text: string): boolean {
  return !/[\u0000-\u001f\u007f]/.test(text);
}

function isCut(short: string, long: string): boolean {
  return Array.from(short).length >= 256 && long.startsWith(short);
}

/** Waits until the server has compiled the policies: it takes them up a second at a time. */
async function inForce(): Promise<void> {
  const probes = cases.filter(({ oldObject }) => oldObject === undefined).slice(0, 60);
  let last = -1;
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const answers = await inParallel(probes, 8, ask);
    const heard = answers.reduce((sum, { warnings }) => sum + warnings.length, 0);
    if (heard > 0 && heard === last) return;
    last = heard;
    await sleep(2000);
  }
  throw new Error("the policies were not in force");
}
