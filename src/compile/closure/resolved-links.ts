import type { Disagreement } from "./disagreement.ts";
import { addressesIn, type Path, type Rendered } from "./rendered.ts";

/** Whose files are judged. */
export interface Owner {
  readonly environment: string;
  readonly rollout: string;
}

/**
 * Links between rules, dashboard and runbook lead to a heading or a panel that
 * is there. They are known by how their address ends, whatever host they are
 * served from.
 */
export function* resolvedLinks({ environment, rollout }: Owner, { rules, panels, sections, uid }: Rendered): Generator<Disagreement> {
  const ids = new Set(panels.map(({ id }) => id));
  const page = `/${environment}/${rollout}/RUNBOOK.md#`;
  const deadEnds = function* (owner: string, addresses: readonly string[]): Generator<string> {
    for (const address of addresses) {
      const anchor = address.includes(page) ? address.slice(address.indexOf(page) + page.length) : undefined;
      if (anchor !== undefined && !sections.has(anchor)) yield `${owner} links to the runbook's "#${anchor}", which has no heading`;
      const panel =
        uid !== undefined && address.includes(`/d/${uid}/`) ? /[?&]viewPanel=(?:panel-)?([\w-]*)/.exec(address)?.[1] : undefined;
      if (panel !== undefined && !ids.has(Number(panel))) yield `${owner} links to panel ${panel}, which the dashboard does not have`;
    }
  };
  for (const { alert = "", annotations, path } of rules) {
    for (const [name, text] of Object.entries(annotations)) {
      if (text.includes("://"))
        yield* at("rules.yaml", [...path, "annotations", name], deadEnds(`annotation ${name} of alert "${alert}"`, addressesIn(text)));
    }
  }
  for (const { title, addresses, path } of panels) yield* at("dashboard.json", path, deadEnds(`panel "${title}"`, addresses));
  for (const [anchor, { line, lines }] of sections) {
    for (const [index, text] of lines.entries()) {
      const dead = text.includes("://") ? [...deadEnds(`the runbook's "#${anchor}"`, addressesIn(text))] : [];
      if (dead.length === 0 && !text.includes("](#")) continue;
      for (const [, inner = ""] of text.matchAll(/\]\(#([^)\s]+)\)/g)) {
        if (!sections.has(inner)) dead.push(`the runbook's "#${anchor}" links to "#${inner}", which has no heading`);
      }
      for (const message of dead) yield { message, file: "RUNBOOK.md", line: line + index + 1 };
    }
  }
}

function* at(file: Disagreement["file"], path: Path, messages: Iterable<string>): Generator<Disagreement> {
  for (const message of messages) yield { message, file, path };
}
