import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { compile, type Tree } from "../src/compile/compile.ts";
import { packageVersion } from "../src/project/package-version.ts";
import { readProject, type Project } from "../src/project/read-project.ts";
import { parseCoverage } from "./coverage/parse-coverage.ts";
import { rowFailures } from "./coverage/row-failures.ts";

/** A table with fewer rows cannot have gone through a document line by line. */
const fewestRows = 20;

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const tables = readdirSync(`${root}/docs/coverage`)
  .filter((file) => file.endsWith(".md"))
  .toSorted();

describe("coverage of the source documents", () => {
  let project: Project;
  let trees: readonly Tree[];
  beforeAll(async () => {
    project = await readProject(root);
    trees = compile(project, { version: packageVersion() });
  });

  test("every rollout has a table, and every table a rollout", () => {
    expect(tables.map((file) => file.slice(0, -".md".length))).toEqual([...project.rollouts.keys()].toSorted());
  });

  test.each(tables)("every row of %s is true", (file) => {
    const name = file.slice(0, -".md".length);
    const definition = project.rollouts.get(name)?.value;
    const content = new Map(
      trees
        .filter(({ rollout }) => rollout === name)
        .flatMap(({ environment, artifacts }) =>
          artifacts.map((artifact) => [`${environment}/${artifact.path}`, artifact.content] as const),
        ),
    );
    const { rows, faults } = parseCoverage(readFileSync(`${root}/docs/coverage/${file}`, "utf8"));
    const untrue = rows.flatMap((row) =>
      rowFailures(row, definition, (environment, path) => content.get(`${environment}/${path}`)).map(
        (failure) => `${row.at}: ${row.fact}: ${failure}`,
      ),
    );
    expect([...faults, ...untrue].map((failure) => `docs/coverage/${file}:${failure}`)).toEqual([]);
    expect(rows.length).toBeGreaterThanOrEqual(fewestRows);
  });
});
