/** Letters of a text as GitHub counts them: code points. */
export function letterCount(text: string): number {
  return Array.from(text).length;
}
