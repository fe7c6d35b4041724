import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { freshHours } from "../../src/model/evidence-block.ts";
import { aStep, commit } from "../step/pull-request/a-step.ts";

const root = new URL("../..", import.meta.url).pathname;
const page = readFileSync(`${root}docs/pull-requests.md`, "utf8");

describe("docs/pull-requests.md", () => {
  const { request } = aStep({ remaining: ["Read the logs"] });

  test("names every label, status and trailer", () => {
    const all = (["advance", "roll-back", "clean-up", "restart"] as const).flatMap((kind) => {
      const to = kind === "advance" || kind === "clean-up" ? "canary-10" : "before";
      return aStep({ kind, to }).request.labels;
    });
    for (const label of all) expect(page).toContain(`\`${label.replace("/production", "/<environment>")}\``);
    for (const { context } of request.statuses) expect(page).toContain(`\`${context}\``);
    expect(page).toContain("`Rampart-Step`");
  });

  test("tells the parts of a body in their order", () => {
    const body = request.body(commit);
    const headings = [...body.matchAll(/^### (What moves|What the gates say|Before it is merged|What policies and checks say)$/gm)].map(
      ([, heading = ""]) => heading,
    );
    expect(headings).toHaveLength(4);
    const told = headings.map((heading) => page.indexOf(`**${heading.replace(/^./, (first) => first.toLowerCase())}**`));
    expect(told).toEqual(told.toSorted((left, right) => left - right));
    expect(told[0]).toBeGreaterThan(0);
  });

  test("says how long evidence counts", () => expect(page).toContain(`**${freshHours} hours**`));

  test("has no link that leads nowhere", () => {
    for (const [, link = ""] of page.matchAll(/\]\(((?!https?:|#)[^)#\s]+)/g)) expect(existsSync(`${root}docs/${link}`), link).toBe(true);
  });
});
