import { cell, codeSpan, inline, link, phrase, type Markdown } from "../../../base/markdown.ts";
import type { Environment, PrometheusAuth, Secret } from "../../../model/environment.ts";
import { deliveredObject } from "../../delivered-object.ts";
import { countWords } from "../../power/significant.ts";
import { facts } from "../facts.ts";
import type { Chapter, Page } from "../page.ts";
import { codes, listed, present, requestRate, some } from "../prose.ts";

/** Where it runs, and when and by whom it may be moved. */
export const environment: Chapter = (page) => {
  const { rollout, environment, namespace, ladder } = page;
  const { calendar, prometheus, grafana, approvals } = environment;
  const { days, from, to } = calendar.workingHours;
  const traffic = environment.expectedTraffic[rollout.service];
  return {
    facts: facts({
      Cluster: codeSpan(environment.cluster),
      Namespace: codeSpan(namespace),
      Kubernetes: inline(environment.kubernetesVersion),
      Host: ladder.host === undefined ? undefined : codeSpan(ladder.host),
      "Routes by": rollout.traffic === undefined ? undefined : routes(environment, ladder),
      Prometheus: phrase`${link(prometheus.url, prometheus.url)}, scraped every ${inline(prometheus.scrapeInterval)}`,
      "Asking Prometheus": asking(prometheus),
      "Applied by": applier(page),
      Grafana: link(grafana.url, grafana.url),
      "Expected traffic": traffic === undefined ? undefined : expected(traffic),
      "Working hours": inline(`${days.join(", ")} ${from}–${to} (${calendar.timeZone})`),
      Approvals: phrase`${approvals.advance} to advance, ${approvals.rollback} to roll back${teams(approvals.teams)}`,
    }),
    freezes: some(
      calendar.freezes.map((freeze) => ({
        name: cell(codeSpan(freeze.name)),
        from: inline(freeze.from),
        to: inline(freeze.to),
        reason: cell(inline(freeze.reason)),
        owner: cell(inline(freeze.owner)),
      })),
    ),
  };
};

/** The routes that are written: the environment's, or those of them that the ladder names. */
function routes({ traffic: { ingress, gateway } }: Environment, { routedBy }: Page["ladder"]): Markdown | undefined {
  return listed(
    present([
      ingress === undefined || routedBy?.includes("ingress") === false ? undefined : phrase`Ingress of class ${codeSpan(ingress.class)}`,
      gateway === undefined || routedBy?.includes("gateway") === false
        ? undefined
        : phrase`Gateway ${codeSpan(`${gateway.namespace}/${gateway.name}`)}`,
    ]),
  );
}

function expected({ requests, usersPerDay, errors }: Environment["expectedTraffic"][string]): Markdown {
  const parts = present([
    requestRate(requests),
    usersPerDay === undefined ? undefined : phrase`${inline(countWords(usersPerDay))} users a day`,
    errors === undefined ? undefined : phrase`${inline(errors)} errors`,
  ]);
  return listed(parts) ?? phrase``;
}

/** Who confirms that a stage is applied. */
function applier(page: Page): Markdown | undefined {
  const object = deliveredObject(page);
  return object && phrase`${inline(object.words)}; a stage is left only while it says that all is applied and well`;
}

/** What whoever asks Prometheus needs; where secrets are, never what they are. */
function asking({ auth, authority, tenant, timeout }: Environment["prometheus"]): Markdown | undefined {
  return listed(
    present([
      auth === undefined ? undefined : credentials(auth),
      authority === undefined ? undefined : phrase`certificate authority in ${place(authority)}`,
      tenant === undefined ? undefined : phrase`header ${codeSpan(`${tenant.header}: ${tenant.value}`)}`,
      timeout === undefined ? undefined : phrase`at most ${inline(timeout)} a question`,
    ]),
  );
}

function credentials(auth: PrometheusAuth): Markdown {
  switch (auth.kind) {
    case "bearer":
      return phrase`bearer token in ${place(auth.token)}`;
    case "basic":
      return phrase`user in ${place(auth.user)} with password in ${place(auth.password)}`;
    case "certificate":
      return phrase`client certificate in ${place(auth.certificate)} with key in ${place(auth.key)}`;
  }
}

function place(secret: Secret): Markdown {
  return "variable" in secret ? codeSpan(`$${secret.variable}`) : codeSpan(secret.file);
}

function teams(names: readonly string[]): Markdown {
  const all = codes(names);
  return all === undefined ? phrase`` : phrase`, by ${all}`;
}
