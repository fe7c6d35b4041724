import type { Panel, Row } from "./panel.ts";

/** Where a panel or row stands on Grafana's grid of 24 columns. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A row and its panels with their places. */
export interface ArrangedRow {
  readonly row: Row;
  readonly place: Place;
  readonly panels: readonly { readonly panel: Panel; readonly place: Place }[];
}

const columns = 24;

/**
 * Gives every panel its place: left to right in the order given, on to the
 * next line when the columns are used up, each row below the one before.
 */
export function arrange(rows: readonly Row[]): readonly ArrangedRow[] {
  let top = 0;
  return rows.map((row) => {
    const place = { x: 0, y: top, w: columns, h: 1 };
    let x = 0;
    let y = top + 1;
    let lineHeight = 0;
    const panels = row.panels.map((panel) => {
      if (x + panel.width > columns) {
        x = 0;
        y += lineHeight;
        lineHeight = 0;
      }
      const at = { x, y, w: panel.width, h: panel.height };
      x += panel.width;
      lineHeight = Math.max(lineHeight, panel.height);
      return { panel, place: at };
    });
    top = y + lineHeight;
    return { row, place, panels };
  });
}
