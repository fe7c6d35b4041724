import type { Context } from "../context.ts";
import type { TemplateData } from "../../base/template.ts";

/**
 * What a chapter may look at: everything but the stage where the rollout
 * stands. That is told once, above the first chapter, so that the runbooks of
 * two neighbouring stages differ in that line alone.
 */
export type Page = Omit<Context, "position">;

/** Fills one chapter; `undefined` when there is nothing to tell. */
export type Chapter = (page: Page) => TemplateData | undefined;
