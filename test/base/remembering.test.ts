import { expect, test } from "vitest";
import { remembering, rememberingFor } from "../../src/base/remembering.ts";

test("remembering() asks once for each text, whatever the answer is", () => {
  const asked: string[] = [];
  const length = remembering((text) => {
    asked.push(text);
    return text === "" ? undefined : text.length;
  });
  expect(["a", "bb", "", "a", "", "bb"].map(length)).toEqual([1, 2, undefined, 1, undefined, 2]);
  expect(asked).toEqual(["a", "bb", ""]);
});

test("remembering() keeps so many answers, then begins anew", () => {
  const asked: string[] = [];
  const answer = remembering((text) => {
    asked.push(text);
    return text;
  }, 2);
  expect(["a", "b", "a", "c", "c", "a"].map(answer)).toEqual(["a", "b", "a", "c", "c", "a"]);
  expect(asked).toEqual(["a", "b", "c", "a"]);
});

test("rememberingFor() asks once for each value, not for its like", () => {
  const asked: object[] = [];
  const first = rememberingFor((list: readonly string[]) => {
    asked.push(list);
    return list[0];
  });
  const [one, like, none] = [["a"], ["a"], []];
  expect([one, like, none, one, none].map(first)).toEqual(["a", "a", undefined, "a", undefined]);
  expect(asked).toEqual([one, like, none]);
});
