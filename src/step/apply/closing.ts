import type { Pull } from "../../forge/forge.ts";

const marker = "<!-- rampart:superseded -->";

/** The body of a pull request that is closed because something took its place: says so at the top, and keeps the rest. */
export function supersededBody(body: string, words: string): string {
  return body.startsWith(marker) ? body : `${marker}\n**Closed:** ${words}\n\n${body}`;
}

/** Whether we closed it, as something took its place. */
export function isSuperseded({ body }: Pull): boolean {
  return body.startsWith(marker);
}

/**
 * The pull request for this very step that a person has closed without merging
 * it. Those of an earlier time that the rollout stood here do not count: since
 * then the ledger has gained a line.
 */
export function closedByPerson(earlier: readonly Pull[], since: string | undefined): Pull | undefined {
  const last = earlier.find((pull) => since === undefined || Date.parse(pull.createdAt) >= Date.parse(since));
  return last !== undefined && last.state === "closed" && !isSuperseded(last) ? last : undefined;
}
