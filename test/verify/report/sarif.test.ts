import { expect, test } from "vitest";
import { z } from "zod";
import { fingerprints } from "../../../src/verify/report/fingerprints.ts";
import { sarif } from "../../../src/verify/report/sarif.ts";
import { clean, hostile, report } from "./findings.ts";

const text = z.strictObject({ text: z.string().min(1), markdown: z.string().min(1).optional() });

/** A URI reference as RFC 3986 writes a relative path: no scheme, no bare characters it does not know. */
const uri = z.string().regex(/^(?:[\w.~!$&'()*+,;=@/-]|%[0-9A-F]{2})+$/);

const location = {
  physicalLocation: z.strictObject({
    artifactLocation: z.strictObject({ uri, uriBaseId: z.literal("SRCROOT") }),
    region: z.strictObject({ startLine: z.int().min(1), startColumn: z.int().min(1) }),
  }),
};

/** The part of SARIF 2.1.0 that we write: member names, required members and bounds as the specification has them. */
const Log = z.strictObject({
  $schema: z.literal("https://json.schemastore.org/sarif-2.1.0.json"),
  version: z.literal("2.1.0"),
  runs: z
    .array(
      z.strictObject({
        tool: z.strictObject({
          driver: z.strictObject({
            name: z.literal("rampart"),
            semanticVersion: z.string(),
            rules: z.array(
              z.strictObject({
                id: z.string(),
                shortDescription: text,
                defaultConfiguration: z.strictObject({ level: z.enum(["none", "note", "warning", "error"]) }),
                help: text,
              }),
            ),
          }),
        }),
        automationDetails: z.strictObject({ id: z.string() }),
        originalUriBaseIds: z.record(z.string(), z.strictObject({ description: text })),
        columnKind: z.enum(["utf16CodeUnits", "unicodeCodePoints"]),
        invocations: z.array(z.strictObject({ executionSuccessful: z.boolean() })),
        results: z.array(
          z.strictObject({
            ruleId: z.string(),
            ruleIndex: z.int().min(0).optional(),
            level: z.enum(["none", "note", "warning", "error"]),
            message: text,
            locations: z.array(z.strictObject(location)),
            relatedLocations: z.array(z.strictObject({ id: z.int().min(0), message: text, ...location })).optional(),
            partialFingerprints: z.record(z.string(), z.string()),
            suppressions: z.array(z.strictObject({ kind: z.enum(["inSource", "external"]), justification: z.string() })).optional(),
          }),
        ),
      }),
    )
    .length(1),
});

test.each([
  ["findings", report],
  ["a clean project", clean],
  ["hostile text", hostile],
])("writes SARIF 2.1.0 of %s", (_, told) => {
  const json: unknown = JSON.parse(sarif(told));
  const [run] = Log.parse(json).runs;
  expect(run?.results).toHaveLength(told.findings.length);
  const ruleOf = (index: number | undefined) => (index === undefined ? undefined : run?.tool.driver.rules[index]?.id);
  expect(run?.results.map(({ ruleIndex }) => ruleOf(ruleIndex))).toEqual(
    told.findings.map(({ code }) => (told.checks.some((check) => check.code === code) ? code : undefined)),
  );
});

test("a finding is known again when lines move, and two that say the same are told apart", () => {
  const [first] = report.findings;
  if (first === undefined) throw new Error("a finding");
  const moved = { ...first, position: { line: 99, column: 1 } };
  expect(fingerprints([moved])).toEqual(fingerprints([first]));
  expect(new Set(fingerprints([first, moved, { ...first, message: "other" }])).size).toBe(3);
});
