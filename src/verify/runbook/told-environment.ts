import type { RenderedSection } from "../../compile/closure/rendered.ts";
import type { RolloutResource } from "../../model/rollout-resource.ts";
import { isObject, type ManifestObject } from "../folder.ts";
import { toldLine, type ToldOtherwise } from "./told-line.ts";

type Spec = RolloutResource["spec"];
type Sections = ReadonlyMap<string, RenderedSection>;

/** Approvals, freezes, routes and contacts that the runbook tells otherwise. */
export function* toldEnvironment(spec: Spec, sections: Sections, objects: readonly ManifestObject[]): Generator<ToldOtherwise> {
  const section = sections.get("environment");
  if (section !== undefined) {
    yield* approvals(spec, section);
    yield* freezes(spec, section);
    yield* routes(spec, section, objects);
  }
  yield* contacts(spec, sections.get("contacts"));
}

function* approvals({ environment }: Spec, section: RenderedSection): Generator<ToldOtherwise> {
  const told = toldLine(section, "- **Approvals:**");
  const [words] = /^\d{1,6} to advance, \d{1,6} to roll back/.exec(told?.text ?? "") ?? [];
  const { advance, rollback } = environment.approvals;
  if (told === undefined || words === undefined || words === `${advance} to advance, ${rollback} to roll back`) return;
  yield { message: `The runbook tells approvals: ${words}; rollout.yaml ${advance} to advance, ${rollback} to roll back`, line: told.line };
}

function* freezes({ environment }: Spec, section: RenderedSection): Generator<ToldOtherwise> {
  const usual = toldLine(section, "- **Working hours:**");
  for (const { name, from, to } of environment.freezes) {
    const row = toldLine(section, `| \`${name}\` |`);
    if (usual === undefined || row?.text.startsWith(`${from} | ${to} |`) === true) continue;
    yield {
      message: `The runbook does not tell freeze "${name}" from ${from} to ${to}, which rollout.yaml has`,
      line: (row ?? usual).line,
    };
  }
  for (const [index, line] of section.lines.entries()) {
    const [, name] = /^\| `([a-z0-9-]{1,63})` \| \d{4}-/.exec(line) ?? [];
    if (name !== undefined && !environment.freezes.some((freeze) => freeze.name === name))
      yield { message: `The runbook tells freeze "${name}", which rollout.yaml does not have`, line: section.line + index + 1 };
  }
}

function* routes({ host, backends }: Spec, section: RenderedSection, objects: readonly ManifestObject[]): Generator<ToldOtherwise> {
  const told = toldLine(section, "- **Routes by:**");
  if (host === undefined || backends === undefined || told === undefined) return;
  const kinds = new Set(objects.map(({ value }) => value["kind"]));
  for (const [words, kind] of [
    ["Ingress of class ", "Ingress"],
    ["Gateway `", "HTTPRoute"],
  ] as const) {
    if (told.text.includes(words) && !kinds.has(kind))
      yield { message: `The runbook tells of a route by ${words.split(" ")[0]}, but there is no ${kind}`, line: told.line };
  }
  const [, name] = /Ingress of class `([^`]{1,63})`/.exec(told.text) ?? [];
  for (const { value } of objects) {
    const given = value["kind"] === "Ingress" && isObject(value["spec"]) ? value["spec"]["ingressClassName"] : undefined;
    if (name !== undefined && given !== undefined && given !== name)
      yield {
        message: `The runbook tells of Ingresses of class ${name}, but one is of class ${JSON.stringify(given).slice(0, 80)}`,
        line: told.line,
      };
  }
}

function* contacts({ owners }: Spec, section: RenderedSection | undefined): Generator<ToldOtherwise> {
  const head = toldLine(section, "| Role | Reach | Duty |");
  if (section === undefined || head === undefined) return;
  const rows = section.lines.filter((line) => line.startsWith("| ")).length - 1;
  if (rows !== owners.length)
    yield { message: `The runbook tells ${rows} contacts, rollout.yaml ${owners.length} owners`, line: head.line };
}
