/** Words of people with an end, so that another sentence may follow. */
export function asSentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
