import type { RenderedPanel } from "../../compile/closure/rendered.ts";

/** Panels that show something other than the answer to a query. */
const withoutQuery = new Set(["row", "text", "news", "dashlist", "alertlist", "welcome", "annolist"]);

/** Kind of a panel as Grafana calls it. */
export function panelType({ value }: RenderedPanel): string {
  const type = value["type"];
  return typeof type === "string" ? type : "";
}

/** Whether a panel shows the answer to a query. */
export function isQueryPanel(panel: RenderedPanel): boolean {
  return !withoutQuery.has(panelType(panel));
}

/** A panel by its title, or by its number where it has none. */
export function panelName({ title, id }: RenderedPanel): string {
  return title === "" ? `panel ${id}` : `panel "${title}"`;
}
