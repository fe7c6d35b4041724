import * as t from "../type.ts";
import { anOpaque, aString, binary, nullary, unary, type Functions, type Overload } from "../overload.ts";
import { none, type Opaque, type Value } from "../value.ts";
import { parseTimestamp } from "./time-value.ts";
import { parseUrl } from "./url-value.ts";

/** What is wrong with a text; nothing when it has the format. Words are ours, verdicts the API server's. */
type Validate = (text: string) => readonly string[];

const name = "kubernetes.NamedFormat";
const type = t.opaque(name);
const aFormat = anOpaque(name, (data) =>
  "validate" in data && "name" in data && typeof data.name === "string" ? formats[data.name] : undefined,
);

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const labelName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const formats: Readonly<Record<string, Validate>> = {
  dns1123Label: pattern(label, 63, "no DNS label (RFC 1123)"),
  dns1123Subdomain: pattern(subdomain, 253, "no DNS subdomain (RFC 1123)"),
  dns1035Label: pattern(/^[a-z]([-a-z0-9]*[a-z0-9])?$/, 63, "no DNS label (RFC 1035)"),
  qualifiedName,
  dns1123LabelPrefix: (text) => pattern(label, 63, "no start of a DNS label (RFC 1123)")(prefix(text)),
  dns1123SubdomainPrefix: (text) => pattern(subdomain, 253, "no start of a DNS subdomain (RFC 1123)")(prefix(text)),
  dns1035LabelPrefix: (text) => pattern(/^[a-z]([-a-z0-9]*[a-z0-9])?$/, 63, "no start of a DNS label (RFC 1035)")(prefix(text)),
  labelValue: (text) => (text === "" ? [] : pattern(labelName, 63, "no label value")(text)),
  uri: (text) => (parseUrl(text) === undefined ? ["no URI"] : []),
  uuid: pattern(/^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i, 36, "no UUID"),
  byte: (text) => (text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? [] : ["no base64"]),
  date: (text) => (parseTimestamp(`${text}T00:00:00Z`) === undefined ? ["no date"] : []),
  datetime: (text) => (parseTimestamp(text.replace("t", "T").replace("z", "Z")) === undefined ? ["no date and time"] : []),
};

/** Kubernetes' named formats of text. */
export const namedFormats: Functions = {
  "format.named": [
    unary("global", aString, t.optionalOf(type), (text) => {
      const validate = Object.hasOwn(formats, text) ? formats[text] : undefined;
      return validate === undefined ? none : { kind: "optional", value: box(text, validate) };
    }),
  ],
  ...Object.fromEntries(
    Object.entries(formats).map(([format, validate]): [string, readonly Overload[]] => [
      `format.${format}`,
      [nullary(type, () => box(format, validate))],
    ]),
  ),
  validate: [
    binary("member", aFormat, aString, t.optionalOf(t.listOf(t.string)), (validate, text): Value => {
      const faults = validate(text);
      return faults.length === 0 ? none : { kind: "optional", value: faults };
    }),
  ],
};

function pattern(expression: RegExp, longest: number, fault: string): Validate {
  return (text) => [...(text.length > longest ? [`longer than ${longest} characters`] : []), ...(expression.test(text) ? [] : [fault])];
}

function qualifiedName(text: string): readonly string[] {
  const parts = text.split("/");
  const [last = "", group, ...more] = parts.toReversed();
  if (more.length > 0) return ["no qualified name: more than one slash"];
  const groupFaults =
    group === undefined ? [] : pattern(subdomain, 253, "no qualified name: the part before the slash is no DNS subdomain")(group);
  return [...groupFaults, ...pattern(labelName, 63, "no qualified name")(last)];
}

/** A start of a name may end in a dash, because something is put after it. */
function prefix(text: string): string {
  return text.length > 1 && text.endsWith("-") ? `${text.slice(0, -1)}a` : text;
}

function box(format: string, validate: Validate): Opaque {
  return { kind: "opaque", type: name, data: { name: format, validate }, equals: ({ data }) => "name" in data && data.name === format };
}
