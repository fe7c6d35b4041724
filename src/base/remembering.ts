/**
 * The same function, which answers a text it was asked before from memory. For
 * pure functions of short texts that are asked the same again and again. Once
 * `most` answers are kept, all are let go.
 */
export function remembering<Answer>(answer: (text: string) => Answer, most = 10_000): (text: string) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before.answer;
    const found = { answer: answer(text) };
    if (known.size >= most) known.clear();
    known.set(text, found);
    return found.answer;
  };
}

/** The same function, which answers for a value it was asked about before from memory, for as long as somebody holds the value. */
export function rememberingFor<Value extends object, Answer>(answer: (value: Value) => Answer): (value: Value) => Answer {
  const known = new WeakMap<Value, { readonly answer: Answer }>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before.answer;
    const found = { answer: answer(value) };
    known.set(value, found);
    return found.answer;
  };
}
