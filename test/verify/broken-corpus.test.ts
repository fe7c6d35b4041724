import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Finding } from "../../src/verify/finding.ts";
import { brokenCases, caseFile, type BrokenCase } from "./corpus/broken-case.ts";
import { soundProject, type SoundProject } from "./corpus/sound-project.ts";

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

  test.each(cases)("$name: $fault", async (one) => {
    const findings = await project.broken(one);
    const told = findings.map(placeOf);
    const told2 = process.env["CORPUS_POSITIONS"] === "write" ? rewritten(one, told) : one.expect;
    expect(told, findings.map(({ code, severity, message }) => `${severity} ${code}: ${message}`).join("\n")).toEqual(told2);
  });
});

type Place = BrokenCase["expect"][number];

function placeOf({ code, file, position }: Finding): Place {
  return { code, file, ...position };
}

/** Lines move when a generator writes more or less: `CORPUS_POSITIONS=write` notes them anew, codes and files stay as they are. */
function rewritten(one: BrokenCase, told: readonly Place[]): readonly Place[] {
  const same = told.length === one.expect.length && told.every(({ code, file }, index) => code === one.expect[index]?.code && file === one.expect[index]?.file);
  if (!same) return one.expect;
  const file = caseFile(one.name);
  const text: unknown = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, `${JSON.stringify({ ...(typeof text === "object" ? text : {}), expect: told }, null, 2)}\n`);
  return told;
}
