import type { Verdict } from "../../evidence/verdict.ts";

/** `Gate a`, `Gates a and b`, `Gates a, b and c`. */
export function list(noun: string, gates: readonly Pick<Verdict, "gate">[]): string {
  const names = gates.map(({ gate }) => gate);
  const last = names.at(-1) ?? "";
  return names.length === 1 ? `${noun} ${last}` : `${noun}s ${names.slice(0, -1).join(", ")} and ${last}`;
}
