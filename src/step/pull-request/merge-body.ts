import { findRegion } from "../../model/body-region.ts";

/**
 * The body with our part renewed and everything that people wrote around it
 * kept to the letter. Where our markers were damaged, our part is added anew at
 * the end and nothing is taken away. Answers `current` itself when nothing of
 * ours differs, however its line ends came back.
 */
export function mergeBody(current: string, fresh: string): string {
  const region = findRegion(current);
  if (region === undefined) return current.trim() === "" ? fresh : `${current.replace(/\s+$/, "")}\n\n${fresh}`;
  if (region.text.replaceAll("\r\n", "\n") === fresh) return current;
  return `${current.slice(0, region.start)}${fresh}${current.slice(region.end)}`;
}
