import { mkdirSync, writeFileSync } from "node:fs";
import { test } from "vitest";
import { Environment } from "../../../src/model/environment.ts";
import { checkRollout } from "../../../src/model/check-rollout.ts";
import { createContext } from "../../../src/compile/context.ts";
import { dashboard } from "../../../src/compile/generators/dashboard.ts";

const names = ["butlers-streamable-http", "koan-http-sse", "mcp-gateway-rust", "mcp-token-shaping", "operator-mcp"];
for (const name of names)
  test(name, async () => {
    const { default: definition } = await import(`../../../rollouts/${name}.ts`);
    const checked = checkRollout({ name, ...definition });
    if (checked.value === undefined) throw new Error(JSON.stringify(checked.problems.slice(0, 10), null, 1));
    for (const [env, ladder] of Object.entries(checked.value.ladders)) {
      const { default: e } = await import(`../../../environments/${env}.ts`);
      const context = createContext({ rollout: checked.value, environment: Environment.parse(e), ladder, stage: ladder.stages[0]!.name, ledger: [], definition: "x", template: () => "" });
      mkdirSync(`/tmp/dash/${env}/${name}/manifests`, { recursive: true });
      const t = process.hrtime.bigint();
      for (const a of dashboard.generate(context)) writeFileSync(`/tmp/dash/${env}/${name}/${a.path}`, a.content);
      console.log(env, name, Number(process.hrtime.bigint() - t) / 1e6);
    }
  });
