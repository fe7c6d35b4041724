import type { Pull } from "./state.ts";
import type { World } from "./world.ts";

/**
 * What a browser is shown at the addresses that GitHub has pages at: all pull
 * requests at `/<owner>/<name>` and `/<owner>/<name>/pulls`, one at
 * `/<owner>/<name>/pull/<number>`. Plain text, with the body as it is written.
 * Undefined for any other path.
 */
export function pullPage({ settings, state, url }: World, path: string): string | undefined {
  const root = `/${settings.owner}/${settings.name}`;
  if (path === root || path === `${root}/pulls`) {
    const lines = state.pulls.map((pull) => `${heading(pull)}\n   ${url}${root}/pull/${pull.number}\n`);
    return lines.length === 0 ? "No pull request has been opened yet.\n" : lines.join("\n");
  }
  const pull = state.pulls.find(({ number }) => path === `${root}/pull/${number}`);
  if (pull === undefined) return undefined;
  const about = [`${pull.headRef} into ${pull.baseRef}, by ${pull.user}`, `labels: ${pull.labels.join(", ") || "none"}`];
  return `${heading(pull)}\n${about.join("\n")}\n\n${pull.body ?? ""}\n`;
}

function heading({ number, title, state, draft, mergedAt }: Pull): string {
  return `#${number} ${mergedAt === null ? (draft && state === "open" ? "draft" : state) : "merged"}: ${title}`;
}
