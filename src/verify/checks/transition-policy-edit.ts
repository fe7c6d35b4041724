import { canonicalJson } from "../../base/canonical-json.ts";
import type { ChangeCheck, Report } from "../check.ts";
import type { Transition } from "../transition/transition.ts";

const judges: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^(\.\.\/)*policies\//, "a policy"],
  [/^schemas\//, "a schema that manifests are checked against"],
  [/^(\.\.\/)*(\.github\/|docs\/|\.gitlab\/)?CODEOWNERS$/, "who must review"],
  [/^environments\/[^/]+\/[^/]+\.overrides\.yaml$/, "decisions to go on where a rule says no"],
  [/^environments\/stop\.yaml$/, "what stops the line"],
  [/^rampart\.config\.ts$/, "the project's own checks and generators"],
  [/^(\.\.\/)*\.github\/workflows\//, "a workflow, which may run this check"],
  [/^(\.\.\/)*\.gitlab-ci\.yml$/, "the pipeline, which may run this check"],
];

/** Who changes the rules is told apart from who plays by them. */
export const transitionPolicyEdit: ChangeCheck = {
  code: "transition-policy-edit",
  severity: "warning",
  description: "a change of policies, whom they judge, overrides, stops, silences, owners or settings is pointed out",
  scope: "change",
  *check({ revision, changedFiles, transitions }) {
    for (const file of changedFiles) {
      const what = judges.find(([pattern]) => pattern.test(file))?.[1];
      if (what === undefined) continue;
      yield {
        message: `This change edits "${file}": ${what}`,
        hint: `it is judged by what "${revision}" has; have the edit reviewed by who answers for the rules`,
        file,
      };
    }
    const told = new Set<string>();
    for (const transition of transitions) {
      for (const report of [...silenceReports(transition, revision), ...environmentReports(transition, revision)]) {
        if (!told.has(report.message)) yield report;
        told.add(report.message);
      }
    }
  },
};

function* silenceReports({ rollout, before, after, ownPrefix }: Transition, revision: string): Generator<Report> {
  const known = new Set((before.resource?.spec.silences ?? []).map((silence) => JSON.stringify(silence)));
  for (const [index, silence] of (after.resource?.spec.silences ?? []).entries()) {
    if (known.has(JSON.stringify(silence))) continue;
    yield {
      message: `This change silences ${silence.check} for "${rollout}" until ${silence.until}: ${silence.reason}`,
      hint: `until it is merged, the silences of "${revision}" hold`,
      file: `${ownPrefix.folder}rollout.yaml`,
      path: ["spec", "silences", index],
      definition: ["silences", index],
    };
  }
}

/** Bindings choose by these labels, and the version says what policies may use. */
function* environmentReports({ before, after, ownPrefix }: Transition, revision: string): Generator<Report> {
  const [old, fresh] = [before.resource?.spec.environment, after.resource?.spec.environment];
  if (old === undefined || fresh === undefined) return;
  const hint = `it is judged as "${revision}" has it; have the edit reviewed by who answers for the rules`;
  const place = { file: `${ownPrefix.folder}rollout.yaml`, hint };
  if (canonicalJson(old.labels) !== canonicalJson(fresh.labels))
    yield {
      ...place,
      message: `This change gives "${fresh.name}" other labels, by which policies choose what they judge`,
      path: ["spec", "environment", "labels"],
    };
  if (old.kubernetesVersion !== fresh.kubernetesVersion)
    yield {
      ...place,
      message: `This change takes "${fresh.name}" for Kubernetes ${fresh.kubernetesVersion}, not ${old.kubernetesVersion}, by which schemas and policies are read`,
      path: ["spec", "environment", "kubernetesVersion"],
    };
}
