/** So many answers are kept of a function before all are let go. */
const mostKept = 10_000;

/**
 * The same function, which answers a text it was asked before from memory. For
 * pure functions of short texts that are asked the same again and again; what
 * is kept is bounded.
 */
export function remembering<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before.answer;
    const found = { answer: answer(text) };
    if (known.size >= mostKept) known.clear();
    known.set(text, found);
    return found.answer;
  };
}
