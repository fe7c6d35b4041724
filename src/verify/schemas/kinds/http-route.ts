import { flag, form, integer, list, object, oneOf, shared, text, type JsonSchema } from "../json-schema.ts";
import { exactHostName, gatewayDuration, hostName, labelName, port } from "./forms.ts";
import { condition, objectMetadata } from "./object-metadata.ts";

const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const group = form(`^$|^${label}(\\.${label})*$`, "an API group such as gateway.networking.k8s.io", { maxLength: 253 });
const kind = form("^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$", "a kind such as Service", { maxLength: 63 });
const sectionName = form(`^${label}(\\.${label})*$`, "a name of lower-case letters, digits, inner hyphens and dots", { maxLength: 253 });
const name = { type: "string", minLength: 1, maxLength: 253 };
const headerName = form("^[A-Za-z0-9!#$%&'*+\\-.^_`|~]+$", "a header name such as X-Canary", { maxLength: 256 });
const byName = { "x-kubernetes-list-map-keys": ["name"] };
const methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"] as const;

const reference = { group, kind, name, namespace: labelName, port };
const header = object({ name: headerName, value: { type: "string", minLength: 1, maxLength: 4096 } }, ["name", "value"]);
const headers = object({
  set: list(header, { maxItems: 16, ...byName }),
  add: list(header, { maxItems: 16, ...byName }),
  remove: list(text, { maxItems: 16, uniqueItems: true }),
});
const pathModifier = object(
  {
    type: oneOf("ReplaceFullPath", "ReplacePrefixMatch"),
    replaceFullPath: { type: "string", maxLength: 1024 },
    replacePrefixMatch: { type: "string", maxLength: 1024 },
  },
  ["type"],
);
const names = (items: JsonSchema, maxItems: number): JsonSchema => list(items, { maxItems, uniqueItems: true });

const filter = object(
  {
    type: oneOf(
      "RequestHeaderModifier",
      "ResponseHeaderModifier",
      "RequestMirror",
      "RequestRedirect",
      "URLRewrite",
      "ExtensionRef",
      "CORS",
    ),
    requestHeaderModifier: shared("headers"),
    responseHeaderModifier: shared("headers"),
    requestMirror: object(
      {
        backendRef: object(reference, ["name"]),
        percent: integer(0, 100),
        fraction: object({ numerator: integer(0), denominator: integer(1) }, ["numerator"]),
      },
      ["backendRef"],
    ),
    requestRedirect: object({
      scheme: oneOf("http", "https"),
      hostname: exactHostName,
      path: shared("pathModifier"),
      port,
      statusCode: oneOf(301, 302, 303, 307, 308),
    }),
    urlRewrite: object({ hostname: exactHostName, path: shared("pathModifier") }),
    cors: object({
      allowOrigins: names(
        form("^(\\*|https?://(\\*|(\\*\\.)?[a-zA-Z0-9.-]+)(:[0-9]{1,5})?)$", 'an origin such as "https://example.com"', { maxLength: 253 }),
        64,
      ),
      allowMethods: names(oneOf(...methods, "*"), 9),
      allowHeaders: names(headerName, 64),
      exposeHeaders: names(headerName, 64),
      allowCredentials: flag,
      maxAge: integer(1),
    }),
    extensionRef: object({ group, kind, name }, ["group", "kind", "name"]),
  },
  ["type"],
);

const valueMatch = (nameForm: JsonSchema, maxLength: number): JsonSchema =>
  object({ type: oneOf("Exact", "RegularExpression"), name: nameForm, value: { type: "string", minLength: 1, maxLength } }, [
    "name",
    "value",
  ]);

const match = object({
  path: object({ type: oneOf("Exact", "PathPrefix", "RegularExpression"), value: { type: "string", maxLength: 1024 } }),
  headers: list(valueMatch(headerName, 4096), { maxItems: 16, ...byName }),
  queryParams: list(valueMatch(headerName, 1024), { maxItems: 16, ...byName }),
  method: oneOf(...methods),
});

const routeRule = object({
  name: sectionName,
  matches: list(match, { maxItems: 64 }),
  filters: list(shared("filter"), { maxItems: 16 }),
  backendRefs: list(object({ ...reference, weight: integer(0, 1_000_000), filters: list(shared("filter"), { maxItems: 16 }) }, ["name"]), {
    maxItems: 16,
  }),
  timeouts: object({ request: gatewayDuration, backendRequest: gatewayDuration }),
});

const parentReference = object({ ...reference, sectionName }, ["name"]);

/**
 * The standard channel of the Gateway API, release 1.6.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httproute
 */
export const httpRoute: JsonSchema = object(
  {
    apiVersion: { const: "gateway.networking.k8s.io/v1" },
    kind: { const: "HTTPRoute" },
    metadata: objectMetadata(),
    spec: object({
      parentRefs: list(shared("parentReference"), { maxItems: 32 }),
      hostnames: list({ ...hostName, maxLength: 253 }, { maxItems: 16 }),
      rules: list(routeRule, { minItems: 1, maxItems: 16 }),
    }),
    status: object(
      {
        parents: list(
          object({ parentRef: shared("parentReference"), controllerName: text, conditions: list(condition) }, [
            "parentRef",
            "controllerName",
          ]),
          { maxItems: 32 },
        ),
      },
      ["parents"],
    ),
  },
  ["apiVersion", "kind", "metadata", "spec"],
  { $defs: { headers, pathModifier, filter, parentReference } },
);
