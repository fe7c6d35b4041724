import { codeSpan, inline, phrase, type Markdown } from "../../base/markdown.ts";
import type { ChartScalar } from "../../model/helm.ts";
import type { RequestMatch } from "../../model/traffic.ts";
import type { Position } from "../position.ts";
import { taskLink } from "./links.ts";
import type { Page } from "./page.ts";
import { codes, present } from "./prose.ts";

/** What a stage moves, from where to where, one phrase a lever; empty when everything stays. */
export function levers(page: Page, now: Position): readonly Markdown[] {
  const before = page.positions[now.index - 1];
  return [...image(page, now), ...routes(page, now, before), ...settings(page, now, before), ...work(page, now, before)];
}

function image({ rollout }: Page, { index }: Position): readonly Markdown[] {
  const old = rollout.image?.before;
  if (rollout.image === undefined || old === undefined || index !== 1) return [];
  return [phrase`Image: tag ${codeSpan(old.tag)} → ${codeSpan(rollout.image.tag)}`];
}

function routes({ rollout }: Page, now: Position, before: Position | undefined): readonly Markdown[] {
  const total = now.weightTotal;
  const parts = (weight: number) => (total === 100 ? phrase`${weight} %` : phrase`${weight}`);
  const of = total === 100 ? phrase`` : phrase` of ${total}`;
  const backend = rollout.traffic?.[now.primary];
  const was = before ?? { weight: 0, canary: "absent", primary: "baseline", mirrorPercent: 0, match: undefined };
  const by = rollout.traffic?.mirrorBy === "application" ? phrase`the application` : phrase`the route`;
  return present([
    now.canary === was.canary ? undefined : now.canary === "present" ? phrase`Canary route: created` : phrase`Canary route: removed`,
    now.weight === was.weight
      ? undefined
      : phrase`${rollout.traffic === undefined ? phrase`Candidate share` : phrase`Traffic weight`}: ${parts(was.weight)} → ${parts(now.weight)}${of}`,
    now.primary === was.primary || backend === undefined
      ? undefined
      : phrase`Primary route: to the ${inline(now.primary)}, ${codeSpan(`${backend.service}:${backend.port}`)}`,
    now.mirrorPercent === was.mirrorPercent
      ? undefined
      : phrase`Mirror: ${was.mirrorPercent} % → ${now.mirrorPercent} % of requests copied to the candidate by ${by}`,
    sameMatch(now.match, was.match) ? undefined : now.match === undefined ? phrase`Match: ended` : phrase`Match: ${matchText(now.match)}`,
  ]);
}

function sameMatch(left: RequestMatch | undefined, right: RequestMatch | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Which requests go to the candidate whatever the weight. */
export function matchText({ header, cookie }: RequestMatch): Markdown {
  const byHeader =
    header === undefined
      ? undefined
      : header.value !== undefined
        ? phrase`header ${codeSpan(header.name)} is ${codeSpan(header.value)}`
        : header.pattern !== undefined
          ? phrase`header ${codeSpan(header.name)} matches ${codeSpan(header.pattern)}`
          : phrase`header ${codeSpan(header.name)} is ${codeSpan("always")}`;
  const byCookie = cookie === undefined ? undefined : phrase`cookie ${codeSpan(cookie)} is ${codeSpan("always")}`;
  if (byHeader === undefined) return byCookie ?? phrase``;
  return byCookie === undefined ? byHeader : phrase`${byHeader}, or ${byCookie}`;
}

function settings({ rollout, ladder }: Page, now: Position, before: Position | undefined): readonly Markdown[] {
  const valuesBefore: Readonly<Record<string, ChartScalar>> = before?.values ?? ladder.values;
  const values = Object.entries(now.values).flatMap(([path, value]) => {
    const old = valuesBefore[path] ?? chartDefault(rollout.helm?.values[path]);
    if (valuesBefore[path] === value) return [];
    const from = old === undefined || old === value ? phrase`` : phrase`${codeSpan(String(old))} → `;
    return [phrase`Helm value ${codeSpan(path)}: ${from}${codeSpan(String(value))}`];
  });
  const variables = Object.entries(now.stage.levers.variables ?? {}).flatMap(([name, value]) => {
    const old = before?.variables[name];
    if (value === null) return [phrase`Variable ${codeSpan(name)}: unset`];
    if (old === value) return [];
    return [phrase`Variable ${codeSpan(name)}: ${old === undefined ? phrase`` : phrase`${codeSpan(old)} → `}${codeSpan(value)}`];
  });
  return [...values, ...variables];
}

function chartDefault(value: { readonly default?: ChartScalar | undefined } | undefined): ChartScalar | undefined {
  return value?.default;
}

function work(page: Page, now: Position, before: Position | undefined): readonly Markdown[] {
  const joining = codes(now.instances.filter((name) => before?.instances.includes(name) !== true));
  const all = Object.keys(page.rollout.instances).length;
  return [
    ...(joining === undefined ? [] : [phrase`Instances that join: ${joining} (${now.instances.length} of ${all})`]),
    ...(now.stage.levers.tasks ?? []).map((name) => phrase`Task: ${taskLink(page, name)}`),
  ];
}
