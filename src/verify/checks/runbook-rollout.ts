import { slug } from "../../base/markdown.ts";
import { headings } from "../../compile/conventions.ts";
import type { RenderedSection } from "../../compile/closure/rendered.ts";
import { baseAmount, parseQuantity } from "../../model/quantity.ts";
import type { RolloutResource } from "../../model/rollout-resource.ts";
import type { FolderCheck } from "../check.ts";
import type { Folder } from "../folder.ts";
import { renderedFolder } from "../rendered-folder.ts";

type Spec = RolloutResource["spec"];
type Sections = ReadonlyMap<string, RenderedSection>;

interface Fault {
  readonly message: string;
  readonly line: number;
}

/**
 * People act by the runbook, policies judge `rollout.yaml`: where they differ,
 * something else was approved than is done. A runbook by templates of the
 * project's own is compared where it uses the same words.
 */
export const runbookRollout: FolderCheck = {
  code: "runbook-rollout",
  severity: "error",
  description: "the runbook tells stages, gates, approvals, freezes, contacts and images as rollout.yaml has them",
  scope: "folder",
  *check(folder) {
    const spec = folder.resource()?.spec;
    if (spec === undefined || !folder.files.has("RUNBOOK.md")) return;
    const { sections } = renderedFolder(folder);
    for (const { message, line } of [
      ...stages(spec, sections),
      ...gates(spec, sections),
      ...environment(spec, sections),
      ...contacts(spec, sections),
      ...images(spec, folder),
    ]) {
      yield { message, hint: "render the folder again with rampart compile", file: `${folder.path}/RUNBOOK.md`, line };
    }
  },
};

/** The first line of a section that begins with some words, and what follows them. */
function told(section: RenderedSection | undefined, words: string): { readonly text: string; readonly line: number } | undefined {
  const index = section?.lines.findIndex((line) => line.startsWith(words)) ?? -1;
  const line = section?.lines[index];
  return section === undefined || line === undefined
    ? undefined
    : { text: line.slice(words.length).trim(), line: section.line + index + 1 };
}

