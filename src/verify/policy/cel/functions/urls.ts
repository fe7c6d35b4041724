import { EvaluationFault } from "../fault.ts";
import * as t from "../type.ts";
import { anOpaque, aString, unary, type Functions } from "../overload.ts";
import type { MapKey, Value } from "../value.ts";
import { hostnameOf, parseUrl, portOf, queryOf, type Url } from "./url-value.ts";

const name = "kubernetes.URL";
const aUrl = anOpaque(name, (data) => ("text" in data && typeof data.text === "string" ? parseUrl(data.text) : undefined));

/** Addresses of the web: absolute ones and absolute paths. */
export const urls: Functions = {
  url: [
    unary("global", aString, t.opaque(name), (text) => {
      const value = parseUrl(text);
      if (value === undefined) throw new EvaluationFault(`"${text}" is no absolute URL and no absolute path`);
      return { kind: "opaque", type: name, data: value, equals: ({ data }) => "text" in data && data.text === value.text };
    }),
  ],
  isURL: [unary("global", aString, t.bool, (text) => parseUrl(text) !== undefined)],
  getScheme: [part(({ scheme }) => scheme)],
  getHost: [part(({ host }) => host)],
  getHostname: [part(hostnameOf)],
  getPort: [part(portOf)],
  getEscapedPath: [part(({ escapedPath }) => escapedPath)],
  getQuery: [unary("member", aUrl, t.mapOf(t.string, t.listOf(t.string)), (url) => new Map<MapKey, Value>(queryOf(url)))],
};

function part(read: (url: Url) => string) {
  return unary("member", aUrl, t.string, read);
}
