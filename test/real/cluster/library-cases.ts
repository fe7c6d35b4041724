import type { PolicyDocument } from "../../../src/verify/policy/index.ts";
import type { Manifest } from "./client.ts";
import { createRandom, type Random } from "./random.ts";

/** The namespace that the policies of the library are for. */
export const libraryNamespace = "library";

/** Expressions over `a` and `b`, which may be anything, `s` and `t`, which are texts, and `l`, a list. */
const expressions = [
  "a == b",
  "a < b",
  "a >= b",
  "a + b",
  "a - b",
  "a * b",
  "a / b",
  "a % b",
  "-a",
  "!a",
  "a in l",
  "a in b",
  "size(a)",
  "a.size() > 1 || b",
  "a && b",
  "a || b",
  "a ? b : s",
  "a[b]",
  "a[0]",
  "a['x']",
  "a.x",
  "a.x.y",
  "has(a.x)",
  "has(a.x.y)",
  "a.?x.orValue('none')",
  "a.?x.?y.orValue('none')",
  "a[?'x'].hasValue()",
  "a[?0].hasValue()",
  "l[?1].orValue('none')",
  "l[5]",
  "type(a) == type(b)",
  "int(a)",
  "double(a)",
  "uint(a)",
  "string(a)",
  "bool(a)",
  "bytes(s)",
  "dyn(a)",
  "timestamp(s)",
  "duration(s)",
  "a.exists(x, x == b)",
  "a.all(x, x > 0)",
  "a.map(x, x)",
  "l.filter(x, x == a)",
  "l.exists_one(x, x == a)",
  "a.contains(t)",
  "a.startsWith(s)",
  "a.matches(t)",
  "a.matches('^[a-z]+$')",
  "s.matches(t)",
  "s.find('[0-9]+')",
  "s.find(t)",
  "s.findAll('[a-z0-9]')",
  "a.find('x')",
  "s.charAt(0)",
  "s.indexOf(t)",
  "s.lastIndexOf(t)",
  "s.lowerAscii() + t.upperAscii()",
  "s.replace(t, '-')",
  "s.split(t)",
  "s.split('', 3)",
  "s.substring(1)",
  "s.substring(0, 3)",
  "s.trim()",
  "[s, t].join(',')",
  "strings.quote(s)",
  "a.lowerAscii()",
  "'%s|%s'.format([a, l])",
  "'%d'.format([a])",
  "'%.2f'.format([a])",
  "'%x'.format([a])",
  "l.isSorted()",
  "l.sum()",
  "l.min()",
  "l.max()",
  "l.indexOf(a)",
  "l.lastIndexOf(a)",
  "sets.contains(l, [a])",
  "sets.intersects(l, [b, s])",
  "sets.equivalent(l, l)",
  "quantity(s)",
  "isQuantity(s)",
  "quantity(s).compareTo(quantity(t))",
  "quantity(s).add(quantity(t)).isInteger()",
  "quantity(s).asApproximateFloat()",
  "quantity(s).asInteger()",
  "sign(quantity(s))",
  "isURL(s)",
  "url(s).getHost()",
  "url(s).getScheme() + url(s).getEscapedPath()",
  "url(s).getQuery()",
  "url(s).getPort()",
  "isIP(s)",
  "string(ip(s))",
  "ip(s).family()",
  "ip(s).isLoopback()",
  "ip(s) == ip(t)",
  "isCIDR(s)",
  "cidr(s).containsIP(t)",
  "cidr(s).prefixLength()",
  "string(cidr(s).masked())",
  "format.dns1123Label().validate(s).hasValue()",
  "format.date().validate(s).hasValue()",
  "timestamp(s).getFullYear()",
  "timestamp(s) + duration(t)",
  "timestamp(s).getHours('Europe/Paris')",
  "timestamp(s).getDayOfWeek()",
  "duration(s) + duration(t)",
  "duration(s).getSeconds()",
  "l.transformList(i, v, i)",
  "l.exists(i, v, v == a)",
] as const;

/** How many are judged in a request: what the server says of more than these is cut. */
const atOnce = 6;
const groups = Array.from({ length: Math.ceil(expressions.length / atOnce) }, (_, group) =>
  expressions.slice(group * atOnce, group * atOnce + atOnce),
);

