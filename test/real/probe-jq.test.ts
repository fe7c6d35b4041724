import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jqCondition } from "../../src/compile/runbook/jq.ts";
import { probeCommand } from "../../src/compile/runbook/probe-command.ts";
import { assertionFault } from "../../src/evidence/probe/assertion-fault.ts";
import { runReceipt } from "../../src/evidence/probe/run-receipt.ts";
import { Assertion } from "../../src/model/probe.ts";
import { ownContext } from "../evidence/probe/contexts.ts";
import { part } from "./harness/part.ts";

const { system, breakable } = part();
system("jq", execFileSync("jq", ["--version"], { encoding: "utf8" }));

const jq = breakable(
  (program: string, input: string): unknown => JSON.parse(execFileSync("jq", ["-c", program], { input, encoding: "utf8" })),
  "conditions ask for more than, where the definition says at least",
  (sound) => (program, input) => sound(program.replaceAll(">=", ">"), input),
);

const start = Math.floor(Date.now() / 1000);
/** A UTC time so many seconds ago; nothing here is nearer to a bound than a slow test run takes. */
const ago = (seconds: number) => new Date((start - seconds) * 1000).toISOString().replace(".000Z", "Z");

const text = fc.constantFrom(
  "",
  "a",
  "b",
  "0",
  "x y",
  'q"\\n',
  "é",
  "2025-10-15",
  "2025-10-15T09:00:00Z",
  "2025-10-15T9:00:00Z",
  "2025-10-15T09:00:00+00:00",
);
const time = fc.constantFrom(-86_400, -600, -1, 600, 3_000, 4_200, 170_000, 180_000, 10_000_000).map(ago);
const fraction = time.map((moment) => moment.replace("Z", ".25Z"));
const number = fc.oneof(fc.constantFrom(0, -0, 1, -1, 48, 0.5, -0.5, 1e15, 1e-7, 123_456_789.125), fc.integer({ min: -5, max: 50 }));
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    time,
    fraction,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c-d", "$e", "constructor"), tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const path = fc.constantFrom(
  "a",
  "b",
  "a.b",
  "a.a.b",
  "a[0]",
  "a[1].b",
  "a[0][1]",
  "c-d",
  "$e.a",
  "b.c-d",
  "constructor",
  "a.constructor",
  "0",
);
const expectation = fc.oneof(
  scalar.map((equals) => ({ equals })),
  fc.array(scalar, { minLength: 1, maxLength: 3 }).map((oneOf) => ({ oneOf })),
  fc.array(text, { minLength: 1, maxLength: 2 }).map((includes) => ({ includes })),
  fc.constant({ exists: true }),
  fc.constant({ empty: true }),
  number.map((atLeast) => ({ atLeast })),
  number.map((greaterThan) => ({ greaterThan })),
  fc.constantFrom("1h", "48h", "30d").map((within) => ({ within })),
  fc.constant({ format: "iso-8601" }),
);
const assertion = fc.record({ path, expect: expectation }).map((one) => Assertion.parse(one));

describe("an assertion means what the runbook's jq condition means", () => {
  test("for any assertion and any value", () => {
    const pairs = fc.array(fc.record({ assertion, json: fc.oneof(value, fc.record({ a: value, b: value }, { requiredKeys: ["a"] })) }), {
      minLength: 200,
      maxLength: 200,
    });
    let met = 0;
    fc.assert(
      fc.property(pairs, (all) => {
        const program = all.map((one, index) => `(.[${index}] | try (${jqCondition(one.assertion)}) catch false)`).join(", ");
        const said = jq(`[${program}]`, JSON.stringify(all.map(({ json }) => json)));
        const meant = all.map((one) => {
          // As a reader of JSON has it: -0 and 0 are one, a prototype is none.
          const json: unknown = JSON.parse(JSON.stringify(one.json));
          return assertionFault(one.assertion, json, Date.now() / 1000) === undefined;
        });
        met += meant.filter(Boolean).length;
        const differ = all.filter((_, index) => !Array.isArray(said) || said[index] !== meant[index]);
        expect(differ).toEqual([]);
      }),
      { numRuns: 40 },
    );
    // The values are not so odd that nothing is ever met.
    expect(met).toBeGreaterThan(100);
  });

  test("for values that nearly meet it", () => {
    const near: readonly (readonly [unknown, unknown])[] = [
      [{ empty: true }, [], {}, "", 0, -0, null, false, true, [null], 0.1, " "],
      [{ includes: ["a", "b"] }, ["a", "b"], ["b", "a", 1], ["a"], "ab", { a: 1, b: 1 }, null, false],
      [{ equals: 0 }, 0, -0, "0", null, false],
      [{ atLeast: -1 }, -1, -1.5, "1", null, []],
      [{ greaterThan: -0.5 }, -0.5, 0, null],
      [{ exists: true }, false, null, 0, ""],
      [{ within: "48h" }, ago(172_000), ago(173_000), ago(-200), ago(-400), "2025-10-15", 0, null, ago(600).replace("Z", ".999Z")],
      [{ format: "iso-8601" }, ago(0), "2025-10-15T09:00:00.Z", "2025-10-15T09:00Z", "x2025-10-15T09:00:00Z", 0, [ago(0)]],
    ].flatMap(([wanted, ...values]) => values.map((one) => [wanted, one] as const));
    for (const [wanted, one] of near) {
      const asked = Assertion.parse({ path: "a", expect: wanted });
      const said = jq(`try (${jqCondition(asked)}) catch false`, JSON.stringify({ a: one }));
      expect([wanted, one, assertionFault(asked, { a: one }, Date.now() / 1000) === undefined]).toEqual([wanted, one, said]);
    }
  });
});

