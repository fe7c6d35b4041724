/** What an answer is that is not the JSON that was asked for, in words: a page, half of a text, nothing. */
export function describeAnswer(text: string): string {
  if (text.trim() === "") return "nothing";
  if (/^\s*</.test(text)) return "a page of HTML";
  return /^\s*[{[]/.test(text) ? "JSON that is cut off or of another kind" : "something else than JSON";
}

/** The JSON of an answer whose size was bounded before; undefined where it is none. */
export function answeredJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
