/** Orders strings by UTF-16 code unit: the same on every machine, whatever its locale. */
export function codeUnitOrder(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Texts in that order. A general sort asks for more memory at each call than a few short names take, so few are put in place by hand. */
export function inCodeUnitOrder(texts: Iterable<string>): readonly string[] {
  const ordered = [...texts];
  if (ordered.length > few) return ordered.toSorted();
  for (const [index, text] of ordered.entries()) {
    let place = index;
    for (let before = ordered[place - 1]; before !== undefined && before > text; before = ordered[place - 1]) {
      ordered[place] = before;
      place -= 1;
    }
    ordered[place] = text;
  }
  return ordered;
}

const few = 16;
