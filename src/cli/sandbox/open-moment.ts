import type { Project } from "../../project/read-project.ts";
import { hoursOf } from "../../step/decide/hours-of.ts";
import { nextOpening } from "../../step/decide/next-opening.ts";
import { contextOf } from "../step-world.ts";

/**
 * The first moment from `now` on (Unix seconds) at which each ladder of a
 * project has come out of its freezes and into its working hours once, so that
 * who begins on a Saturday need not wait for Monday.
 */
export function openMoment(project: Project, now: number): number {
  const openings = project.standings.map((standing) => nextOpening(hoursOf(contextOf(project, standing), project.stops), now) ?? now);
  return Math.max(now, ...openings);
}
