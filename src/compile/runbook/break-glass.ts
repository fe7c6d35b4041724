import { fence, type Markdown } from "../../base/markdown.ts";
import { shellQuote } from "../../base/shell.ts";
import type { Page } from "./page.ts";

/** Commands that put a stage into the cluster by hand, past Git, from what the stage compiles to. */
export function breakGlass({ rollout, environment, namespace, ladder }: Page): Markdown {
  const tree = `break-glass/${environment.name}/${rollout.name}`;
  const { helm } = rollout;
  const files = helm === undefined ? [] : [...helm.valuesFiles, ...ladder.valuesFiles, `${tree}/values.yaml`];
  const upgrade =
    helm === undefined
      ? []
      : [
          [
            `helm upgrade --install ${bare(helm.release)} ${bare(helm.chart)} -n ${namespace}`,
            ...files.map((file) => `-f ${shellQuote(file)}`),
            `--wait --timeout ${helm.timeout}`,
          ].join(" \\\n  "),
        ];
  return fence(
    [
      'STAGE="<stage>"',
      `rampart compile ${rollout.name} --env ${environment.name} --stage "$STAGE" --out break-glass`,
      `kubectl apply -k ${tree}/manifests`,
      ...upgrade,
    ].join("\n"),
    "sh",
  );
}

/** A variable of the shell (`$RELEASE_NAME`) is left to the shell. */
function bare(word: string): string {
  return /^\$\{?\w+\}?$/.test(word) ? `"${word}"` : shellQuote(word);
}
