import type { RolloutResource } from "../../model/rollout-resource.ts";
import type { FolderCheck } from "../check.ts";
import type { Folder } from "../folder.ts";
import { renderedFolder } from "../rendered-folder.ts";
import { shownExpressions } from "../runbook/shown-expressions.ts";
import { toldEnvironment } from "../runbook/told-environment.ts";
import { toldGates } from "../runbook/told-gates.ts";
import type { ToldOtherwise } from "../runbook/told-line.ts";
import { toldStages } from "../runbook/told-stages.ts";

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
  supersedes: ["runbook-limits"],
  *check(folder) {
    const spec = folder.resource()?.spec;
    if (spec === undefined || !folder.files.has("RUNBOOK.md")) return;
    const { sections } = renderedFolder(folder);
    const told = [
      ...toldStages(spec, sections),
      ...toldGates(spec, sections, shownExpressions(folder)),
      ...toldEnvironment(spec, sections, folder.objects()),
      ...toldImages(spec, folder),
    ];
    for (const { message, line } of told) {
      yield { message, hint: "render the folder again with rampart compile", file: `${folder.path}/RUNBOOK.md`, line };
    }
  },
};

/** What is deployed is named by its digest, which the runbook shows. */
function* toldImages({ image }: RolloutResource["spec"], folder: Folder): Generator<ToldOtherwise> {
  const runbook = folder.files.get("RUNBOOK.md") ?? "";
  const digest = /sha256:[0-9a-f]{64}/g;
  const known = new Set(runbook.match(digest) ?? []);
  if (known.size === 0) return;
  const line = runbook.slice(0, runbook.search(digest)).split("\n").length;
  if (image !== undefined && !known.has(image.digest)) {
    yield { message: `The runbook does not tell the image ${image.digest.slice(0, 19)}… of rollout.yaml`, line };
  }
  for (const deployed of new Set(folder.files.get("values.yaml")?.match(digest) ?? [])) {
    if (!known.has(deployed))
      yield { message: `The runbook does not tell the image ${deployed.slice(0, 19)}… that values.yaml deploys`, line };
  }
}
