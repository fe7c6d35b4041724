import { beforeAll, describe, expect, test } from "vitest";
import { formatPath, parsePath } from "../../src/model/problem.ts";
import { createLocator } from "../../src/project/create-locator.ts";

const source = `import { defineRollout } from "rampart";
const gates = ["errors", "latency"];
const shared = { hold: "48h", gates } as const;
function computed(weight: number) { return { name: \`canary-\${weight}\` }; }

export default defineRollout({
  name: "checkout", /* é — ü */ title: "Checkout",
  "quoted": { "a.b": 1 },
  ladders: {
    production: {
      stages: [
        { name: "before" },
        { name: "one", ...shared },
        computed(5),
      ],
    },
  },
});
`;

let locate: Awaited<ReturnType<typeof createLocator>>;
beforeAll(async () => {
  locate = await createLocator();
});

describe("a path is found", () => {
  test.each([
    ["a key", ["name"], 7, 3],
    ["a key behind other characters", ["title"], 7, 33],
    ["a quoted key", ["quoted", "a.b"], 8, 15],
    ["an element", ["ladders", "production", "stages", 0, "name"], 12, 11],
    ["through a spread constant", ["ladders", "production", "stages", 1, "hold"], 3, 18],
    ["through a constant array", ["ladders", "production", "stages", 1, "gates", 1], 2, 26],
    ["where code computes it", ["ladders", "production", "stages", 2, "name"], 14, 9],
    ["where it should be, when it is missing", ["ladders", "staging"], 9, 3],
  ] as const)("%s", (_, path, line, column) => expect(locate(source, path)).toEqual({ line, column }));
});

test("a file that does not parse has no places", () => expect(locate("export default {", ["a"])).toBeUndefined());

test.each([[["ladders", "production", "stages", 1, "gates", 0]], [["helm", "values", 'a."b".c']], [[]]])(
  "parsePath() undoes formatPath(%j)",
  (path) => expect(parsePath(formatPath(path))).toEqual(path),
);
