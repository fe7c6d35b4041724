import { expect, test } from "vitest";
import { remembering } from "../../src/base/remembering.ts";

test("remembering() asks once for each text, whatever the answer is", () => {
  const asked: string[] = [];
  const length = remembering((text) => {
    asked.push(text);
    return text === "" ? undefined : text.length;
  });
  expect(["a", "bb", "", "a", "", "bb"].map(length)).toEqual([1, 2, undefined, 1, undefined, 2]);
  expect(asked).toEqual(["a", "bb", ""]);
});

test("remembering() keeps a bounded number of answers", () => {
  let asked = 0;
  const answer = remembering((text) => {
    asked += 1;
    return text;
  });
  for (let index = 0; index <= 10_000; index += 1) answer(String(index));
  expect(answer("10000")).toBe("10000");
  expect(asked).toBe(10_001);
  answer("0");
  expect(asked).toBe(10_002);
});
