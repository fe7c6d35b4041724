import { inline, phrase, mermaidLabel } from "../../../base/markdown.ts";
import type { Chapter } from "../page.ts";
import { some } from "../prose.ts";

/** The parts of the system and who sends what to whom. */
export const architecture: Chapter = ({ rollout }) => {
  if (rollout.architecture === undefined) return undefined;
  const parts = Object.entries(rollout.architecture.parts);
  const idOf = (name: string) => parts.findIndex(([part]) => part === name);
  return {
    parts: parts.map(([name, { title }]) => ({ id: idOf(name), label: diagramLabel(title) })),
    flows: rollout.architecture.flows.map(({ from, to, label }) => ({
      from: idOf(from),
      to: idOf(to),
      label: label === undefined ? undefined : diagramLabel(label),
    })),
    notes: some(parts.flatMap(([, { title, note }]) => (note === undefined ? [] : [phrase`${inline(title)}: ${inline(note)}`]))),
  };
};

/** Diagrams know no code: its backticks would only be in the way. */
function diagramLabel(text: string) {
  return mermaidLabel(text.replaceAll("`", ""));
}
