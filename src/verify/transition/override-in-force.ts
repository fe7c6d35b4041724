import type { Override } from "../../model/override.ts";
import type { Transition } from "./transition.ts";

/** A decision of people at the base revision that counts now, of those that are meant. */
export function overrideInForce({ decided, now }: Transition, isMeant: (override: Override) => boolean): Override | undefined {
  return decided.overrides.find((override) => Date.parse(override.expires) > now.getTime() && isMeant(override));
}
