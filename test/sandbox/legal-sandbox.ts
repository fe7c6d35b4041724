import { startSandbox, type Sandbox, type SandboxOptions } from "../../src/cli/sandbox/start-sandbox.ts";
import { expectLegal } from "../openapi/check-exchange.ts";

/** Starts the sandbox; every exchange with its forge must be legal by GitHub's OpenAPI descriptions. */
export function legalSandbox(options: SandboxOptions): Promise<Sandbox> {
  return startSandbox({ ...options, forge: { observe: expectLegal, ...options.forge } });
}
