import { cell, codeSpan, fence, inline, phrase, type Markdown } from "../../../base/markdown.ts";
import type { TemplateData } from "../../../base/template.ts";
import type { RollbackLevel } from "../../../model/rollback.ts";
import { headings } from "../../conventions.ts";
import { gateLimits } from "../../observability/gate-limits.ts";
import { gateLimit } from "../limits.ts";
import { alertLink, gateLink, orDash, probeLinks, stageLink } from "../links.ts";
import type { Chapter, Page } from "../page.ts";
import { listed, present, some } from "../prose.ts";
import { sources } from "../sources.ts";
import { steps } from "../steps.ts";

const radius: Readonly<Record<RollbackLevel["blastRadius"], { readonly order: number; readonly words: Markdown }>> = {
  stage: {
    order: 0,
    words: phrase`the stage`,
  },
  instance: {
    order: 1,
    words: phrase`one instance`,
  },
  environment: {
    order: 2,
    words: phrase`the whole environment`,
  },
  source: {
    order: 3,
    words: phrase`the source`,
  },
};

/** What calls for going back, how fast it is, and the ways, smallest blast radius first. */
export const rollback: Chapter = (page) => {
  const { rollout, environment, ladder } = page;
  const { triggers, objective, levels, afterwards } = rollout.rollback;
  const first = ladder.stages[0]?.name ?? "";
  return {
    triggers: some(triggers.map((trigger) => ({ text: cell(inline(trigger.text)), signs: orDash(signs(page, trigger)) }))),
    objective:
      objective === undefined
        ? undefined
        : { within: inline(objective.within), because: inline(objective.because), validation: inline(objective.validation) },
    command: fence(`rampart rollback ${rollout.name} ${environment.name} --to ${first} --reason "…"`, "sh"),
    resume: fence(`rampart resume ${rollout.name} ${environment.name} --reason "…"`, "sh"),
    first: codeSpan(first),
    usual: ladder.rollbackTo === undefined ? undefined : stageLink(ladder.rollbackTo),
    levels: levels
      .toSorted((left, right) => radius[left.blastRadius].order - radius[right.blastRadius].order)
      .map((level, index) => levelView(page, level, index + 1)),
    afterwards: steps(afterwards, page),
  };
};

function levelView(page: Page, level: RollbackLevel, number: number): TemplateData {
  return {
    heading: inline(headings.rollback(number)),
    title: inline(level.title),
    radius: radius[level.blastRadius].words,
    when: inline(level.when),
    notSafeFor: some(level.notSafeFor.map(({ subject, reason }) => ({ subject: inline(subject), reason: inline(reason) }))),
    steps: steps(level.steps, page),
    verify: probeLinks(level.verify),
    sources: sources(level.sources),
  };
}

/** The limit, alert or alerts that tell that a trigger has come about. */
function signs({ rollout }: Page, { gate, alert, severity }: Page["rollout"]["rollback"]["triggers"][number]): Markdown | undefined {
  const judged = gate === undefined ? undefined : rollout.gates[gate];
  const severe = severity === undefined ? [] : Object.entries(rollout.alerts).filter(([, one]) => one.severity === severity);
  return listed(
    present([
      gate === undefined ? undefined : phrase`gate ${gateLink(gate)}${limitOf(rollout, judged)}`,
      alert === undefined ? undefined : phrase`alert ${alertLink(alert)}`,
      severity === undefined
        ? undefined
        : phrase`any alert of severity ${inline(severity)}: ${listed(severe.map(([name]) => alertLink(name))) ?? phrase`none here`}`,
    ]),
    "; ",
  );
}

function limitOf(rollout: Page["rollout"], gate: Page["rollout"]["gates"][string] | undefined): Markdown {
  const limit = gate === undefined || !("signal" in gate) ? undefined : gateLimits(rollout, gate).rollback;
  return limit === undefined ? phrase`` : phrase` ${gateLimit(limit)}`;
}
