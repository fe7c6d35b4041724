import type { Override } from "../../model/override.ts";
import { unix } from "./closed-by.ts";
import type { Facts } from "./facts.ts";

type Of<Kind extends Override["kind"]> = Extract<Override, { readonly kind: Kind }>;

/** The decision that a gate need not pass for the present stage to be left. */
export function overrideOfGate(facts: Facts, gate: string): Of<"gate"> | undefined {
  const stage = facts.context.position.stage.name;
  return active(facts).find((one): one is Of<"gate"> => one.kind === "gate" && one.gate === gate && one.stage === stage);
}

/** The decision that steps are taken in spite of freezes, stops and hours. */
export function overrideOfFreeze(facts: Facts): Of<"freeze"> | undefined {
  return active(facts).find((one): one is Of<"freeze"> => one.kind === "freeze");
}

/** The decision that it goes on after the step back of this time. */
export function overrideOfHold(facts: Facts, at: string): Of<"hold"> | undefined {
  return active(facts).find((one): one is Of<"hold"> => one.kind === "hold" && unix(one.after) === unix(at));
}

function active({ overrides, now }: Facts): readonly Override[] {
  return overrides.filter(({ expires }) => unix(expires) > now);
}
