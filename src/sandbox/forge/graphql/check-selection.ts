import { graphTypes } from "./graph-types.ts";
import type { Selected } from "./read-document.ts";

/** What a selection asks for that its type has not, in GitHub's words; nothing is run when there is any. */
export function* checkSelection(type: string, selection: readonly Selected[]): Iterable<string> {
  for (const one of selection) {
    if (one.kind === "on") {
      if (type !== "Node" && type !== one.type) yield `Fragment on ${one.type} can't be spread inside ${type}`;
      else if (graphTypes[one.type] === undefined) yield `No such type ${one.type}, so it can't be a fragment condition`;
      else yield* checkSelection(one.type, one.selection);
      continue;
    }
    const below = one.name === "__typename" ? "" : graphTypes[type]?.[one.name];
    if (below === undefined) yield `Field '${one.name}' doesn't exist on type '${type}'`;
    else if (below === "" && one.selection !== undefined) yield `Selections can't be made on scalars (field '${one.name}' has selections)`;
    else if (below !== "" && one.selection === undefined)
      yield `Field must have selections (field '${one.name}' returns ${below} but has no selections)`;
    else if (one.selection !== undefined) yield* checkSelection(below, one.selection);
  }
}
