import { expect, test } from "vitest";
import type { Rollout } from "../../src/model/rollout.ts";
import { crossChecks } from "../../src/project/cross-checks.ts";
import { example } from "../cases/example.ts";

const stages = [
  { name: "before", title: "Before" },
  { name: "full", title: "All", levers: { weight: 100 } },
];

function routing(name: string, host: string, path: string): Rollout {
  return example(name, {
    traffic: { baseline: { service: "old", port: 80 }, candidate: { service: "new", port: 80 }, paths: [{ path }] },
    ladders: { production: { host, stages } },
  }).rollout;
}

function problemsOf(...rollouts: readonly Rollout[]): readonly string[] {
  const { environment } = example("any", {}, { hostSuffixes: ["shop.example.com"], traffic: { ingress: { class: "nginx" } } });
  return crossChecks(
    new Map([["production", { value: environment, file: "environments/production.ts" }]]),
    new Map(rollouts.map((value) => [value.name, { value, file: `rollouts/${value.name}.ts` }])),
  ).map(({ file, path, message }) => `${file} ${path}: ${message}`);
}

test("rollouts of other hosts or other paths do not get in each other's way", () => {
  expect(
    problemsOf(
      routing("one", "pay.shop.example.com", "/pay"),
      routing("two", "pay.shop.example.com", "/refund"),
      routing("three", "buy.shop.example.com", "/pay"),
      example("four", {}).rollout,
    ),
  ).toEqual([]);
});

test("of rollouts that route the same host and path, each is told of those named before it", () => {
  const clash = (name: string, other: string) =>
    `rollouts/${name}.ts ladders.production.host: routes the same host and path as rollout "${other}" (rollouts/${other}.ts)`;
  expect(
    problemsOf(
      routing("c", "pay.shop.example.com", "/pay"),
      routing("a", "pay.shop.example.com", "/pay"),
      routing("d", "buy.shop.example.com", "/pay"),
      routing("b", "pay.shop.example.com", "/pay"),
    ),
  ).toEqual([clash("c", "a"), clash("c", "b"), clash("b", "a")]);
});
