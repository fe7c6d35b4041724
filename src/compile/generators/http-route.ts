import { toYaml } from "../../base/yaml.ts";
import { objectLabels } from "../conventions.ts";
import type { Generator } from "../generator.ts";
import { httpRouteRules } from "../traffic/http-route-rules.ts";
import { providersOf } from "../traffic/provider.ts";
import { routingOf } from "../traffic/routing-of.ts";

/** @see https://gateway-api.sigs.k8s.io/api-types/httproute/ */
export const httpRoute: Generator = {
  id: "http-route",
  description: "HTTPRoute of the Gateway API, which splits and mirrors requests at the stage's weights",
  applies: (context) => routingOf(context) !== undefined && providersOf(context.environment, context.ladder).includes("http-route"),
  generate(context) {
    const routing = routingOf(context);
    const { rollout, environment, namespace } = context;
    const { gateway } = environment.traffic;
    if (routing === undefined || gateway === undefined) return [];
    const content = toYaml({
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      metadata: { labels: objectLabels(rollout, environment), name: rollout.service, namespace },
      spec: {
        hostnames: [routing.host],
        parentRefs: [
          {
            group: "gateway.networking.k8s.io",
            kind: "Gateway",
            namespace: gateway.namespace,
            name: gateway.name,
            ...(gateway.section === undefined ? {} : { sectionName: gateway.section }),
          },
        ],
        rules: httpRouteRules(routing),
      },
    });
    return [{ path: "manifests/httproute.yaml", content }];
  },
};