/** Policies that deny everything and tell what each expression gives; one for each few expressions. */
export const libraryPolicies: readonly PolicyDocument[] = groups.flatMap((group, index) => {
  const name = `library-${index}`;
  const policy = {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    metadata: { name },
    spec: {
      failurePolicy: "Fail",
      matchConstraints: {
        objectSelector: { matchLabels: { group: String(index) } },
        resourceRules: [{ apiGroups: ["rampart.dev"], apiVersions: ["v1alpha1"], operations: ["CREATE"], resources: ["rollouts"] }],
      },
      validations: group.map((expression) => {
        const over = overObject(expression);
        return {
          expression: `dyn(${over}) == dyn('never')`,
          message: `${expression} has no text`,
          messageExpression: messageOf(expression, over),
        };
      }),
    },
  };
  const binding = {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name },
    spec: {
      policyName: name,
      validationActions: ["Warn"],
      matchResources: { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": libraryNamespace } } },
    },
  };
  return [policy, binding].map((value, document) => ({ file: `${name}.yaml`, document, value }));
});

function overObject(expression: string): string {
  return expression.replaceAll(/(?<![.\w'%])[abstl](?![\w'(])/g, (name) => `object.spec.${name}`);
}

function messageOf(expression: string, over: string): string {
  return `${JSON.stringify(`${expression} is `)} + '%s'.format([dyn(${over})])`;
}

const texts: readonly [string, ...string[]] = [
  "",
  "a",
  "abc",
  "Größe",
  "🙂x",
  "10",
  "-5",
  "1.5",
  "1e3",
  "0x1f",
  "true",
  "100Mi",
  "1.5Gi",
  "2k",
  "500m",
  "1/2",
  "12e6",
  "-0.25",
  "2026-11-20T12:30:00Z",
  "2026-02-30T00:00:00Z",
  "1969-12-31T23:59:59.999999999+01:00",
  "2026-11-20",
  "1h30m",
  "90s",
  "-1.5h",
  "1d",
  "3ms",
  "https://a.example.com:8443/x%20y?q=1&q=2&z#f",
  "http://[::1]:80/",
  "/only/a/path",
  "a b",
  "http://x y",
  "127.0.0.1",
  "::1",
  "::ffff:1.2.3.4",
  "10.0.0.0/8",
  "10.1.2.3/8",
  "2001:db8::/32",
  "256.1.1.1",
  "01.2.3.4",
  "fe80::1%eth0",
  "[",
  "(a|b)+",
  "^$",
  "(?i)ABC",
  "a{2,3}",
  "\\d",
  "x*",
  "[[:alpha:]]+",
  "my-name",
  "My_Name",
  "a,b,,c",
  " padded ",
  'say "hi" \\ and',
  "aaa",
  "z",
];

function anything(random: Random, depth: number): unknown {
  const leaf = (): unknown =>
    random.one<unknown>([random.one(texts), random.below(20) - 5, random.below(100) / 8, true, false, null, 0, 2 ** 53, -7, "x"]);
  if (depth === 0 || random.chance(0.6)) return leaf();
  if (random.chance(0.5)) return Array.from({ length: random.below(4) }, () => anything(random, depth - 1));
  return Object.fromEntries(["x", "y", random.one(texts)].slice(0, random.below(4)).map((key) => [key, anything(random, depth - 1)]));
}

/** A list whose items are mostly of one type. */
function someList(random: Random): readonly unknown[] {
  const length = random.below(5);
  const kind = random.below(4);
  return Array.from({ length }, () =>
    kind === 0 ? random.below(9) : kind === 1 ? random.one(texts) : kind === 2 ? random.below(50) / 4 : anything(random, 1),
  );
}

/** Objects with random values, `times` for each policy; the same for the same seed. */
export function libraryObjects(times: number, seed: number): readonly Manifest[] {
  const random = createRandom(seed);
  return Array.from({ length: times * groups.length }, (_, index) => ({
    apiVersion: "rampart.dev/v1alpha1",
    kind: "Rollout",
    metadata: { name: `sample-${index}`, namespace: libraryNamespace, labels: { group: String(index % groups.length) } },
    spec: { a: anything(random, 2), b: anything(random, 2), s: random.one(texts), t: random.one(texts), l: someList(random) },
  }));
}