describe("a receipt is judged as the runbook's commands judge it", () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "rampart-probe-"));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const drill = (connector: string, at: string, hours = 48) =>
    `${JSON.stringify({ connector_id: connector, rotated_at: at, window_hours: hours })}\n`;
  const smoke = {
    targets: ["operator_api", "operator_upload", "crown_handshake"],
    services: { operator_api: { session: { accepted_contexts: ["stage-b-rehearsal"] } } },
  };
  const rehearsal = { environment: "staging", level: "source", verdict: "pass", finished_at: ago(600), notes: "none" };

  const cases: Record<string, readonly [string, string, string, boolean]> = {
    "both connectors rotated": [
      "operator-mcp",
      "rotation-ledger",
      drill("operator_api", ago(9e5), 24) + drill("operator_api", ago(600)) + drill("operator_upload", ago(170_000)),
      true,
    ],
    "one rotated too long ago": [
      "operator-mcp",
      "rotation-ledger",
      drill("operator_api", ago(600)) + drill("operator_upload", ago(180_000)),
      false,
    ],
    "one has a short window": [
      "operator-mcp",
      "rotation-ledger",
      drill("operator_api", ago(600), 24) + drill("operator_upload", ago(600)),
      false,
    ],
    "one has no line": ["operator-mcp", "rotation-ledger", drill("operator_api", ago(600)), false],
    "one will rotate": ["operator-mcp", "rotation-ledger", drill("operator_api", ago(-3600)) + drill("operator_upload", ago(600)), false],
    "the ledger is cut": [
      "operator-mcp",
      "rotation-ledger",
      drill("operator_api", ago(600)) + drill("operator_upload", ago(600)).slice(0, -9),
      false,
    ],
    "no doctrine failed": ["operator-mcp", "smoke-receipt", JSON.stringify({ ...smoke, doctrine_failures: [] }), true],
    "a doctrine failed": ["operator-mcp", "smoke-receipt", JSON.stringify({ ...smoke, doctrine_failures: ["x"] }), false],
    "nothing is said of doctrine": ["operator-mcp", "smoke-receipt", JSON.stringify(smoke), false],
    "a rollback was rehearsed": ["butlers-streamable-http", "rollback-rehearsal", JSON.stringify(rehearsal), true],
    "a rollback was rehearsed in production": [
      "butlers-streamable-http",
      "rollback-rehearsal",
      JSON.stringify({ ...rehearsal, environment: "production" }),
      false,
    ],
    "a rehearsal has no time": [
      "butlers-streamable-http",
      "rollback-rehearsal",
      JSON.stringify({ ...rehearsal, finished_at: "now" }),
      false,
    ],
    "a receipt is empty": ["butlers-streamable-http", "rollback-rehearsal", "", false],
  };

  test.each(Object.entries(cases))("%s", async (_, [rollout, name, content, good]) => {
    const context = await ownContext(rollout, "production");
    const probe = context.rollout.probes[name];
    if (probe?.kind !== "receipt") throw new Error("expected a receipt");
    mkdirSync(join(root, dirname(probe.file)), { recursive: true });
    writeFileSync(join(root, probe.file), content);
    const { result } = runReceipt(probe, { root, env: () => undefined, fetch, now: Date.now });
    const commands = probeCommand(probe, context).split("\n");
    const ended = commands.map((command) => {
      try {
        execFileSync("bash", ["-c", command], { cwd: root, stdio: ["ignore", "ignore", "ignore"] });
        return 0;
      } catch {
        return 1;
      }
    });
    expect({ result, commands: ended.every((code) => code === 0) }).toEqual({ result: good ? "pass" : "fail", commands: good });
  });
});
