import { cell, codeSpan, fence, inline, phrase, type Markdown } from "../../../base/markdown.ts";
import type { TemplateData } from "../../../base/template.ts";
import type { Alert } from "../../../model/alert.ts";
import { headings } from "../../conventions.ts";
import { floorsOf } from "../../observability/floors.ts";
import { gateLimits } from "../../observability/gate-limits.ts";
import { events, signalNamed } from "../../observability/series.ts";
import { facts } from "../facts.ts";
import { bound, changeBound, gateLimit } from "../limits.ts";
import { alertLink, contactName, gateLink, graphLinks, orDash, signalLink, symptomLink } from "../links.ts";
import { matchers } from "../matchers.ts";
import type { Chapter, Page } from "../page.ts";
import { codes, listed } from "../prose.ts";

/** Every alert with what it means and what to do about it. */
export const alerts: Chapter = (page) => {
  const all = Object.entries(page.rollout.alerts);
  if (all.length === 0) return undefined;
  return {
    rows: all.map(([name, alert]) => ({
      alert: alertLink(name),
      severity: inline(alert.severity),
      action: actions[alert.action],
      for: inline(alert.for),
      escalation: orDash(alert.escalation === undefined ? undefined : contactName(page, alert.escalation)),
      when: cell(condition(page, alert)),
    })),
    alerts: all.map(([name, alert]) => alertView(page, name, alert)),
  };
};

/** What an alert asks for, as it is said of the ramp. */
export const actions: Readonly<Record<Alert["action"], Markdown>> = {
  rollback: phrase`**roll back**`,
  pause: phrase`pause the ramp`,
  investigate: phrase`investigate`,
};

function alertView(page: Page, name: string, alert: Alert): TemplateData {
  const rule = page.observability.alerts.find((one) => one.alert === name);
  const symptoms = page.rollout.troubleshooting.flatMap(({ alerts, symptom }, index) =>
    alerts.some((one) => one === name) ? [symptomLink(index, symptom)] : [],
  );
  return {
    heading: inline(headings.alert(name)),
    summary: inline(alert.summary),
    response: inline(alert.response),
    facts: facts({
      Fires: phrase`when ${condition(page, alert)}, for ${inline(alert.for)}`,
      Severity: inline(alert.severity),
      Action: actions[alert.action],
      "Escalate to": alert.escalation === undefined ? undefined : contactName(page, alert.escalation),
      "See also": listed(symptoms, "; "),
      Labels: codes(Object.entries(alert.labels).map(([label, value]) => `${label}=${value}`)),
    }),
    query: rule === undefined ? undefined : fence(rule.expr, "promql"),
    links: rule === undefined ? undefined : graphLinks(page, signalOf(page, alert), rule.expr),
  };
}

function condition(page: Page, alert: Alert): Markdown {
  const { when } = alert;
  const atLeast = floor(page, alert);
  switch (when.kind) {
    case "gate": {
      const gate = page.rollout.gates[when.gate];
      const crossed = gate === undefined || !("signal" in gate) ? undefined : gateLimits(page.rollout, gate)[when.limit];
      const limit = crossed && gateLimit(crossed);
      const beyond = limit === undefined ? phrase`` : phrase` (${limit})`;
      return phrase`the ${inline(when.limit)} limit of gate ${gateLink(when.gate)} is crossed${beyond}${atLeast}`;
    }
    case "limit":
      return phrase`${signalLink(when.signal)} (${inline(when.variant)}) is ${bound(when.bound)}${atLeast}`;
    case "delta":
      return phrase`${signalLink(when.signal)} is ${changeBound(when.bound)}${atLeast}`;
    case "down":
      return phrase`no ${codeSpan(when.metric)} is 1 where ${matchers(when.where) ?? phrase`it is measured`}, while the stage uses the candidate`;
    case "no-traffic":
      return phrase`the stage sends traffic, yet ${signalLink(when.signal)} (${inline(when.variant)}) sees none`;
    case "burn-rate":
      return phrase`the error budget of ${signalLink(when.signal)} (${inline(when.variant)}) burns too fast${atLeast}`;
  }
}

/** The fewest events the alert asks for; nothing where its signal does not rest on events, as the rule asks for none there. */
function floor(page: Page, alert: Alert): Markdown {
  const name = signalOf(page, alert);
  if (name === undefined || !("minimumSamples" in alert.when)) return phrase``;
  const signal = signalNamed(page.rollout, name);
  const { minimumSamples, minimumFailures } = floorsOf(alert.when, signal);
  const asked = [
    ...(events(signal, {}) === undefined || minimumSamples === 0 ? [] : [phrase`${minimumSamples} requests`]),
    ...(minimumFailures === 0 ? [] : [phrase`${minimumFailures} failures`]),
  ];
  return asked.length === 0 ? phrase`` : phrase`, with at least ${listed(asked, " and ") ?? phrase``}`;
}

function signalOf({ rollout }: Page, { when }: Alert): string | undefined {
  if (when.kind === "down") return undefined;
  if (when.kind !== "gate") return when.signal;
  const gate = rollout.gates[when.gate];
  return gate !== undefined && "signal" in gate ? gate.signal : undefined;
}
