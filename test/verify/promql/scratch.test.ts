import { test } from "vitest";
import { readdirSync } from "node:fs";
import { readProject } from "../../../src/project/read-project.ts";
import { compile, createStandingContext } from "../../../src/compile/compile.ts";
import { folderOf } from "../../../src/verify/folder.ts";
import type { Check } from "../../../src/verify/check.ts";
test("x", async () => {
  const root = new URL("../../..", import.meta.url).pathname.replace(/\/$/, "");
  const project = await readProject(root);
  const trees = compile(project, { version: "0" });
  const folders = trees.map((t) => folderOf(t.environment, t.rollout, t.artifacts));
  console.log(folders.map((f) => [f.path, f.resource() !== undefined].join(" ")).join("\n"));
  const contexts = project.standings.map((s) => createStandingContext(project, s, s.stage));
  const mine = /^(promql|rules|dashboard|runbook|definition)-/;
  for (const file of readdirSync(root + "/src/verify/checks").filter((f) => mine.test(f))) {
    const module: Record<string, Check> = await import(root + "/src/verify/checks/" + file);
    for (const check of Object.values(module)) {
      const t = performance.now();
      const reports = check.scope === "folder" ? folders.flatMap((f) => [...check.check(f)]) : check.scope === "folders" ? [...check.check(folders)] : check.scope === "project" ? [...check.check({ project, folders, trees })] : check.scope === "definition" ? contexts.flatMap((c) => [...check.check(c)]) : [];
      if (reports.length > 0 || performance.now() - t > 5) console.log(check.code, (performance.now() - t).toFixed(1), "ms", reports.length);
      for (const r of reports.slice(0, 20)) console.log("   ", JSON.stringify(r));
    }
  }
}, 60000);
