import fc from "fast-check";
import { expect, test } from "vitest";
import { codeUnitOrder, inCodeUnitOrder } from "../../src/base/code-unit-order.ts";

test("inCodeUnitOrder() puts few texts and many in the same order as a sort does", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" }), { maxLength: 40 }), (texts) => {
      expect(inCodeUnitOrder(texts)).toEqual(texts.toSorted(codeUnitOrder));
    }),
  );
});

test("inCodeUnitOrder() leaves the list as it is", () => {
  const texts = ["b", "a"];
  expect(inCodeUnitOrder(texts)).toEqual(["a", "b"]);
  expect(texts).toEqual(["b", "a"]);
});
