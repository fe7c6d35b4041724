import { countBySeverity, type Reporter } from "./report.ts";

/**
 * For machines: `docs/verify.md` tells the fields, which stay as they are within
 * a `format`.
 */
export const json: Reporter = (report) => {
  const { findings, broken, looked, version } = report;
  const value = { format: 1, rampart: version, broken, looked, counts: countBySeverity(report), findings };
  return `${tame(JSON.stringify(value, null, 2))}\n`;
};

/** GitHub's log reader takes `##[` for a command wherever it stands; within a JSON string the escape means the same. */
export function tame(text: string): string {
  return text.replaceAll("##[", "\\u0023#[");
}
