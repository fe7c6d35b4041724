import { createGitHub } from "../../../src/forge/github/create-github.ts";
import type { Forge } from "../../../src/forge/forge.ts";

/** A forge of these functions; every other one fails, as nothing is connected. */
export function forgeWith(functions: Partial<Forge>): Forge {
  const unconnected = createGitHub({
    owner: "acme",
    repository: "gitops",
    token: { kind: "token", token: "none", actions: false },
    transport: ({ method, url }) => Promise.reject(new Error(`not expected: ${method} ${url.pathname}`)),
    clock: () => 0,
    sleep: () => Promise.resolve(),
  });
  return { ...unconnected, ...functions };
}
