import type { Repository } from "./repository.ts";

/** Questions about who descends from whom, answered from the commits themselves. */
export interface Ancestry {
  /** A commit and all that it builds on, newest generation first. */
  of(sha: string): Promise<ReadonlySet<string>>;
  parents(sha: string): Promise<readonly string[]>;
}

/** Walks commits, reading each once. */
export function openAncestry(repository: Repository): Ancestry {
  const known = new Map<string, readonly string[]>();
  const parents = async (sha: string): Promise<readonly string[]> => {
    const old = known.get(sha);
    if (old !== undefined) return old;
    const found = (await repository.commit(sha))?.parents ?? [];
    known.set(sha, found);
    return found;
  };
  return {
    parents,
    async of(sha) {
      const seen = new Set<string>([sha]);
      // A set is walked in the order of insertion, also through what is added on the way.
      for (const one of seen) for (const parent of known.get(one) ?? (await parents(one))) seen.add(parent);
      return seen;
    },
  };
}
