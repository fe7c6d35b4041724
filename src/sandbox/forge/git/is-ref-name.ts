import type { Repository } from "./repository.ts";

const plain = /^refs(?:\/[A-Za-z0-9_][A-Za-z0-9_-]*)+$/;

/** Whether Git takes a name as the full name of a ref. */
export async function isRefName(repository: Repository, ref: string): Promise<boolean> {
  if (plain.test(ref)) return true;
  // A line feed would be read as the end of a question elsewhere; Git refuses it as it refuses every control character.
  if (ref.startsWith("-") || /[\0-\x20\x7f]/.test(ref)) return false;
  return (await repository.run(["check-ref-format", ref])).status === 0;
}
