import { codeSpan, inline, phrase, type Markdown } from "../../base/markdown.ts";
import type { Assertion, Probe } from "../../model/probe.ts";
import { codes, listed, present } from "./prose.ts";

/** The answer that a probe counts as good, one phrase each. */
export function expectation(probe: Probe): readonly Markdown[] {
  switch (probe.kind) {
    case "http": {
      const { status, bodyIncludes } = probe.expect;
      const statuses =
        listed(
          status.map((one) => phrase`${one}`),
          " or ",
        ) ?? phrase``;
      return present([
        phrase`status ${statuses}`,
        bodyIncludes === undefined ? undefined : phrase`a body that has ${codeText(bodyIncludes)}`,
      ]);
    }
    case "json-rpc":
      return probe.expect.length === 0 ? [phrase`a result and no error`] : probe.expect.map(assertion);
    case "command": {
      const { exit, outputIncludes, json } = probe.expect;
      const printed = listed(json.map(assertion));
      return present([
        phrase`exit code ${exit}`,
        outputIncludes === undefined ? undefined : phrase`output that has ${codeText(outputIncludes)}`,
        printed === undefined ? undefined : phrase`in the JSON it prints: ${printed}`,
      ]);
    }
    case "sql": {
      const { rows, where } = probe.expect;
      const condition = where === undefined ? phrase`` : phrase` with ${codeSpan(`${where.column} > ${where.greaterThan}`)}`;
      return [phrase`at least ${rows} ${rows === 1 ? phrase`row` : phrase`rows`}${condition}`];
    }
    case "receipt": {
      const { format, latestPer } = probe;
      const all = probe.expect.map(assertion);
      if (format === "json") return all;
      const of =
        latestPer === undefined ? phrase`` : phrase` of each ${codeSpan(latestPer.field)} (${codes(latestPer.values) ?? phrase``})`;
      return [phrase`in the last line${of}: ${listed(all) ?? phrase``}`];
    }
  }
}

function assertion({ path, expect }: Assertion): Markdown {
  const value = codeSpan(path);
  if ("equals" in expect) return phrase`${value} is ${codeSpan(String(expect.equals))}`;
  if ("oneOf" in expect) return phrase`${value} is one of ${codes(expect.oneOf.map(String)) ?? phrase``}`;
  if ("includes" in expect) return phrase`${value} includes ${codes(expect.includes) ?? phrase``}`;
  if ("exists" in expect) return phrase`${value} is there`;
  if ("empty" in expect) return phrase`${value} is empty`;
  if ("atLeast" in expect) return phrase`${value} is at least ${expect.atLeast}`;
  if ("greaterThan" in expect) return phrase`${value} is more than ${expect.greaterThan}`;
  if ("within" in expect) return phrase`${value} is at most ${inline(expect.within)} old`;
  return phrase`${value} is a UTC time (ISO-8601)`;
}

/** Text that is looked for, as code unless it was written with code in it. */
function codeText(text: string): Markdown {
  return text.includes("`") ? inline(text) : codeSpan(text);
}
