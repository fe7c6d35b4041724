import type { FolderCheck, Report, ValuePath } from "../check.ts";
import type { Folder, ManifestObject } from "../folder.ts";
import { fields, items } from "../gateway/violation.ts";
import { objectName } from "../object-name.ts";
import { backendName, committedIngresses, isReadable } from "../traffic/committed-ingresses.ts";
import { committedRoutes } from "../traffic/committed-routes.ts";
import { committedStage, type CommittedStage } from "../traffic/committed-stage.ts";

/** A route for the host of another environment takes that environment's requests. */
export const trafficHosts: FolderCheck = {
  code: "traffic-hosts",
  severity: "error",
  description: "hosts of routes end in a suffix of their environment, and are those of rollout.yaml",
  scope: "folder",
  *check(folder) {
    if (!isReadable(folder)) return;
    const hosts = folder.objects().flatMap(hostsOf);
    const environment = folder.resource()?.spec.environment;
    const stage = committedStage(folder);
    let isTold = false;
    for (const { object, host, path, isTls, leads } of hosts) {
      const source = { file: object.file, document: object.document, path };
      const isOther = stage !== undefined && host !== stage.host && leads(stage);
      if (isOther) isTold = true;
      const title = objectName(object.value);
      if (environment !== undefined && !environment.hostSuffixes.some((suffix) => isBelow(host, suffix))) {
        yield {
          message: `${title} answers ${shown(host)}, which ends in none of the host suffixes of environment "${environment.name}": ${environment.hostSuffixes.join(", ")}`,
          hint: `use such a host, or add the suffix to environments/${environment.name}.ts`,
          ...source,
        };
      } else if (isOther) {
        yield {
          message: `${title} ${isTls ? "has a certificate for" : "answers"} ${shown(host)}, but the rollout's host is ${stage.host}`,
          hint: `write ${stage.host}, or run \`rampart compile\``,
          ...source,
        };
      }
    }
    if (stage !== undefined && !isTold && !hosts.some(({ host, isTls }) => !isTls && host === stage.host)) yield unanswered(folder, stage);
  },
};

interface Host {
  readonly object: ManifestObject;
  readonly host: string;
  readonly path: ValuePath;
  readonly isTls: boolean;
  /** Whether the object leads to a side of the rollout: other routes have hosts of their own. */
  readonly leads: (stage: CommittedStage) => boolean;
}

function hostsOf(object: ManifestObject): readonly Host[] {
  const spec = fields(object.value["spec"]);
  const leads = (stage: CommittedStage): boolean => leadsTo(object, stage);
  const host = (value: unknown, path: ValuePath, isTls = false): readonly Host[] =>
    typeof value === "string" ? [{ object, host: value, path, isTls, leads }] : [];
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  if (object.value["kind"] === "HTTPRoute") {
    const names = list(spec["hostnames"]);
    return names.length === 0 ? host("", ["spec"]) : names.flatMap((name, index) => host(name, ["spec", "hostnames", index]));
  }
  if (object.value["kind"] !== "Ingress") return [];
  return [
    ...items(spec["rules"]).flatMap(([index, rule]) => host(rule["host"] ?? "", ["spec", "rules", index, "host"])),
    ...items(spec["tls"]).flatMap(([index, { hosts }]) =>
      list(hosts).flatMap((name, number) => host(name, ["spec", "tls", index, "hosts", number], true)),
    ),
  ];
}

function leadsTo({ value }: ManifestObject, { backends }: CommittedStage): boolean {
  const sides = new Set(Object.values(backends).map(backendName));
  const spec = fields(value["spec"]);
  const ingress = items(spec["rules"]).flatMap(([, rule]) =>
    items(fields(rule["http"])["paths"]).map(([, { backend }]) => fields(fields(backend)["service"])),
  );
  const route = items(spec["rules"]).flatMap(([, rule]) => items(rule["backendRefs"]).map(([, backend]) => backend));
  const names = [
    ...ingress.map(({ name, port }) => `${String(name)}:${String(fields(port)["number"])}`),
    ...route.map(({ name, port }) => `${String(name)}:${String(port)}`),
  ];
  return names.some((name) => sides.has(name));
}

function unanswered(folder: Folder, { host }: CommittedStage): Report {
  const has = committedIngresses(folder).length + committedRoutes(folder).length > 0;
  return {
    message: has
      ? `No Ingress or HTTPRoute answers ${host}, which rollout.yaml says is the rollout's host`
      : `The rollout routes ${host}, but there is no Ingress and no HTTPRoute`,
    hint: "run `rampart compile`",
    file: `${folder.path}/rollout.yaml`,
    path: ["spec", "host"],
  };
}

function isBelow(host: string, suffix: string): boolean {
  return host === suffix || host.endsWith(`.${suffix}`);
}

function shown(host: string): string {
  return host === "" ? "every host" : host.slice(0, 120);
}
