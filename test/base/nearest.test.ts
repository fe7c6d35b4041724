import { expect, test } from "vitest";
import { nearest } from "../../src/base/nearest.ts";

test.each([
  ["eror-rate", ["error-rate", "latency"], "error-rate"],
  ["wieght", ["weight", "height"], "weight"],
  ["Production", ["production", "staging"], "production"],
  ["canary", ["full", "cleanup"], undefined],
  ["x", [], undefined],
])("the nearest to %s among %j is %s", (name, candidates, expected) => expect(nearest(name, candidates)).toBe(expected));
