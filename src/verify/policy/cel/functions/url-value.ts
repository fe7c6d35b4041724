/** A URL in its parts. */
export interface Url {
  /** The text it was read from. */
  readonly text: string;
  readonly scheme: string;
  /** Host with port; IPv6 in brackets. */
  readonly host: string;
  readonly escapedPath: string;
  /** What follows `?`, still encoded. */
  readonly query: string;
}

/**
 * Reads an absolute URL or an absolute path, by the rules of Go's `net/url`,
 * which are laxer than the standard: spaces in a path and unknown schemes pass.
 * @see https://pkg.go.dev/net/url#ParseRequestURI
 */
export function parseUrl(text: string): Url | undefined {
  // eslint-disable-next-line no-control-regex -- Go refuses exactly these
  if (text === "" || /[\0-\x1f\x7f]/.test(text)) return undefined;
  if (text.startsWith(":")) return undefined;
  const scheme = /^[a-zA-Z][a-zA-Z0-9+.-]*(?=:)/.exec(text)?.[0] ?? "";
  const rest = scheme === "" ? text : text.slice(scheme.length + 1);
  const fragmentless = rest.split("#", 1)[0] ?? "";
  const [beforeQuery = "", ...query] = fragmentless.split("?");
  const isOpaque = scheme !== "" && !rest.startsWith("/");
  if (!isOpaque && !isEncoded(rest.split("?", 1)[0] ?? "")) return undefined;
  const parts = { text, scheme: scheme.toLowerCase(), query: query.join("?") };
  if (text === "*") return { ...parts, host: "", escapedPath: "*" };
  if (isOpaque) return { ...parts, host: "", escapedPath: "" };
  if (!beforeQuery.startsWith("/")) return undefined;
  if (scheme === "" || !beforeQuery.startsWith("//")) return { ...parts, host: "", escapedPath: escapePath(beforeQuery) };
  const [, authority = "", path = ""] = /^\/\/([^/]*)(.*)$/s.exec(beforeQuery) ?? [];
  const host = hostOf(authority);
  return host === undefined ? undefined : { ...parts, host, escapedPath: escapePath(path) };
}

function hostOf(authority: string): string | undefined {
  const at = authority.lastIndexOf("@");
  if (at !== -1 && !/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(authority.slice(0, at))) return undefined;
  const host = authority.slice(at + 1);
  if (host.startsWith("[")) {
    const match = /^\[([^\]%]*(?:%25[^\]]+)?)\](:\d*)?$/.exec(host);
    return match === null ? undefined : host;
  }
  if (/[^\x21-\x7e\x80-\u{10ffff}]|[/?#@\\^`{}|]/u.test(host) || host.includes("[")) return undefined;
  if (/%(?![89a-fA-F][0-9a-fA-F])/.test(host)) return undefined;
  return /:/.test(host) && !/^[^:]*:\d*$/.test(host) ? undefined : host;
}

function isEncoded(text: string): boolean {
  return !/%(?![0-9a-fA-F]{2})/.test(text);
}

/** As it is when it is written with allowed characters only, else with the others escaped anew. */
function escapePath(path: string): string {
  if (/^[A-Za-z0-9\-._~!$&'()*+,;=:@/[\]%]*$/.test(path)) return path;
  return Array.from(Buffer.from(unescape(path)), (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9\-._~$&+,/:;=@]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

function unescape(text: string): string {
  const bytes = text
    .split(/(%[0-9a-fA-F]{2})/)
    .flatMap((part) => (/^%..$/.test(part) ? [Number.parseInt(part.slice(1), 16)] : [...Buffer.from(part)]));
  return Buffer.from(bytes).toString();
}

/** Host without port and brackets. */
export function hostnameOf({ host }: Url): string {
  const bracketed = /^\[(.*)\]/.exec(host);
  return bracketed?.[1] ?? host.replace(/:\d*$/, "");
}

export function portOf({ host }: Url): string {
  return /:(\d*)$/.exec(host.replace(/^\[.*\]/, ""))?.[1] ?? "";
}

/** Query parameters, decoded; a key may have many values. */
export function queryOf({ query }: Url): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const pair of query.split("&")) {
    if (pair === "" || pair.includes(";") || !isEncoded(pair)) continue;
    const [key = "", ...value] = pair.split("=");
    const name = decode(key);
    values.set(name, [...(values.get(name) ?? []), decode(value.join("="))]);
  }
  return values;
}

function decode(text: string): string {
  return unescape(text.replaceAll("+", " "));
}
