import { expect, test } from "vitest";
import { fencedBlocks } from "../../../src/verify/runbook/fenced-blocks.ts";

test("finds each block with its language and its line", () => {
  const lines = [
    "# A",
    "```sh",
    "a",
    "",
    "b",
    "```",
    "- c",
    "",
    "  ```promql",
    "  up",
    "    down",
    "  ```",
    "````",
    "```",
    "````",
    "~~~ json x",
    "{}",
  ];
  expect(fencedBlocks(lines)).toEqual([
    { language: "sh", line: 3, code: "a\n\nb" },
    { language: "promql", line: 10, code: "up\n  down" },
    { language: "", line: 14, code: "```" },
    { language: "json", line: 17, code: "{}" },
  ]);
});

test("text without fences has none", () => expect(fencedBlocks(["a `b` c", "", "    code"])).toEqual([]));
