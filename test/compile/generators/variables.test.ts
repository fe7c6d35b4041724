import { expect, test } from "vitest";
import { variables } from "../../../src/compile/generators/variables.ts";
import { contextOf, stage, type Fixture } from "../traffic/context-fixture.ts";

const declared = {
  MODE: { purpose: "Mode", required: false },
  LEVEL: { purpose: "Level", required: false },
  TOKEN: { purpose: "Token", required: false, format: "secret" as const },
};
const stages: Fixture["stages"] = [
  stage("before"),
  stage("on", { variables: { MODE: "yes", LEVEL: "1" } }),
  stage("off", { variables: { MODE: null } }),
];

function content(fixture: Fixture): string | undefined {
  return variables.generate(contextOf({ rollout: { variables: declared }, stages, ...fixture }))[0]?.content;
}

test("writes the variables that stages so far have set, as text", () => {
  expect(content({ at: "on" })).toBe(`apiVersion: v1
kind: ConfigMap
metadata:
  labels:
    app.kubernetes.io/managed-by: rampart
    app.kubernetes.io/name: checkout
    app.kubernetes.io/part-of: checkout-v2
    rampart.dev/environment: prod
    rampart.dev/rollout: checkout-v2
  name: checkout-v2-variables
  namespace: shop
data:
  LEVEL: "1"
  MODE: "yes"
`);
});

test("is there from the first stage on, and loses what a stage unsets", () => {
  expect(content({ at: "before" })).toContain("data: {}\n");
  expect(content({ at: "off" })).toContain('data:\n  LEVEL: "1"\n');
});

test("refuses a secret", () => {
  expect(() => content({ stages: [stage("before"), stage("on", { variables: { TOKEN: "x" } })] })).toThrow("TOKEN is a secret");
});

test("applies where stages set variables that no chart takes", () => {
  const helm = { release: "shop", chart: "charts/shop" };
  const applies = (fixture: Fixture): boolean => variables.applies(contextOf({ stages, ...fixture }));
  expect(applies({ rollout: { variables: declared } })).toBe(true);
  expect(applies({ rollout: { variables: declared, helm } })).toBe(true);
  expect(applies({ rollout: { variables: declared, helm: { ...helm, variables: "env" } } })).toBe(false);
  expect(applies({ stages: [stage("before"), stage("after")] })).toBe(false);
});
