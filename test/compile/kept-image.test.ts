import { expect, test } from "vitest";
import { parseYaml } from "../../src/base/yaml.ts";
import { compile } from "../../src/compile/compile.ts";
import type { LedgerEntry } from "../../src/model/ledger-entry.ts";
import { RolloutResource } from "../../src/model/rollout-resource.ts";
import type { Project } from "../../src/project/read-project.ts";
import { example } from "../cases/example.ts";
import { projectOf } from "../verify/ramp.ts";

const digest = (figure: string): string => `sha256:${figure.repeat(64)}`;
const image = (figure: string) => ({ tag: `${figure}.0.0`, digest: digest(figure) });

const steps = [
  { from: null, to: "before", image: image("1") },
  { from: "before", to: "canary-5", image: image("2") },
  { from: "canary-5", to: "full", image: image("2") },
];

/** The project at a stage, after the steps that led there, with image 3 in the definition. */
function projectAt(stage: string, whenChanged: string, ledger: readonly Partial<LedgerEntry>[]): Project {
  const one = example("queue", {
    whenChanged,
    image: { repository: "ghcr.io/acme/shop", ...image("3"), before: image("1") },
    helm: {
      release: "shop",
      chart: "oci://ghcr.io/acme/charts/shop",
      image: { tag: "image.tag", digest: "image.digest" },
    },
    ladders: {
      production: {
        stages: [
          { name: "before", title: "Before" },
          { name: "canary-5", title: "A twentieth", levers: { weight: 5 }, hold: "24h" },
          { name: "full", title: "All", levers: { weight: 100 } },
        ],
      },
    },
  });
  const project = projectOf(one, stage);
  const lines = ledger.map((entry, index): LedgerEntry => ({
    environment: "production",
    from: null,
    to: "before",
    at: `2026-11-1${index}T09:00:00Z`,
    operator: "a.leroy",
    evidence: [],
    ...entry,
  }));
  return { ...project, standings: project.standings.map((standing) => ({ ...standing, ledger: lines })) };
}

function rendered(project: Project): { readonly values: unknown; readonly resource: RolloutResource; readonly runbook: string } {
  const files = new Map(
    compile(project, { version: "1.2.3" }).flatMap(({ artifacts }) => artifacts.map(({ path, content }) => [path, content])),
  );
  const yaml = (path: string): unknown => {
    const parsed = parseYaml(files.get(path) ?? "");
    if ("problem" in parsed) throw new Error(parsed.problem);
    return parsed.value;
  };
  return { values: yaml("values.yaml"), resource: RolloutResource.parse(yaml("rollout.yaml")), runbook: files.get("RUNBOOK.md") ?? "" };
}

type Case = readonly [stage: string, whenChanged: string, steps: number, moves: string, runs: string, waits: string | undefined];

const cases: Readonly<Record<string, Case>> = {
  "on the first stage the image is the definition's, and what ran before runs": ["before", "queue", 1, "3", "1", undefined],
  "in mid-ramp a queued image waits": ["canary-5", "queue", 2, "2", "2", "3"],
  "in mid-ramp the image waits until the ramp begins again": ["canary-5", "restart", 2, "2", "2", "3"],
  "in mid-ramp a change that is refused shows in the tree": ["canary-5", "refuse", 2, "3", "3", undefined],
  "on the last stage the image waits until the ramp begins again": ["full", "queue", 3, "2", "2", "3"],
  "looked at from the first stage, the ramp to come is of the new image": ["canary-5", "queue", 1, "3", "3", undefined],
  "looked at from mid-ramp, the stages to come are of the image of the ramp": ["full", "queue", 2, "2", "2", "3"],
  "looked at from mid-ramp, the first stage is of the new ramp": ["before", "queue", 2, "3", "1", undefined],
};

test.each(Object.entries(cases))("%s", (_, [stage, whenChanged, count, moves, runs, waits]) => {
  const { values, resource, runbook } = rendered(projectAt(stage, whenChanged, steps.slice(0, count)));
  expect(values).toMatchObject({ image: image(runs) });
  expect(resource.spec).toMatchObject({ whenChanged, image: { repository: "ghcr.io/acme/shop", ...image(moves) } });
  expect(resource.spec.waitingImage).toEqual(waits === undefined ? undefined : image(waits));
  expect(runbook.includes("Image that waits")).toBe(waits !== undefined);
});

test("an image that is the same, or that the ledger does not tell, waits for nothing", () => {
  const same = steps.map((step) => ({ ...step, image: image("3") }));
  const untold = steps.map(({ from, to }) => ({ from, to }));
  for (const ledger of [same, untold]) {
    expect(rendered(projectAt("canary-5", "queue", ledger.slice(0, 2))).resource.spec).toMatchObject({ image: image("3") });
  }
});
