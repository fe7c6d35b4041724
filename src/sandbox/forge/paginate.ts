import { refusal } from "./refusal.ts";
import type { Call, World } from "./world.ts";

/** A part of a list, and the `Link` header that leads to the others. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly headers: Readonly<Record<string, string>>;
}

/** The page of a list that a call asks for by `page` and `per_page` (30 unless told, 100 at most). */
export function paginate<Item>(world: World, call: Call, all: readonly Item[]): Page<Item> {
  const page = number(call, "page", 1);
  const size = Math.min(100, number(call, "per_page", 30));
  if (page * size > 1_000_000) throw refusal(422, "In order to keep the API fast for everyone, pagination is limited for this resource.");
  const last = Math.max(1, Math.ceil(all.length / size));
  const links = [
    ...(page > 1 ? [link(world, call, Math.min(page - 1, last), "prev")] : []),
    ...(page < last ? [link(world, call, page + 1, "next"), link(world, call, last, "last")] : []),
    ...(page > 1 ? [link(world, call, 1, "first")] : []),
  ];
  const items = all.slice((page - 1) * size, page * size);
  return { items, headers: links.length === 0 ? {} : { link: links.join(", ") } };
}

function number({ query }: Call, name: string, fallback: number): number {
  const text = query.get(name) ?? "";
  return /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : fallback;
}

function link(world: World, call: Call, page: number, rel: string): string {
  const query = new URLSearchParams(call.query);
  query.set("page", String(page));
  return `<${world.url}${call.path}?${query.toString()}>; rel="${rel}"`;
}
