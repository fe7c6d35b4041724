/** Characters that GitHub takes at most. */
const longest = 140;

/** A sentence as the description of a commit status: one line, cut between characters and never within one. */
export function statusDescription(text: string): string {
  const characters = Array.from(text.replaceAll(/\s+/g, " ").trim());
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : characters.join("");
}
