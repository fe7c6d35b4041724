import { cell, codeSpan, inline, link, phrase, type Markdown } from "../../../base/markdown.ts";
import type { Rollout } from "../../../model/rollout.ts";
import { orDash } from "../links.ts";
import type { Chapter } from "../page.ts";
import { listed, prose, some } from "../prose.ts";

type Contact = Rollout["contacts"][string];

/** Whom to ask and whom to call, in which order. */
export const contacts: Chapter = ({ rollout }) => {
  const all = Object.values(rollout.contacts);
  if (all.length === 0) return undefined;
  const called = all.flatMap((contact) => (contact.level === undefined ? [] : [{ contact, level: contact.level }]));
  return {
    contacts: all.map((contact) => ({
      role: cell(inline(contact.role)),
      reach: orDash(reach(contact)),
      duty: orDash(prose(contact.duty)),
    })),
    escalation: some(
      called
        .toSorted((left, right) => left.level - right.level)
        .map(({ contact, level }) => ({ level, role: inline(contact.role), duty: prose(contact.duty), reach: reach(contact) })),
    ),
  };
};

function reach(contact: Contact): Markdown | undefined {
  return listed(contact.reach.map(({ kind, address }) => way(kind, address)));
}

function way(kind: Contact["reach"][number]["kind"], address: string): Markdown {
  switch (kind) {
    case "email":
      return /^[^\s@]+@[^\s@]+$/.test(address) ? link(address, `mailto:${address}`) : inline(address);
    case "url":
      return /^https?:\/\//.test(address) ? link(address, address) : codeSpan(address);
    case "slack":
      return phrase`Slack ${inline(address)}`;
    case "phone":
      return phrase`phone ${inline(address)}`;
    case "github":
      return phrase`GitHub ${codeSpan(address)}`;
    case "pager":
      return phrase`pager ${inline(address)}`;
  }
}
