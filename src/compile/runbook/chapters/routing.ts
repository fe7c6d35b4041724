import { codeSpan, inline, phrase, type Markdown } from "../../../base/markdown.ts";
import { facts } from "../facts.ts";
import type { Chapter } from "../page.ts";
import { listed } from "../prose.ts";

/** Where requests come in and which two services answer them. */
export const routing: Chapter = ({ rollout, ladder }) => {
  const { traffic } = rollout;
  if (traffic === undefined) return undefined;
  const backend = ({ service, port }: typeof traffic.baseline): Markdown => codeSpan(`${service}:${port}`);
  return {
    facts: facts({
      Host: ladder.host === undefined ? undefined : codeSpan(ladder.host),
      Paths: listed(traffic.paths.map(({ path, type }) => phrase`${codeSpan(path)} (${inline(type)})`)),
      Baseline: backend(traffic.baseline),
      Candidate: backend(traffic.candidate),
      "TLS secret": traffic.tls === undefined ? undefined : codeSpan(traffic.tls.secret),
      "Sticky by cookie":
        traffic.affinityCookie === undefined ? undefined : phrase`${codeSpan(traffic.affinityCookie)}: a weight moves new sessions only`,
      "Parts of a whole": phrase`${traffic.weightTotal}`,
      Annotations: listed(Object.entries(traffic.annotations).map(([name, value]) => phrase`${codeSpan(name)} = ${codeSpan(value)}`)),
    }),
  };
};
