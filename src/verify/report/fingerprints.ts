import { sha256 } from "../../base/sha256.ts";
import type { Finding } from "../finding.ts";

/**
 * A name for each finding that stays when lines move: by check, file and
 * message, counted where they are the same.
 */
export function fingerprints(findings: readonly Finding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ code, file, message }) => {
    const print = sha256([code, file, message].join("\0")).slice(0, 32);
    const count = (seen.get(print) ?? 0) + 1;
    seen.set(print, count);
    return `${print}:${count}`;
  });
}
