import { toYaml } from "../../base/yaml.ts";
import type { Artifact } from "../artifact.ts";
import { objectLabels } from "../conventions.ts";
import type { Generator } from "../generator.ts";
import { ingressManifest } from "../traffic/ingress-manifest.ts";
import { ingresses, type IngressIntent } from "../traffic/ingresses.ts";
import { providersOf } from "../traffic/provider.ts";
import { routingOf } from "../traffic/routing-of.ts";

/** @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary */
export const ingressNginx: Generator = {
  id: "ingress-nginx",
  description: "primary and canary Ingress of ingress-nginx, which split requests at the stage's weight",
  applies: (context) => routingOf(context) !== undefined && providersOf(context.environment, context.ladder).includes("ingress-nginx"),
  generate(context) {
    const routing = routingOf(context);
    const { rollout, environment, namespace } = context;
    const { ingress } = environment.traffic;
    if (routing === undefined || ingress === undefined) return [];
    const write = (role: "primary" | "canary", intent: IngressIntent): Artifact => ({
      path: `manifests/ingress-${role}.yaml`,
      content: toYaml(
        ingressManifest({
          name: `${rollout.service}-${role}`,
          namespace,
          labels: objectLabels(rollout, environment),
          className: ingress.class,
          routing,
          intent,
        }),
      ),
    });
    const { primary, canary } = ingresses(routing);
    return [write("primary", primary), ...(canary === undefined ? [] : [write("canary", canary)])];
  },
};
