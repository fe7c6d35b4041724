/** A moment for people, in UTC to the minute: `2026-11-20 09:30 UTC`. */
export function momentWords(time: number): string {
  return `${new Date(Math.floor(time) * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
