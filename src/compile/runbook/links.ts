import { cell, inline, link, phrase, slug, type Markdown } from "../../base/markdown.ts";
import { dashboardUrl, headings, panelId, prometheusUrl } from "../conventions.ts";
import type { Page } from "./page.ts";
import { listed } from "./prose.ts";

/** Heading of a task: nobody but the runbook links to it. */
export const taskHeading = (name: string): string => `Task ${name}`;

function toHeading(label: string, heading: string): Markdown {
  return link(label, `#${slug(heading)}`);
}

/** A link to a whole chapter, by its heading. */
export const chapterLink = (heading: string): Markdown => toHeading(heading, heading);
export const stageLink = (name: string): Markdown => toHeading(name, headings.stage(name));
export const gateLink = (name: string): Markdown => toHeading(name, headings.gate(name));
export const signalLink = (name: string): Markdown => toHeading(name, headings.signal(name));
export const probeLink = (name: string): Markdown => toHeading(name, headings.probe(name));
export const alertLink = (name: string): Markdown => toHeading(name, headings.alert(name));

/** A procedure by its title. */
export function procedureLink(page: Page, name: string): Markdown {
  return toHeading(page.rollout.procedures[name]?.title ?? name, headings.procedure(name));
}

/** A task by its title, with its owner. */
export function taskLink(page: Page, name: string): Markdown {
  const task = page.rollout.tasks[name];
  return task === undefined ? inline(name) : phrase`${toHeading(task.title, taskHeading(name))} (${contactName(page, task.owner)})`;
}

/** Heading of a symptom, numbered so that it is the only one of its kind. */
export const symptomHeading = (index: number, symptom: string): string => `Symptom ${index + 1}: ${symptom}`;
export const symptomLink = (index: number, symptom: string): Markdown => toHeading(symptom, symptomHeading(index, symptom));

/** Probes in a row. */
export function probeLinks(names: readonly string[]): Markdown | undefined {
  return listed(names.map(probeLink));
}

/** A person, team or channel by role. */
export function contactName(page: Page, name: string): Markdown {
  return inline(page.rollout.contacts[name]?.role ?? name);
}

/** Where an expression is drawn and, for a signal, where the dashboard shows it. */
export function graphLinks(page: Page, signal: string | undefined, query: string): Markdown {
  const graph = link("graph in Prometheus", prometheusUrl(page.environment, query));
  if (signal === undefined) return graph;
  return phrase`${graph} · ${link("dashboard panel", dashboardUrl(page.rollout, page.environment, panelId("signal", signal)))}`;
}

/** For a table: the cell's text, or a dash for nothing. */
export function orDash(content: Markdown | undefined): Markdown {
  return content === undefined ? inline("–") : cell(content);
}
