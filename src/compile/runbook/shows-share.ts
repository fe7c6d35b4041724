import type { Page } from "./page.ts";

/** Whether the candidate's share tells anything: some ladders move no traffic and no instances. */
export function showsShare({ positions }: Page): boolean {
  return positions.some(({ candidatePercent }) => candidatePercent !== "0");
}
