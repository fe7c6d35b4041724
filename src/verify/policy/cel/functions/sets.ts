import { equal } from "../equality.ts";
import * as t from "../type.ts";
import { aList, any, binary, type Functions, type Overload } from "../overload.ts";
import type { Value } from "../value.ts";

/**
 * Lists compared as sets.
 * @see https://github.com/google/cel-go/blob/master/ext/README.md#sets
 */
export const sets: Functions = {
  "sets.contains": [relation(containsAll)],
  "sets.equivalent": [relation((left, right) => containsAll(left, right) && containsAll(right, left))],
  "sets.intersects": [relation((left, right) => left.some((item) => has(right, item)))],
};

function relation(holds: (left: readonly Value[], right: readonly Value[]) => boolean): Overload {
  return binary("global", aList(any("T")), aList(any("T")), t.bool, holds);
}

function containsAll(list: readonly Value[], items: readonly Value[]): boolean {
  return items.every((item) => has(list, item));
}

function has(list: readonly Value[], item: Value): boolean {
  return list.some((entry) => equal(entry, item));
}
