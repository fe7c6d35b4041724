import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checksFor } from "../../src/verify/checks-for.ts";
import { definitionInvalid } from "../../src/verify/definition-invalid.ts";
import { evidenceLive } from "../../src/verify/evidence-live.ts";
import type { Finding } from "../../src/verify/finding.ts";
import { brokenCases, caseFile, type BrokenCase } from "./corpus/broken-case.ts";
import { policies, soundProject, type SoundProject } from "./corpus/sound-project.ts";

const cases = brokenCases();

let project: SoundProject;
beforeAll(async () => {
  project = await soundProject();
});
afterAll(() => project.remove());

describe("a project with one fault", () => {
  test("is sound without it", async () => {
    expect(await project.findings()).toEqual([]);
  });

  test.concurrent.each(cases)("$name: $fault", async (one) => {
    const findings = await project.broken(one);
    const told = findings.map(placeOf);
    const wanted = process.env["CORPUS_POSITIONS"] === "write" ? rewritten(one, told) : one.expect;
    expect(told, findings.map(({ code, severity, message }) => `${severity} ${code}: ${message}`).join("\n")).toEqual(wanted);
  });
});

type Place = BrokenCase["expect"][number];

function placeOf({ code, file, position }: Finding): Place {
  return { code, file, ...position };
}

/** Lines move when a generator writes more or less: `CORPUS_POSITIONS=write` notes them anew, codes and files stay as they are. */
function rewritten(one: BrokenCase, told: readonly Place[]): readonly Place[] {
  const same =
    told.length === one.expect.length &&
    told.every(({ code, file }, index) => code === one.expect[index]?.code && file === one.expect[index]?.file);
  if (!same) return one.expect;
  const file = caseFile(one.name);
  const text: unknown = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, `${JSON.stringify({ ...(typeof text === "object" ? text : {}), expect: told }, null, 2)}\n`);
  return told;
}

test("every check and every policy finds a fault of the corpus", () => {
  const texts = new Map(readdirSync(policies).map((name) => [`policies/${name}`, readFileSync(join(policies, name), "utf8")]));
  const codes = [definitionInvalid, evidenceLive, ...checksFor({ policies: texts })].map(({ code }) => code);
  const found = new Set(cases.flatMap(({ expect: places }) => places.map(({ code }) => code)));
  expect([...found].toSorted()).toEqual([...new Set(codes)].toSorted());
});

test("the corpus has at least 80 broken projects", () => {
  expect(cases.length).toBeGreaterThanOrEqual(80);
});
