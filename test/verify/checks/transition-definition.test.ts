import { expect, test } from "vitest";
import type { RolloutResource } from "../../../src/model/rollout-resource.ts";
import { transitionDefinition } from "../../../src/verify/checks/transition-definition.ts";
import type { Side, Transition } from "../../../src/verify/transition/transition.ts";
import { side, transition } from "../checkout.ts";

const folder = "dist/production/checkout";
const hint = "have it reviewed by who answers for the rollout, or wait until it is done";
const says = (what: string) => `This change concerns "checkout" in "production", which is on its way at "canary-5", and ${what}`;
const spec = (change: Partial<RolloutResource["spec"]>) => (resource: RolloutResource) => ({
  ...resource,
  spec: { ...resource.spec, ...change },
});
const alert = (severity: string) => [{ name: "ErrorsHigh", severity, action: "rollback" }];
const at = (stage: string, before: Partial<RolloutResource["spec"]>, after: Partial<RolloutResource["spec"]>): Transition =>
  transition(side(stage, [], spec(before)), side(stage, [], spec(after)));
const withFiles = (one: Side, files: Readonly<Record<string, string>>): Side => ({ ...one, files: new Map(Object.entries(files)) });
const files = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>, stage = "canary-5"): Transition =>
  transition(withFiles(side(stage, []), before), withFiles(side(stage, []), after));
const same = { "rules.yaml": "1", "manifests/prometheusrule.yaml": "1", "RUNBOOK.md": "1", "manifests/ingress-canary.yaml": "1" };

const digest = (figure: string): string => `sha256:${figure.repeat(64)}`;
const version = (figure: string) => ({ tag: `${figure}.0.0`, digest: digest(figure) });
const image = (figure: string) => ({ repository: "ghcr.io/acme/checkout", ...version(figure) });
const another = (whenChanged: "restart" | "queue" | "refuse", stage = "canary-5") =>
  at(stage, { image: image("1"), whenChanged }, { image: image("2"), whenChanged });
const waiting = (whenChanged: "restart" | "queue", stage = "canary-5") =>
  at(stage, { image: image("1"), whenChanged }, { image: image("1"), waitingImage: version("2"), whenChanged });
const inFolder = { file: `${folder}/rollout.yaml`, definition: ["image"] };
const refused = (hint: string) => [
  {
    message: 'This change gives "checkout" in "production", which is on its way at "canary-5", image 2.0.0 instead of 1.0.0',
    hint,
    ...inFolder,
    path: ["spec", "image"],
    severity: "error",
  },
];
const waits = (until: string, stage = "canary-5") => [
  {
    message: `Image 2.0.0 waits: "checkout" in "production" keeps 1.0.0 at "${stage}" until it ${until}`,
    ...inFolder,
    path: ["spec", "waitingImage"],
    severity: "notice",
  },
];

const cases: Record<string, readonly [change: Transition, reports: readonly object[]]> = {
  "nothing changes": [at("canary-5", {}, {}), []],
  "before it begins, all may change": [at("before", { alerts: alert("critical") }, { alerts: alert("info") }), []],
  "when it is done, all may change": [at("full", { alerts: alert("critical") }, { alerts: alert("info") }), []],
  "a step is told of by others": [
    transition(side("canary-5", [], spec({ alerts: alert("critical") })), side("canary-50", [], spec({ alerts: alert("info") }))),
    [],
  ],
  "an alert becomes lighter": [
    at("canary-5", { alerts: alert("critical") }, { alerts: alert("info") }),
    [
      {
        message: says('spec.alerts[0].severity becomes "info"; it was "critical"'),
        hint,
        file: `${folder}/rollout.yaml`,
        path: ["spec", "alerts", 0, "severity"],
      },
    ],
  ],
  "an alert is dropped": [
    at("canary-5", { alerts: alert("critical") }, { alerts: [] }),
    [{ message: says("spec.alerts becomes []; it was [ErrorsHigh]"), hint, file: `${folder}/rollout.yaml`, path: ["spec", "alerts"] }],
  ],
  "a host is new": [
    at("canary-5", {}, { host: "shop.example.com" }),
    [
      {
        message: says('spec.host becomes "shop.example.com"; it was not given'),
        hint,
        file: `${folder}/rollout.yaml`,
        path: ["spec", "host"],
      },
    ],
  ],
  "limits and silences are told of by others": [
    at(
      "canary-5",
      { gates: [{ name: "errors", kind: "limit", hold: "above 0.1 %" }] },
      {
        gates: [{ name: "errors", kind: "limit", hold: "above 5 %" }],
        silences: [{ check: "rules-unused", reason: "r", owner: "o", until: "2026-12-01" }],
      },
    ),
    [],
  ],
  "rules change, and what carries them": [
    files(same, { ...same, "rules.yaml": "2", "manifests/prometheusrule.yaml": "2", "RUNBOOK.md": "2" }),
    [{ message: says("rules.yaml changes"), hint, file: `${folder}/rules.yaml` }],
  ],
  "the PrometheusRule alone changes": [
    files(same, { ...same, "manifests/prometheusrule.yaml": "2" }),
    [{ message: says("manifests/prometheusrule.yaml changes"), hint, file: `${folder}/manifests/prometheusrule.yaml` }],
  ],
  "a manifest is gone": [
    files(same, { "rules.yaml": "1", "manifests/prometheusrule.yaml": "1", "RUNBOOK.md": "1" }),
    [{ message: says("manifests/ingress-canary.yaml changes"), hint, file: `${folder}/manifests/ingress-canary.yaml` }],
  ],
  "another image is refused": [
    another("refuse"),
    refused(
      'set the image back, or go back to "before" first; with whenChanged: "restart" or "queue" in the definition, another image waits for its turn',
    ),
  ],
  "where another image waits, the tree must show it": [
    another("queue"),
    refused("run `rampart compile`: the ramp keeps its image, and another one waits"),
  ],
  "where the ramp begins again, the tree must show that it waits": [
    another("restart"),
    refused("run `rampart compile`: the ramp keeps its image, and another one waits"),
  ],
  "an image that is queued": [waiting("queue"), waits("is done or was taken back, and begins again then")],
  "an image by which the ramp begins again": [waiting("restart"), waits('begins again at "before", which is the next step')],
  "an image that is queued when the ramp is done": [
    waiting("queue", "full"),
    waits('begins again at "before", which is the next step', "full"),
  ],
  "an image that waits already": [
    at("canary-5", { waitingImage: version("2"), whenChanged: "queue" }, { waitingImage: version("2"), whenChanged: "queue" }),
    [],
  ],
  "another image before it begins": [another("refuse", "before"), []],
  "another image when it is done": [another("refuse", "full"), []],
  "another tag of the same image": [
    at("canary-5", { image: image("1") }, { image: { ...image("1"), tag: "1.0.1" } }),
    [
      {
        message: says('spec.image.tag becomes "1.0.1"; it was "1.0.0"'),
        hint,
        file: `${folder}/rollout.yaml`,
        path: ["spec", "image", "tag"],
      },
    ],
  ],
  "prose and pictures may change": [files({ ...same, "dashboard.json": "1" }, { ...same, "dashboard.json": "2", "RUNBOOK.md": "2" }), []],
};

test.each(Object.entries(cases))("%s", (_, [change, reports]) => {
  expect([...transitionDefinition.check(change)]).toEqual(reports);
});
