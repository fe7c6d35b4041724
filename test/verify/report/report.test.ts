import { describe, expect, test } from "vitest";
import { reporters } from "../../../src/verify/report/index.ts";
import { clean, report } from "./findings.ts";

const extensions = {
  text: "txt",
  json: "json",
  github: "txt",
  sarif: "sarif.json",
  junit: "xml",
  codequality: "json",
  markdown: "md",
} as const;

describe.each(Object.entries(reporters))("%s", (name, write) => {
  const extension = Object.entries(extensions).find(([format]) => format === name)?.[1] ?? "txt";

  test("writes findings of each severity", async () => {
    await expect(write(report)).toMatchFileSnapshot(`golden/${name}.${extension}`);
  });

  test("writes a clean project", async () => {
    await expect(write(clean)).toMatchFileSnapshot(`golden/${name}-clean.${extension}`);
  });
});

test("text is coloured for a terminal, and says the same", () => {
  const colored = reporters.text({ ...report, color: true });
  expect(colored).toContain("\u001b[31merror\u001b[39m");
  expect(colored.replaceAll(/\u001b\[\d+m/g, "")).toBe(reporters.text(report));
});

test("a broken project says so, and SARIF does not call the run a success", () => {
  expect(reporters.text({ ...clean, broken: true })).toBe("clean: 3 rendered folders of 1 rollout, definitions could not be read\n");
  expect(reporters.sarif({ ...clean, broken: true })).toContain('"executionSuccessful": false');
});
