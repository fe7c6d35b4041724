import { expect, test } from "vitest";
import { readGateTests } from "../../../src/evidence/synthetic/read-gate-tests.ts";

const testOf = (candidate: string): string => `tests:
  - name: quiet
    gate: errors
    candidate: ${candidate}
    expect: { answer: pass }
`;

test("values are read as they are written", () => {
  expect(readGateTests("gates.test.yaml", testOf('"0x2 1"')).tests[0]?.candidate).toEqual([0, 0, 0, 1]);
});

test("values that YAML has made a number of are told, with what to do", () => {
  expect(() => readGateTests("gates.test.yaml", testOf("0x2880"))).toThrow(
    "tests[0].candidate expected values, got 10368: write them in quotes, as YAML takes 0x10 for a number",
  );
});
