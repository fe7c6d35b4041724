import type { Proposal } from "../proposal.ts";
import { moved } from "./moved.ts";

/** A list of pull requests shows no more; GitHub takes 256. */
const longest = 200;

/** `mcp-gateway-rust production: canary-5 → canary-10 (weight 5 % → 10 %)`: names, numbers and our own words only. */
export function pullTitle(proposal: Proposal): string {
  const { decision, before } = proposal;
  const { from, to } = decision.move;
  const where = `${before.rollout.name} ${before.environment.name}`;
  const steps = `${verbs[decision.kind]}${from} → ${to}`;
  const parts = shortMoves(proposal);
  const all = [
    `${where}: ${steps}${parts === "" ? "" : ` (${parts})`}`,
    `${where}: ${steps}`,
    `${where}: ${verbs[decision.kind]}${to}`,
    where,
  ];
  return all.find((title) => title.length <= longest) ?? where.slice(0, longest);
}

const verbs = {
  advance: "",
  finish: "",
  "clean-up": "clean up, ",
  "roll-back": "roll back ",
  restart: "begin again, ",
} as const satisfies Record<Proposal["decision"]["kind"], string>;

/** What moves, in numbers: names and values of settings are texts of people and have no place in a title. */
function shortMoves(proposal: Proposal): string {
  const all = moved(proposal);
  const [old, now] = [proposal.before.position, proposal.after.position];
  const share = (parts: number) => (now.weightTotal === 100 ? `${parts} %` : `${parts} of ${now.weightTotal}`);
  const settings = all.filter(({ kind }) => kind === "setting").length;
  return [
    ...(old.weight === now.weight ? [] : [`weight ${share(old.weight)} → ${share(now.weight)}`]),
    ...(old.mirrorPercent === now.mirrorPercent ? [] : [`mirror ${old.mirrorPercent} % → ${now.mirrorPercent} %`]),
    ...(old.primary === now.primary ? [] : [`primary route to the ${now.primary}`]),
    ...(old.instances.length === now.instances.length ? [] : [`instances ${old.instances.length} → ${now.instances.length}`]),
    ...(settings === 0 ? [] : [settings === 1 ? "1 setting" : `${settings} settings`]),
  ]
    .slice(0, 3)
    .join(", ");
}
