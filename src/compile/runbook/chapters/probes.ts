import { codeSpan, fence, inline, phrase } from "../../../base/markdown.ts";
import type { TemplateData } from "../../../base/template.ts";
import type { Probe } from "../../../model/probe.ts";
import { headings } from "../../conventions.ts";
import { expectation } from "../expectation.ts";
import { facts } from "../facts.ts";
import { gateLink, procedureLink } from "../links.ts";
import type { Chapter, Page } from "../page.ts";
import { codes, listed } from "../prose.ts";
import { probeCommand } from "../probe-command.ts";
import { sources } from "../sources.ts";

/** Checks to run by hand; `rampart probe` runs the same ones. */
export const probes: Chapter = (page) => {
  const all = Object.entries(page.rollout.probes);
  if (all.length === 0) return undefined;
  return {
    rollout: inline(page.rollout.name),
    environment: inline(page.environment.name),
    probes: all.map(([name, probe]) => probeView(page, name, probe)),
  };
};

function probeView(page: Page, name: string, probe: Probe): TemplateData {
  const gates = Object.entries(page.rollout.gates).filter(([, gate]) =>
    (gate.kind === "probe" ? gate.probes : gate.kind === "receipt" ? gate.receipts : []).some((one) => one === name),
  );
  return {
    heading: inline(headings.probe(name)),
    title: inline(probe.title),
    command: fence(probeCommand(probe, page), "sh"),
    facts: facts({
      Expected: listed(expectation(probe), "; "),
      Proves: inline(probe.proves),
      Run: probe.every === "instance" ? phrase`for every instance the stage has reached; take the others out of the list` : undefined,
      "Time limit": inline(probe.timeout),
      Needs: needs(probe),
      "Written by": probe.kind === "receipt" && probe.writtenBy !== undefined ? procedureLink(page, probe.writtenBy) : undefined,
      Gates: listed(gates.map(([gate]) => gateLink(gate))),
      Sources: sources(probe.sources),
    }),
  };
}

function needs(probe: Probe) {
  switch (probe.kind) {
    case "http":
    case "json-rpc":
      return probe.bearerToken === undefined ? undefined : phrase`${codeSpan(probe.bearerToken)} with the bearer token`;
    case "sql":
      return phrase`${codeSpan(probe.connection)} with the connection string`;
    case "command":
      return listed(
        Object.entries(probe.variables).map(([name, text]) => phrase`${codeSpan(name)}: ${inline(text)}`),
        "; ",
      );
    case "receipt":
      return codes([probe.file]);
  }
}
