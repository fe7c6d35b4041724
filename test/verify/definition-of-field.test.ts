import { expect, test } from "vitest";
import { RolloutResource } from "../../src/model/rollout-resource.ts";
import { Rollout } from "../../src/model/rollout.ts";
import { definitionOfField } from "../../src/verify/definition-of-field.ts";

const parts = Object.keys(RolloutResource.shape.spec.shape);

test("what a rollout says of itself is said by its definition, under a key that definitions have", () => {
  const told = parts.flatMap((part) => definitionOfField(["spec", part], "production") ?? []);
  const keys = told.filter((key) => !["production", "stages", "host", "window"].includes(String(key)));
  expect(keys.filter((key) => !Object.hasOwn(Rollout.shape, key))).toEqual([]);
  expect(keys.length).toBeGreaterThan(10);
});

test("what belongs to a ladder is told in that of the environment", () => {
  expect(definitionOfField(["spec", "stages", 2, "weight"], "staging")).toEqual(["ladders", "staging", "stages"]);
});

test("what the environment or the state says is in no definition", () => {
  expect(definitionOfField(["spec", "environment", "labels"], "staging")).toBeUndefined();
  expect(definitionOfField(["status", "index"], "staging")).toBeUndefined();
  expect(definitionOfField(["spec", "constructor"], "staging")).toBeUndefined();
  expect(definitionOfField([], "staging")).toBeUndefined();
});
