import fc from "fast-check";
import { expect, test } from "vitest";
import { phrase } from "../../../src/base/markdown.ts";
import { arrange } from "../../../src/compile/dashboard/arrange.ts";
import type { Row, TextPanel } from "../../../src/compile/dashboard/panel.ts";

function panel(width: number, height: number): TextPanel {
  return { kind: "text", id: 1, title: "", description: phrase``, links: [], content: phrase``, width, height };
}

const rows = fc.array(
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 12 })), { maxLength: 8 })
    .map((sizes): Row => ({ id: 1, title: "", panels: sizes.map(([width, height]) => panel(width, height)) })),
  { maxLength: 5 },
);

test("arrange() keeps every panel on the grid, in its row, and off every other panel", () => {
  fc.assert(
    fc.property(rows, (all) => {
      const arranged = arrange(all);
      const taken = new Set<string>();
      for (const [index, { place, panels }] of arranged.entries()) {
        const next = arranged[index + 1]?.place.y ?? Number.POSITIVE_INFINITY;
        for (const at of [place, ...panels.map((one) => one.place)]) {
          expect(at.x + at.w).toBeLessThanOrEqual(24);
          expect(at.y).toBeGreaterThanOrEqual(place.y);
          expect(at.y + at.h).toBeLessThanOrEqual(next);
          for (let x = at.x; x < at.x + at.w; x++) {
            for (let y = at.y; y < at.y + at.h; y++) {
              expect(taken.has(`${x}/${y}`)).toBe(false);
              taken.add(`${x}/${y}`);
            }
          }
        }
      }
    }),
    { numRuns: 50 },
  );
});

test("arrange() puts panels side by side until the columns are used up", () => {
  const [row] = arrange([{ id: 1, title: "", panels: [panel(12, 8), panel(12, 6), panel(6, 4)] }]);
  expect(row?.panels.map(({ place }) => place)).toEqual([
    { x: 0, y: 1, w: 12, h: 8 },
    { x: 12, y: 1, w: 12, h: 6 },
    { x: 0, y: 9, w: 6, h: 4 },
  ]);
});
