import { App, Chart } from "cdk8s";
import { k8s } from "cdk8s-plus-28";
import type { Routing } from "./routing.ts";
import type { IngressIntent } from "./ingresses.ts";

/** What an Ingress object is made of. */
export interface IngressManifest {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly className: string;
  readonly routing: Routing;
  readonly intent: IngressIntent;
}

/**
 * An Ingress (`networking.k8s.io/v1`) as a plain object. The typed resource is
 * used rather than the `Ingress` construct, which orders paths by the locale of
 * the machine.
 */
export function ingressManifest({ name, namespace, labels, className, routing, intent }: IngressManifest): unknown {
  const chart = new Chart(new App(), "ingress", { namespace, disableResourceNameHashes: true });
  const { backend, annotations, tlsSecret } = intent;
  const ingress = new k8s.KubeIngress(chart, name, {
    metadata: {
      name,
      namespace,
      labels: { ...labels },
      ...(Object.keys(annotations).length === 0 ? {} : { annotations: { ...annotations } }),
    },
    spec: {
      ingressClassName: className,
      ...(tlsSecret === undefined ? {} : { tls: [{ hosts: [routing.host], secretName: tlsSecret }] }),
      rules: [
        {
          host: routing.host,
          http: {
            paths: routing.paths.map(({ path, type }) => ({
              path,
              pathType: type,
              backend: { service: { name: backend.service, port: { number: backend.port } } },
            })),
          },
        },
      ],
    },
  });
  return ingress.toJson();
}
