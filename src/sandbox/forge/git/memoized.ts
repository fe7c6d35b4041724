/** Asks once for each list of words. For answers that depend on nothing but object names, which never change their meaning. */
export function memoized<Words extends readonly string[], Value>(
  ask: (...words: Words) => Promise<Value>,
): (...words: Words) => Promise<Value> {
  const answers = new Map<string, Promise<Value>>();
  return (...words) => {
    const key = words.join("\0");
    const known = answers.get(key);
    if (known !== undefined) return known;
    const asked = ask(...words);
    answers.set(key, asked);
    asked.catch(() => answers.delete(key));
    return asked;
  };
}
