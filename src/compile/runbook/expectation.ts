import { codeSpan, inline, md, type Markdown } from "../../base/markdown.ts";
import type { Assertion, Probe } from "../../model/probe.ts";
import { codes, listed, present } from "./prose.ts";

/** The answer that a probe counts as good, one phrase each. */
export function expectation(probe: Probe): readonly Markdown[] {
  switch (probe.kind) {
    case "http": {
      const { status, bodyIncludes } = probe.expect;
      const statuses = listed(status.map((one) => md`${one}`), " or ") ?? md``;
      return present([md`status ${statuses}`, bodyIncludes === undefined ? undefined : md`a body that has ${codeText(bodyIncludes)}`]);
    }
    case "json-rpc":
      return probe.expect.length === 0 ? [md`a result and no error`] : probe.expect.map(assertion);
    case "command": {
      const { exit, outputIncludes, json } = probe.expect;
      return [
        md`exit code ${exit}`,
        ...(outputIncludes === undefined ? [] : [md`output that has ${codeText(outputIncludes)}`]),
        ...json.map((one) => md`in the JSON it prints, ${assertion(one)}`),
      ];
    }
    case "sql": {
      const { rows, where } = probe.expect;
      const condition = where === undefined ? md`` : md` with ${codeSpan(`${where.column} > ${where.greaterThan}`)}`;
      return [md`at least ${rows} ${rows === 1 ? md`row` : md`rows`}${condition}`];
    }
    case "receipt": {
      const { format, latestPer } = probe;
      const all = probe.expect.map(assertion);
      if (format === "json") return all;
      const of = latestPer === undefined ? md`the last line` : md`the last line of each ${codeSpan(latestPer.field)} (${codes(latestPer.values) ?? md``})`;
      return all.map((one) => md`in ${of}, ${one}`);
    }
  }
}

function assertion({ path, expect }: Assertion): Markdown {
  const value = codeSpan(path);
  if ("equals" in expect) return md`${value} is ${codeSpan(String(expect.equals))}`;
  if ("oneOf" in expect) return md`${value} is one of ${codes(expect.oneOf.map(String)) ?? md``}`;
  if ("includes" in expect) return md`${value} includes ${codes(expect.includes) ?? md``}`;
  if ("exists" in expect) return md`${value} is there`;
  if ("empty" in expect) return md`${value} is empty`;
  if ("atLeast" in expect) return md`${value} is at least ${expect.atLeast}`;
  if ("greaterThan" in expect) return md`${value} is more than ${expect.greaterThan}`;
  if ("within" in expect) return md`${value} is at most ${inline(expect.within)} old`;
  return md`${value} is a UTC time (ISO-8601)`;
}

/** Text that is looked for, as code unless it was written with code in it. */
function codeText(text: string): Markdown {
  return text.includes("`") ? inline(text) : codeSpan(text);
}
