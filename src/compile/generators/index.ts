import type { Generator } from "../generator.ts";
import { dashboard } from "./dashboard.ts";
import { helmValues } from "./helm-values.ts";
import { httpRoute } from "./http-route.ts";
import { ingressNginx } from "./ingress-nginx.ts";
import { prometheusRule } from "./prometheus-rule.ts";
import { rolloutResource } from "./rollout-resource.ts";
import { ruleTests } from "./rule-tests.ts";
import { rulesFile } from "./rules-file.ts";
import { runbook } from "./runbook.ts";
import { variables } from "./variables.ts";

/** The generators that come with Rampart. Add one by its file and a line here; the kustomization is made last, of all of them. */
export const builtIn: readonly Generator[] = [
  rolloutResource,
  helmValues,
  variables,
  ingressNginx,
  httpRoute,
  prometheusRule,
  rulesFile,
  ruleTests,
  dashboard,
  runbook,
];
