/** A moment in UTC to the second: `2026-11-20T09:00:00Z`. */
export function formatMoment(time: number): string {
  return new Date(Math.floor(time) * 1000).toISOString().replace(".000Z", "Z");
}
