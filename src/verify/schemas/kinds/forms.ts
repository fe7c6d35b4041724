import { form, integer, type JsonSchema } from "../json-schema.ts";

/**
 * Forms of names and numbers that the Kubernetes API has everywhere. Lengths
 * of names and labels are another check's business.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const subdomain = `${label}(\\.${label})*`;
const qualified = "[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?";

/** Name of most objects. */
export const subdomainName = form(`^${subdomain}$`, "a name of lower-case letters, digits, inner hyphens and dots");
/** Name of a namespace, a port, a section. */
export const labelName = form(`^${label}$`, "a name of lower-case letters, digits and inner hyphens");
/** Name of a Service, which also begins with a letter. */
export const serviceName = form(
  "^[a-z]([-a-z0-9]*[a-z0-9])?$",
  "a name of lower-case letters, digits and inner hyphens that begins with a letter",
);
/** Key of a label. */
export const labelKey = form(`^(${subdomain}/)?${qualified}$`, "a label key such as app.kubernetes.io/name");
/** Value of a label. */
export const labelValue = form(
  `^(${qualified})?$`,
  "a label value of letters, digits, hyphens, dots and underscores that begins and ends with a letter or digit",
);
/** Key of an annotation; the part before the slash may have capitals. */
export const annotationKey = form(
  `^([A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?/)?${qualified}$`,
  "an annotation key such as example.com/name",
);
/** A host name of lower-case labels; the first may be `*`. */
export const hostName = form(
  `^(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)(\\*\\.)?${subdomain}$`,
  'a host name such as "shop.example.com" or "*.example.com"',
);
/** A host name without `*`. */
export const exactHostName = form(`^${subdomain}$`, 'a host name such as "shop.example.com"');
/** A port of a Service. */
export const port = integer(1, 65_535);
/** A port by number or by name. */
export const portOrName: JsonSchema = {
  type: ["integer", "string"],
  minimum: 1,
  maximum: 65_535,
  pattern: "^(?=[^a-z]*[a-z])[a-z0-9](-?[a-z0-9])*$",
  "x-expected": "a port number, or a port's name of lower-case letters, digits and inner hyphens",
};
/** A duration of Prometheus. */
export const prometheusDuration = form(
  "^(0|(?=\\d)(\\d+y)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?)$",
  'a duration such as "30s", "5m" or "1h30m"',
);
/** A duration of Go. */
export const goDuration = form("^(\\d+(\\.\\d+)?(ns|us|µs|ms|s|m|h))+$", 'a duration such as "10m" or "1h30m"');
/** A duration of the Gateway API. */
export const gatewayDuration = form("^(\\d{1,5}(h|m|s|ms)){1,4}$", 'a duration such as "10s" or "1h30m"');
/** Bytes in Base64. */
export const base64 = form("^[A-Za-z0-9+/\\n\\r]*={0,2}\\s*$", "bytes in Base64");
