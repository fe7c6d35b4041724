import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { codeUnitOrder } from "../base/code-unit-order.ts";
import { packageRoot } from "./package-root.ts";

const folder = new URL("docs/checks/", packageRoot);

/** Codes that have a page. */
export function checkPages(): readonly string[] {
  const path = fileURLToPath(folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.slice(0, -".md".length))
    .toSorted(codeUnitOrder);
}

/** The page of a check, in Markdown; that of `policy-<name>` is the policy's. */
export function readCheckPage(code: string): string | undefined {
  if (!/^[a-z0-9-]+$/.test(code)) return undefined;
  const pages = [new URL(`${code}.md`, folder), new URL(`../policies/${code.replace(/^policy-/, "")}.md`, folder)];
  const path = pages.map((page) => fileURLToPath(page)).find((page) => existsSync(page));
  return path === undefined ? undefined : readFileSync(path, "utf8");
}
