import { rampart, type Outcome } from "./scratch.ts";
import { checkout, type ScratchRepository } from "./scratch-repository.ts";

/** `rampart verify` in a repository, as of one moment, and what it found as a machine reads it. */
export interface Verifying {
  readonly verify: (...args: readonly string[]) => Promise<Outcome>;
  /** What was found, as `code severity file:line`. */
  readonly found: (...args: readonly string[]) => Promise<{ readonly code: number; readonly told: readonly string[] }>;
}

/** Verifies whatever repository a test has by then. */
export function verifyIn(project: () => ScratchRepository): Verifying {
  const verify: Verifying["verify"] = (...args) => rampart(project().root, "verify", "--now", checkout.now, ...args);
  return {
    verify,
    found: async (...args) => {
      const { code, stdout } = await verify("--format", "json", ...args);
      const { findings }: { findings: readonly { code: string; severity: string; file: string; position?: { line: number } }[] } =
        JSON.parse(stdout);
      return {
        code,
        told: findings.map((one) => `${one.code} ${one.severity} ${one.file}${one.position === undefined ? "" : `:${one.position.line}`}`),
      };
    },
  };
}
