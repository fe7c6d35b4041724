import { codeSpan, inline, join, phrase, type Markdown } from "../../base/markdown.ts";
import type { Context } from "../../compile/context.ts";
import type { Position } from "../../compile/position.ts";
import { matchText } from "../../compile/runbook/levers.ts";
import type { ChartScalar } from "../../model/helm.ts";

/** One thing that a step moves. */
export interface Moved {
  /** What it is, where a title has no room for its name: `weight`, `setting`. */
  readonly kind: string;
  readonly what: Markdown;
  readonly before: Markdown;
  readonly after: Markdown;
}

/** Everything that a step moves, from the two positions alone: nothing else does. */
export function moved({ before, after }: { readonly before: Context; readonly after: Context }): readonly Moved[] {
  const [old, now] = [before.position, after.position];
  return [...images(before, after), ...routes(after, old, now), ...instances(after, old, now), ...settings(after, old, now)];
}

function row(kind: string, what: Markdown, before: Markdown, after: Markdown): Moved {
  return { kind, what, before, after };
}

const none = phrase`–`;

function images(before: Context, after: Context): readonly Moved[] {
  const [old, now] = [imageOf(before), imageOf(after)];
  if (old === undefined || now === undefined || (old.tag === now.tag && old.digest === now.digest)) return [];
  return [row("image", phrase`Image`, imageText(old), imageText(now))];
}

interface Image {
  readonly tag: string;
  readonly digest: string;
}

/** On the first stage runs what ran before. */
function imageOf({ rollout: { image }, position }: Context): Image | undefined {
  return position.index === 0 ? (image?.before ?? image) : image;
}

function imageText({ tag, digest }: Image): Markdown {
  return phrase`${codeSpan(tag)} (${codeSpan(digest.slice(0, 19))}…)`;
}

function routes({ rollout }: Context, old: Position, now: Position): readonly Moved[] {
  const weight = ({ weight: parts, weightTotal }: Position) =>
    weightTotal === 100 ? phrase`${parts} %` : phrase`${parts} of ${weightTotal}`;
  const primary = ({ primary: side }: Position) => {
    const backend = rollout.traffic?.[side];
    return backend === undefined ? phrase`${inline(side)}` : phrase`${inline(side)}, ${codeSpan(`${backend.service}:${backend.port}`)}`;
  };
  const match = ({ match: picked }: Position) => (picked === undefined ? none : matchText(picked));
  const isWeighed = old.weight !== now.weight;
  return [
    ...(isWeighed
      ? [row("weight", rollout.traffic === undefined ? phrase`Candidate share` : phrase`Traffic weight`, weight(old), weight(now))]
      : []),
    ...(isWeighed || old.candidatePercent === now.candidatePercent || old.instances.length !== now.instances.length
      ? []
      : [
          row(
            "candidate share",
            phrase`Candidate share`,
            phrase`${inline(old.candidatePercent)} %`,
            phrase`${inline(now.candidatePercent)} %`,
          ),
        ]),
    ...(old.mirrorPercent === now.mirrorPercent
      ? []
      : [row("mirror", phrase`Requests mirrored`, phrase`${old.mirrorPercent} %`, phrase`${now.mirrorPercent} %`)]),
    ...(old.canary === now.canary ? [] : [row("canary route", phrase`Canary route`, inline(old.canary), inline(now.canary))]),
    ...(old.primary === now.primary ? [] : [row("primary route", phrase`Primary route`, primary(old), primary(now))]),
    ...(JSON.stringify(old.match) === JSON.stringify(now.match)
      ? []
      : [row("match", phrase`Requests picked whatever the weight`, match(old), match(now))]),
  ];
}

function instances({ rollout }: Context, old: Position, now: Position): readonly Moved[] {
  const all = Object.keys(rollout.instances).length;
  const only = (these: Position, those: Position) => these.instances.filter((name) => !those.instances.includes(name));
  const [joined, left] = [only(now, old), only(old, now)];
  if (joined.length + left.length === 0) return [];
  const named = (names: readonly string[], sign: string) =>
    names.length === 0 ? phrase`` : phrase`; ${inline(sign)} ${join(names.map(codeSpan), ", ")}`;
  return [
    row(
      "instances",
      phrase`Instances`,
      phrase`${old.instances.length} of ${all}`,
      phrase`${now.instances.length} of ${all}${named(joined, "joining:")}${named(left, "leaving:")}`,
    ),
  ];
}

function settings({ rollout, ladder }: Context, old: Position, now: Position): readonly Moved[] {
  const shown = (value: ChartScalar | undefined) => (value === undefined ? none : codeSpan(String(value)));
  const overlay: Readonly<Record<string, ChartScalar>> = ladder.values;
  const chart: Readonly<Record<string, { readonly default?: ChartScalar | undefined }>> = rollout.helm?.values ?? {};
  const value = ({ values }: Position, path: string) => values[path] ?? overlay[path] ?? chart[path]?.default;
  const paths = [...new Set([...Object.keys(old.values), ...Object.keys(now.values)])].filter(
    (path) => value(old, path) !== value(now, path),
  );
  const names = [...new Set([...Object.keys(old.variables), ...Object.keys(now.variables)])].filter(
    (name) => old.variables[name] !== now.variables[name],
  );
  return [
    ...paths.map((path) => row("setting", phrase`Helm value ${codeSpan(path)}`, shown(value(old, path)), shown(value(now, path)))),
    ...names.map((name) => row("setting", phrase`Variable ${codeSpan(name)}`, shown(old.variables[name]), shown(now.variables[name]))),
  ];
}
