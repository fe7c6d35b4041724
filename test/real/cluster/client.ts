import { Agent, fetch } from "undici";

/** An object of the API. */
export type Manifest = Readonly<Record<string, unknown>>;

/** What the API server answered. */
export interface Answer {
  readonly status: number;
  readonly body: Manifest;
  /** Texts of `Warning` headers. */
  readonly warnings: readonly string[];
}

/** How a write is meant. */
export interface WriteOptions {
  /** Judged and answered, but not kept. */
  readonly dryRun?: boolean;
}

/** Talks to an API server; what it refuses is an answer, not an error. */
export interface Client {
  request(method: string, path: string, body?: unknown, type?: string): Promise<Answer>;
  /** Server-side apply under strict field validation. */
  apply(object: Manifest, options?: WriteOptions): Promise<Answer>;
  create(object: Manifest, options?: WriteOptions): Promise<Answer>;
  replace(object: Manifest, options?: WriteOptions): Promise<Answer>;
  read(object: Manifest): Promise<Answer>;
  remove(object: Manifest): Promise<Answer>;
  close(): Promise<void>;
}

/** A client of the server at an address. */
export function connect({ url, ca, token }: { readonly url: string; readonly ca: string; readonly token: string }): Client {
  const dispatcher = new Agent({ connect: { ca }, connections: 16 });
  const resources = new Map<string, Promise<ReadonlyMap<string, Resource>>>();

  async function request(method: string, path: string, body?: unknown, type = "application/json"): Promise<Answer> {
    const response = await fetch(url + path, {
      method,
      dispatcher,
      headers: { authorization: `Bearer ${token}`, accept: "application/json", ...(body === undefined ? {} : { "content-type": type }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json: unknown = text.startsWith("{") ? JSON.parse(text) : {};
    return { status: response.status, body: record(json), warnings: warningsOf(response.headers.get("warning")) };
  }

  async function discovered(apiVersion: string): Promise<ReadonlyMap<string, Resource>> {
    const known = resources.get(apiVersion);
    if (known !== undefined) return known;
    const base = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const found = request("GET", base).then(({ status, body }) => {
      if (status !== 200) throw new Error(`the API server serves no ${apiVersion}: ${status}`);
      return new Map(records(body["resources"]).flatMap((resource) => entryOf(base, resource)));
    });
    found.catch(() => resources.delete(apiVersion));
    resources.set(apiVersion, found);
    return found;
  }

  async function collection(object: Manifest): Promise<string> {
    const kind = String(object["kind"]);
    const resource = (await discovered(String(object["apiVersion"]))).get(kind);
    if (resource === undefined) throw new Error(`the API server has no ${String(object["apiVersion"])} ${kind}`);
    const { namespace = "default" } = record(object["metadata"]);
    return resource.namespaced
      ? `${resource.base}/namespaces/${String(namespace)}/${resource.plural}`
      : `${resource.base}/${resource.plural}`;
  }

  const one = async (object: Manifest): Promise<string> => `${await collection(object)}/${String(record(object["metadata"])["name"])}`;
  const query = ({ dryRun = false }: WriteOptions): string => `fieldValidation=Strict&fieldManager=rampart${dryRun ? "&dryRun=All" : ""}`;

  return {
    request,
    apply: async (object, options = {}) =>
      request("PATCH", `${await one(object)}?force=true&${query(options)}`, object, "application/apply-patch+yaml"),
    create: async (object, options = {}) => request("POST", `${await collection(object)}?${query(options)}`, object),
    replace: async (object, options = {}) => request("PUT", `${await one(object)}?${query(options)}`, object),
    read: async (object) => request("GET", await one(object)),
    remove: async (object) => request("DELETE", await one(object)),
    close: () => dispatcher.close(),
  };
}

interface Resource {
  readonly base: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

function entryOf(base: string, { name, kind, namespaced }: Manifest): readonly (readonly [string, Resource])[] {
  const plural = String(name);
  return plural.includes("/") ? [] : [[String(kind), { base, plural, namespaced: namespaced === true }]];
}

/** The texts of a header of several `299 - "text"`, in which quotes and backslashes are escaped. */
function warningsOf(header: string | null): readonly string[] {
  if (header === null) return [];
  // Headers are read byte by byte; these are UTF-8.
  const utf8 = Buffer.from(header, "latin1").toString();
  return [...utf8.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) => text.replaceAll(/\\(.)/g, "$1"));
}

/** A value as an object; empty when it is none. */
export function record(value: unknown): Manifest {
  return isRecord(value) ? value : {};
}

/** The objects of a list. */
export function records(value: unknown): readonly Manifest[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Manifest {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
