import type { SilenceSubject } from "../../../src/verify/check.ts";
import { checkoutFolder, now } from "../checkout.ts";

/** A silence of `rules-labels`, and what became of it. */
export function silenceSubject({
  silence,
  ...parts
}: Partial<Omit<SilenceSubject, "silence">> & { readonly silence?: Partial<SilenceSubject["silence"]> } = {}): SilenceSubject {
  return {
    silence: { check: "rules-labels", reason: "renamed next week", owner: "shop-team", until: "2026-12-01", ...silence },
    folder: checkoutFolder(),
    index: 0,
    used: true,
    codes: ["rules-labels", "tree-regular"],
    silenceable: new Set(["rules-labels"]),
    ran: new Set(["rules-labels"]),
    now,
    ...parts,
  };
}