function* stages(spec: Spec, sections: Sections): Generator<Fault> {
  const ladder = sections.get("ladder");
  for (const { name, candidatePercent, holdSeconds, gates: asked } of spec.stages) {
    const heading = headings.stage(name);
    const section = sections.get(slug(heading));
    const share = told(section, "- **Candidate share:**");
    if (share !== undefined && share.text !== `${candidatePercent} %`)
      yield {
        message: `The runbook tells a candidate share of ${share.text.slice(0, 40)} for stage "${name}", rollout.yaml ${candidatePercent} %`,
        line: share.line,
      };
    // A section without its usual words is one of the project's own.
    const usual = told(section, "- **Earliest:**");
    const hold = told(section, "- **Hold:**") ?? (usual === undefined ? undefined : { text: "0s", line: usual.line });
    if (hold !== undefined && secondsOf(hold.text) !== String(holdSeconds))
      yield {
        message: `The runbook tells a hold of ${hold.text.slice(0, 40)} for stage "${name}", rollout.yaml ${holdSeconds} seconds`,
        line: hold.line,
      };
    const row = told(ladder, `| ${spec.stages.findIndex((stage) => stage.name === name) + 1} | [${name}](#`);
    for (const list of [
      told(section, "- **Gates to leave it:**") ?? (usual === undefined ? undefined : { text: "", line: usual.line }),
      row,
    ]) {
      const named = list === undefined ? undefined : [...list.text.matchAll(/\]\(#gate-([a-z0-9-]{1,80})\)/g)].map(([, gate]) => gate);
      if (list === undefined || named === undefined || (named.length === asked.length && asked.every((gate) => named.includes(gate))))
        continue;
      yield { message: `The runbook names ${listed(named)} to leave stage "${name}", rollout.yaml ${listed(asked)}`, line: list.line };
    }
  }
}

function* gates(spec: Spec, sections: Sections): Generator<Fault> {
  for (const { name, signal, rollback, minimumSamples = 0 } of spec.gates) {
    const section = sections.get(slug(headings.gate(name)));
    const counts = told(section, "- **Counts with:**");
    const [, fewest = "0"] = /at least (\d{1,15}) /.exec(counts?.text ?? "") ?? [];
    if (counts !== undefined && Number(fewest) !== minimumSamples)
      yield { message: `The runbook tells ${fewest} samples for gate "${name}", rollout.yaml ${minimumSamples}`, line: counts.line };
    const back = told(section, "- **Roll back when:**");
    if (signal !== undefined && back !== undefined && rollback === undefined)
      yield { message: `The runbook tells a rollback limit for gate "${name}", rollout.yaml has none`, line: back.line };
  }
}

function* environment(spec: Spec, sections: Sections): Generator<Fault> {
  const section = sections.get("environment");
  const { approvals, freezes } = spec.environment;
  const asked = told(section, "- **Approvals:**");
  const [, advance, rollback] = /^(\d{1,6}) to advance, (\d{1,6}) to roll back/.exec(asked?.text ?? "") ?? [];
  if (asked !== undefined && advance !== undefined && (advance !== String(approvals.advance) || rollback !== String(approvals.rollback)))
    yield {
      message: `The runbook tells ${advance} approvals to advance and ${rollback} to roll back, rollout.yaml ${approvals.advance} and ${approvals.rollback}`,
      line: asked.line,
    };
  for (const { name, from, to } of freezes) {
    const row = told(section, `| \`${name}\` |`);
    if (asked === undefined || row?.text.startsWith(`${from} | ${to} |`) === true) continue;
    yield {
      message: `The runbook does not tell freeze "${name}" from ${from} to ${to}, which rollout.yaml has`,
      line: row?.line ?? asked.line,
    };
  }
  for (const [index, line] of section?.lines.entries() ?? []) {
    const [, name] = /^\| `([a-z0-9-]{1,63})` \| \d{4}-/.exec(line) ?? [];
    if (section !== undefined && name !== undefined && !freezes.some((freeze) => freeze.name === name))
      yield { message: `The runbook tells freeze "${name}", which rollout.yaml does not have`, line: section.line + index + 1 };
  }
}

function* contacts({ owners }: Spec, sections: Sections): Generator<Fault> {
  const section = sections.get("contacts");
  const head = told(section, "| Role | Reach | Duty |");
  if (section === undefined || head === undefined) return;
  const rows = section.lines.filter((line) => line.startsWith("| ")).length - 1;
  if (rows !== owners.length)
    yield { message: `The runbook tells ${rows} contacts, rollout.yaml ${owners.length} owners`, line: head.line };
}

/** What is deployed is named by its digest, which the runbook shows. */
function* images({ image }: Spec, folder: Folder): Generator<Fault> {
  const runbook = folder.files.get("RUNBOOK.md") ?? "";
  const digest = /sha256:[0-9a-f]{64}/g;
  const line = runbook.slice(0, Math.max(0, runbook.search(digest))).split("\n").length;
  const known = new Set(runbook.match(digest) ?? []);
  if (known.size === 0) return;
  if (image !== undefined && !known.has(image.digest))
    yield { message: `The runbook does not tell the image ${image.digest.slice(0, 19)}… of rollout.yaml`, line };
  for (const deployed of new Set(folder.files.get("values.yaml")?.match(digest) ?? [])) {
    if (!known.has(deployed))
      yield { message: `The runbook does not tell the image ${deployed.slice(0, 19)}… that values.yaml deploys`, line };
  }
}

function secondsOf(text: string): string | undefined {
  return parseQuantity(text)?.dimension === "duration" ? baseAmount(text) : text === "0s" ? "0" : undefined;
}

function listed(gates: readonly (string | undefined)[]): string {
  return gates.length === 0
    ? "no gate"
    : gates
        .map((gate) => `"${gate}"`)
        .join(", ")
        .slice(0, 400);
}
