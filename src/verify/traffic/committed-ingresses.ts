import { nginxPrefix } from "../../compile/traffic/ingresses.ts";
import type { ValuePath } from "../check.ts";
import type { ManifestObject } from "../folder.ts";
import { fields, items } from "../gateway/violation.ts";
import { objectName } from "../object-name.ts";
import { perFolder } from "../per-folder.ts";

/** A backend as an object names it; a port may have a name of its own. */
export interface NamedBackend {
  readonly service: string;
  readonly port: number | string;
}

/** One path of an Ingress. */
export interface IngressPath {
  readonly host: string;
  readonly path: string;
  readonly pathType: string;
  readonly backend: NamedBackend | undefined;
  /** Where it stands in the object. */
  readonly at: ValuePath;
}

/** An Ingress as it is committed. */
export interface CommittedIngress {
  readonly object: ManifestObject;
  /** `Ingress "checkout-canary"`. */
  readonly title: string;
  readonly className: string;
  /** Whether it is meant to be a canary: it has annotations of one, switched on or not. */
  readonly isCanary: boolean;
  /** Annotations of ingress-nginx without their prefix. */
  readonly annotations: ReadonlyMap<string, string>;
  readonly paths: readonly IngressPath[];
}

/** The Ingresses of a folder, read without trust: what is not of the right form is left out. */
export const committedIngresses = perFolder((folder): readonly CommittedIngress[] =>
  folder
    .objects()
    .filter(({ value }) => value["kind"] === "Ingress")
    .map(ingressOf),
);

/** Whether a text is true for Go, as ingress-nginx reads it; `undefined` for what it cannot read. */
export function goBoolean(text: string): boolean | undefined {
  if (/^(1|t|T|true|TRUE|True)$/.test(text)) return true;
  return /^(0|f|F|false|FALSE|False)$/.test(text) ? false : undefined;
}

/** Whether every manifest can be read; of a route that cannot, another check tells. */
export const isReadable = perFolder((folder): boolean =>
  [...folder.files.keys()].every((name) => !/^manifests\/[^/]+\.yaml$/.test(name) || "value" in folder.yaml(name)),
);

/** A backend in words: `checkout-v2:8080`. */
export function backendName(backend: NamedBackend | undefined): string {
  return backend === undefined ? "no service" : `${backend.service}:${backend.port}`;
}

/** A path of an Ingress in words: `shop.example.com/mcp (Prefix)`. */
export function pathName({ host, path, pathType }: IngressPath): string {
  return `${host}${path} (${pathType})`.slice(0, 200);
}

function ingressOf(object: ManifestObject): CommittedIngress {
  const { metadata, spec } = object.value;
  const annotations = new Map(
    Object.entries(fields(fields(metadata)["annotations"])).flatMap(([key, value]) =>
      key.startsWith(nginxPrefix) && typeof value === "string" ? [[key.slice(nginxPrefix.length), value] as const] : [],
    ),
  );
  return {
    object,
    title: objectName(object.value),
    className: text(fields(spec)["ingressClassName"]),
    isCanary: goBoolean(annotations.get("canary") ?? "false") !== false || [...annotations.keys()].some((key) => key.startsWith("canary-")),
    annotations,
    paths: items(fields(spec)["rules"]).flatMap(([index, { host, http }]) =>
      items(fields(http)["paths"]).map(([number, { path, pathType, backend }]) => ({
        host: text(host),
        path: text(path) === "" ? "/" : text(path),
        pathType: text(pathType),
        backend: backendOf(backend),
        at: ["spec", "rules", index, "http", "paths", number],
      })),
    ),
  };
}

function backendOf(backend: unknown): NamedBackend | undefined {
  const { name, port } = fields(fields(backend)["service"]);
  const { number, name: portName } = fields(port);
  if (typeof name !== "string") return undefined;
  return { service: name, port: typeof number === "number" ? number : text(portName) };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
