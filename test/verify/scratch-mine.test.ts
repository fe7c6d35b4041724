import { writeFileSync } from "node:fs";
import { test } from "vitest";
import { reportsOf, routedFolder, type Edit, type Routed } from "./routed.ts";
import { builtInChecks } from "../../src/verify/checks/index.ts";

type Cases = Record<string, Record<string, Edit>>;
const P = "manifests/ingress-primary.yaml", C = "manifests/ingress-canary.yaml", H = "manifests/httproute.yaml", K = "manifests/kustomization.yaml", R = "manifests/prometheusrule.yaml", D = "manifests/dashboard.yaml", X = "rollout.yaml";
const N = "nginx.ingress.kubernetes.io/";
const weight = `${N}canary-weight: "5"`;
const defs: Record<string, { routed?: Routed; cases: Cases }> = {
  "schema-manifest": { cases: {
    "an unknown field, with the name that was meant": { [H]: ["backendRefs:", "backendRef:"] },
    "an unknown field that resembles nothing": { [P]: ["  ingressClassName: nginx", "  ingressClassName: nginx\n  weight: 5"] },
    "a number that is a text": { [H]: ["weight: 95", 'weight: "95"'] },
    "a weight beyond the API's range": { [H]: ["weight: 95", "weight: 1000001"] },
    "a port beyond the range": { [C]: ["number: 8080", "number: 80800"] },
    "a word that is none of the allowed": { [P]: ["pathType: Prefix", "pathType: prefix"] },
    "a missing field": { [P]: ["            pathType: Prefix\n", ""] },
    "a host that is no host name": { [P]: ["host: shop.example.com", "host: Shop.example.com"] },
    "a host that is an address": { [P]: ["host: shop.example.com", "host: 10.0.0.1"] },
    "a path that does not begin at the root": { [P]: ["path: /\n", "path: shop\n"] },
    "a path that leads through another": { [P]: ["path: /\n", "path: /a/../b\n"] },
    "a port by number and by name": { [C]: ["number: 8080", "number: 8080\n                  name: http"] },
    "a label that is no label value": { [P]: ["part-of: checkout", 'part-of: "check out"'] },
    "a key that is no label key": { [P]: ["rampart.dev/rollout: checkout", "rampart.dev/ro/llout: checkout"] },
    "an annotation that is a number": { [C]: [weight, `${N}canary-weight: 5`] },
    "an empty field": { [P]: ["  tls:\n    - hosts:\n        - shop.example.com\n      secretName: shop-tls\n", "  tls:\n"] },
    "a rule that is neither record nor alert": { [R]: ["- record:", "- recrod:"] },
    "a duration that Prometheus cannot read": { [R]: ["interval: 30s", "interval: 30 seconds"] },
    "two groups of one name": { [R]: ["spec:\n  groups:\n", "spec:\n  groups:\n    - name: twice\n    - name: twice\n"] },
    "two header conditions of one name": { [H]: ["              value: always\n", "              value: always\n            - type: Exact\n              name: X-Beta\n              value: often\n"] },
    "a field of the experimental channel": { [H]: ["    - name: default\n", "    - name: default\n      retry:\n        attempts: 2\n"] },
    "a key of a ConfigMap with a slash": { [D]: ["checkout-production.json:", "checkout/production.json:"] },
    "a field of kustomize that is misspelt": { [K]: ["resources:", "resource:"] },
    "a kind that is not known": { "manifests/own.yaml": "apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: own\n" },
    "a kind that is probably misspelt": { "manifests/own.yaml": "apiVersion: v1\nkind: ConfigMaps\nmetadata:\n  name: own\n" },
    "a kind that the Kubernetes version no longer has": { "manifests/own.yaml": "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n  name: own\n" },
    "a value that the Kubernetes version does not have yet": { "manifests/own.yaml": "apiVersion: v1\nkind: Service\nmetadata:\n  name: own\nspec:\n  trafficDistribution: PreferSameNode\n" },
    "ports of a Service without names": { "manifests/own.yaml": "apiVersion: v1\nkind: Service\nmetadata:\n  name: own\nspec:\n  ports:\n    - port: 80\n    - port: 81\n      name: extra\n" },
    "a document that is no object": { "manifests/own.yaml": "---\n- a\n---\nkind: Service\n" },
  } },
  "gateway-rules": { cases: {
    "a redirect beside backends": { [H]: ["    - name: default\n", "    - name: default\n      filters:\n        - type: RequestRedirect\n          requestRedirect:\n            scheme: https\n"] },
    "a redirect and a rewrite": { [H]: ["    - name: default\n", "    - name: default\n      filters:\n        - type: RequestRedirect\n          requestRedirect: {}\n        - type: URLRewrite\n          urlRewrite: {}\n"] },
    "a filter twice": { [H]: ["    - name: default\n", "    - name: default\n      filters:\n        - type: CORS\n          cors: {}\n        - type: CORS\n          cors: {}\n"] },
    "mirrors, of which there may be several": { [H]: ["    - name: default\n", "    - name: default\n      filters:\n        - type: RequestMirror\n          requestMirror: {backendRef: {name: a, port: 1}}\n        - type: RequestMirror\n          requestMirror: {backendRef: {name: b, port: 1}}\n"] },
    "a filter without its settings": { [H]: ["    - name: default\n", "    - name: default\n      filters:\n        - type: RequestMirror\n"] },
    "a filter with the settings of another": { [H]: ["    - name: default\n", "    - name: default\n      filters:\n        - type: RequestHeaderModifier\n          requestHeaderModifier: {}\n          urlRewrite: {}\n"] },
    "a mirror by percent and fraction": { [H]: ["    - name: default\n", "    - name: default\n      filters:\n        - type: RequestMirror\n          requestMirror: {backendRef: {name: a, port: 1}, percent: 5, fraction: {numerator: 1}}\n"] },
    "a fraction over one": { [H]: ["    - name: default\n", "    - name: default\n      filters:\n        - type: RequestMirror\n          requestMirror: {backendRef: {name: a, port: 1}, fraction: {numerator: 101}}\n"] },
    "a mirror to a Service without a port": { [H]: ["    - name: default\n", "    - name: default\n      filters:\n        - type: RequestMirror\n          requestMirror: {backendRef: {name: a}}\n"] },
    "a Service without a port": { [H]: ["          port: 8080\n          weight: 95", "          weight: 95"] },
    "a backend of another kind without a port": { [H]: ["          kind: Service\n          name: shop-v1\n          port: 8080\n          weight: 95", "          kind: Bucket\n          name: shop-v1\n          weight: 95"] },
    "a path that does not begin at the root": { [H]: ["            value: /\n      backendRefs", "            value: shop\n      backendRefs"] },
    "a path with what a path must not have": { [H]: ["            value: /\n      backendRefs", "            value: /a//b/./c/../d%2f#\n      backendRefs"] },
    "a path that ends in dots": { [H]: ["            value: /\n      backendRefs", "            value: /a/..\n      backendRefs"] },
    "a path by regular expression, which may have anything": { [H]: ["            type: PathPrefix\n            value: /\n      backendRefs", "            type: RegularExpression\n            value: a//b\n      backendRefs"] },
    "a rewrite of a prefix without a prefix": { [H]: ["        - path:\n            type: PathPrefix\n            value: /\n      backendRefs", "        - path:\n            type: Exact\n            value: /\n      filters:\n        - type: URLRewrite\n          urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /new}}\n      backendRefs"] },
    "a rewrite of the prefix of every path": { [H]: ["      matches:\n        - path:\n            type: PathPrefix\n            value: /\n      backendRefs", "      filters:\n        - type: URLRewrite\n          urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /new}}\n      backendRefs"] },
    "a rewrite of a prefix in a backend": { [H]: ["        - path:\n            type: PathPrefix\n            value: /\n      backendRefs:\n        - group: \"\"", "        - path:\n            type: Exact\n            value: /\n      backendRefs:\n        - filters:\n            - type: URLRewrite\n              urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /new}}\n          group: \"\""] },
    "a modifier without the path it sets": { [H]: ["    - name: default\n", "    - name: default\n      filters:\n        - type: URLRewrite\n          urlRewrite: {path: {type: ReplaceFullPath, replacePrefixMatch: /a}}\n"] },
    "every origin beside one": { [H]: ["    - name: default\n", "    - name: default\n      filters:\n        - type: CORS\n          cors: {allowOrigins: ['*', 'https://a.example.com'], allowMethods: ['*', GET], allowHeaders: ['*', X-A]}\n"] },
    "a backend that may take longer than the request": { [H]: ["    - name: default\n", "    - name: default\n      timeouts: {request: 1m, backendRequest: 1m1s}\n"] },
    "a request that may take for ever": { [H]: ["    - name: default\n", "    - name: default\n      timeouts: {request: 0s, backendRequest: 1m1s}\n"] },
    "a gateway twice without sections": { [H]: ["      name: public\n", "      name: public\n    - {name: public, namespace: gateways}\n"] },
    "a gateway once with and once without a section": { [H]: ["      name: public\n", "      name: public\n    - {name: public, namespace: gateways, sectionName: https}\n"] },
    "a gateway by two sections": { [H]: ["      name: public\n", "      name: public\n      sectionName: http\n    - {name: public, namespace: gateways, sectionName: https}\n"] },
    "more matches than a route may have": { [H]: ["        - path:\n            type: PathPrefix\n            value: /\n      backendRefs", `${"        - path: {value: /a}\n".repeat(125)}      backendRefs`] },
  } },
  "schema-yaml": { cases: {
    "a carriage return": { [P]: ["kind: Ingress\n", "kind: Ingress\r\n"] },
    "an indentation by tab": { [P]: ["  name: shop-primary", "\tname: shop-primary"] },
    "a last line without an end": { [K]: ["- prometheusrule.yaml\n", "- prometheusrule.yaml"] },
    "an empty file": { [K]: "" },
    "a key given twice in YAML": { [P]: ["kind: Ingress\n", "kind: Ingress\nkind: Ingress\n"] },
    "a key given twice in JSON": { "values.schema.json": '{\n  "type": "object",\n  "type": "object"\n}\n' },
    "an alias": { [P]: ["kind: Ingress\n", "kind: &kind Ingress\nother: *kind\n"] },
    "a reserved key in YAML": { [P]: ["kind: Ingress\n", "kind: Ingress\n__proto__: 1\n"] },
    "a reserved key in JSON": { "values.schema.json": '{ "constructor": 1 }\n' },
    "JSON that is none": { "values.schema.json": "{\n" },
    "JSON that nests too deep": { "dashboard.json": `${"[".repeat(70)}${"]".repeat(70)}\n` },
  } },
  "schema-values": { cases: {
    "a value that is not declared, with the name that was meant": { "values.yaml": ["replicas: 2", "replicas: 2\n  replica: 3"] },
    "a value of another type": { "values.yaml": ["replicas: 2", 'replicas: "2"'] },
    "a value out of range": { "values.yaml": ["replicas: 2", "replicas: 10"] },
    "a value that is missing": { "values.yaml": ["  replicas: 2", "  {}"] },
    "no values at all": { "values.yaml": "# nothing\n" },
    "no schema": { "values.schema.json": undefined },
    "a schema that does not let Helm's global through": { "values.schema.json": ['"global"', '"globals"'] },
    "a schema with a keyword that is not known": { "values.schema.json": ['"minimum": 1', '"minimun": 1'] },
    "a schema with a pattern that could take for ever": { "values.schema.json": ['"minimum": 1', '"pattern": "(?=a)+$"'] },
    "a schema that is no object": { "values.schema.json": "[]\n" },
  } },
  "schema-rollout": { cases: {
    "an unknown field": { [X]: ["  weightTotal: 100", "  weightTotal: 100\n  weighttotal: 100"] },
    "a weight that is a text": { [X]: ["status:\n  stage: canary-5\n  index: 1\n  weight: 5", 'status:\n  stage: canary-5\n  index: 1\n  weight: "5"'] },
    "a missing field": { [X]: ["  team: shop-team\n", ""] },
    "a name that is none": { [X]: ["  service: shop\n", "  service: Shop\n"] },
    "an empty file": { [X]: "# nothing\n" },
  } },
  "kubernetes-size": { cases: {
    "an object of a mebibyte": { "manifests/own.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: own\ndata:\n  a: ${"x".repeat(1_048_576)}\n` },
    "annotations over 256 KiB": { "manifests/own.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: own\n  annotations:\n    a: ${"x".repeat(140_000)}\n    b: ${"x".repeat(140_000)}\n` },
    "a Service's name over 63 characters": { "manifests/own.yaml": `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${"s".repeat(64)}\n` },
    "another name over 253 characters": { "manifests/own.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${"c".repeat(254)}\n` },
    "a namespace over 63 characters": { [P]: ["namespace: shop", `namespace: ${"n".repeat(64)}`] },
    "a label's value over 63 characters": { [P]: ["part-of: checkout", `part-of: ${"c".repeat(64)}`] },
    "a label's key over 63 characters": { [P]: ["rampart.dev/rollout", `rampart.dev/${"k".repeat(64)}`] },
    "an annotation's prefix over 253 characters": { [C]: [weight, `${"p".repeat(254)}/a: "5"`] },
  } },
  "kustomization-complete": { cases: {
    "a manifest that is not listed": { [K]: ["  - ingress-canary.yaml\n", ""] },
    "a file that is not there": { [C]: undefined },
    "a slip in a name": { [K]: ["ingress-canary.yaml", "ingres-canary.yaml"] },
    "a file of another folder": { [K]: ["  - ingress-canary.yaml\n", "  - ingress-canary.yaml\n  - ../../other/manifests\n"] },
    "a manifest listed twice": { [K]: ["  - ingress-canary.yaml\n", "  - ingress-canary.yaml\n  - ingress-canary.yaml\n"] },
    "no kustomization": { [K]: undefined },
    "no list": { [K]: "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n" },
  } },
  "traffic-pairing": { cases: {
    "another host, which another check tells": { [C]: ["host: shop.example.com", "host: other.example.com"] },
    "another host, where nothing is known of the rollout": { [C]: ["host: shop.example.com", "host: other.example.com"], [X]: undefined },
    "another path": { [C]: ["path: /\n", "path: /api\n"] },
    "another path type": { [C]: ["pathType: Prefix", "pathType: Exact"] },
    "another class": { [C]: ["ingressClassName: nginx", "ingressClassName: internal"] },
    "the primary's own backend, which another check tells": { [C]: ["name: shop-v2", "name: shop-v1"] },
    "the primary's own backend, where nothing is known of the rollout": { [C]: ["name: shop-v2", "name: shop-v1"], [X]: undefined },
    "a primary that cannot be read, of which another check tells": { [P]: "{" },
    "no primary at all": { [P]: undefined },
    "a path of the primary that the canary leaves out": { [P]: ["            path: /\n            pathType: Prefix\n", "            path: /\n            pathType: Prefix\n          - path: /api\n            pathType: Prefix\n            backend:\n              service:\n                name: shop-v1\n                port:\n                  number: 8080\n"] },
    "a canary that Go reads as one": { [C]: ['canary: "true"', 'canary: "T"'], [P]: undefined },
  } },
  "traffic-share": { cases: {
    "another weight in the HTTPRoute, which another check tells": { [H]: ["weight: 95", "weight: 45"] },
    "another weight in the Ingress, which another check tells": { [C]: [weight, `${N}canary-weight: "50"`] },
    "swapped services in the HTTPRoute, which another check tells": { [H]: ["          weight: 95\n        - group: \"\"\n          kind: Service\n          name: shop-v2\n          port: 8080\n          weight: 5", "          weight: 5\n        - group: \"\"\n          kind: Service\n          name: shop-v2\n          port: 8080\n          weight: 95"] },
    "a header that only the Ingress knows": { [H]: ["name: X-Beta", "name: X-Other"] },
    "a value of the header that only the Ingress knows": { [C]: [weight, `${weight}\n    ${N}canary-by-header-value: "yes"`] },
    "a cookie that only the HTTPRoute knows": { [C]: [`    ${N}canary-by-cookie: side\n`, ""] },
    "a canary that is gone from the Ingress, which another check tells": { [C]: undefined },
    "a path that only the HTTPRoute has not": { [H]: ["            type: PathPrefix\n            value: /\n", "            type: PathPrefix\n            value: /api\n"] },
    "a total that has no effect": { [C]: [weight, `${weight}\n    ${N}canary-weight-total: "50"`] },
    "a path type that only the controller can judge": { [P]: ["pathType: Prefix", "pathType: ImplementationSpecific"], [C]: ["pathType: Prefix", "pathType: ImplementationSpecific"] },
    "a pattern that could take for ever": { [H]: ["value: ^(?:.*;\\s*)?side=always(?:;.*)?$", 'value: "(a+)+(?=b)"'] },
    "a method, which an Ingress cannot tell apart": { [H]: ["      matches:\n        - path:\n            type: PathPrefix\n            value: /\n      backendRefs:", "      matches:\n        - method: GET\n          path:\n            type: PathPrefix\n            value: /\n      backendRefs:"] },
  } },
  "traffic-weight": { cases: {
    "another weight in the Ingress": { [C]: [weight, `${N}canary-weight: "50"`] },
    "no weight in the Ingress": { [C]: [`    ${weight}\n`, ""] },
    "another total in the Ingress": { [C]: [weight, `${weight}\n    ${N}canary-weight-total: "1000"`] },
    "another weight in the HTTPRoute": { [H]: ["weight: 95", "weight: 45"] },
    "the same share in other parts": { [H]: ["          weight: 95\n        - group: \"\"\n          kind: Service\n          name: shop-v2\n          port: 8080\n          weight: 5", "          weight: 19\n        - group: \"\"\n          kind: Service\n          name: shop-v2\n          port: 8080\n          weight: 1"] },
    "swapped weights": { [H]: ["          weight: 95\n        - group: \"\"\n          kind: Service\n          name: shop-v2\n          port: 8080\n          weight: 5", "          weight: 5\n        - group: \"\"\n          kind: Service\n          name: shop-v2\n          port: 8080\n          weight: 95"] },
    "another stage in rollout.yaml": { [X]: ["status:\n  stage: canary-5\n  index: 1\n  weight: 5", "status:\n  stage: full\n  index: 2\n  weight: 100"] },
    "a stage without a canary": { [X]: ["status:\n  stage: canary-5\n  index: 1\n  weight: 5", "status:\n  stage: before\n  index: 0\n  weight: 0"] },
    "a canary that is gone": { [C]: undefined },
    "a mirror that the stage does not have": { [H]: ["    - name: default\n", "    - name: default\n      filters:\n        - type: RequestMirror\n          requestMirror:\n            backendRef:\n              name: shop-v2\n              port: 8080\n            percent: 10\n"] },
    "a mirror of everything, by leaving out how much": { [H]: ["    - name: default\n", "    - name: default\n      filters:\n        - type: RequestMirror\n          requestMirror:\n            backendRef:\n              name: shop-v2\n              port: 8080\n"] },
  } },
  "traffic-backend": { cases: {
    "a service that is no side": { [H]: ["name: shop-v2", "name: shop-v3"] },
    "another port": { [H]: ["port: 8080", "port: 9090"] },
    "the canary leads to the baseline": { [C]: ["name: shop-v2", "name: shop-v1"] },
    "the primary leads to the candidate": { [P]: ["name: shop-v1", "name: shop-v2"] },
    "a primary without a service": { [P]: ["              service:\n                name: shop-v1\n                port:\n                  number: 8080\n", "              resource:\n                kind: Bucket\n                name: shop\n"] },
    "an only backend of weight 0": { [H]: ["          weight: 1\n", "          weight: 0\n"] },
    "all backends of weight 0": { [H]: ["          weight: 95\n        - group: \"\"\n          kind: Service\n          name: shop-v2\n          port: 8080\n          weight: 5", "          weight: 0\n        - group: \"\"\n          kind: Service\n          name: shop-v2\n          port: 8080\n          weight: 0"] },
    "a mirror to the baseline": { [H]: ["    - name: default\n", "    - name: default\n      filters:\n        - type: RequestMirror\n          requestMirror:\n            backendRef:\n              name: shop-v1\n              port: 8080\n"] },
  } },
  "traffic-hosts": { cases: {
    "a host of another environment in the Ingress": { [P]: ["host: shop.example.com", "host: shop.example.org"] },
    "a host of another environment in the HTTPRoute": { [H]: ["- shop.example.com", "- shop.example.org"] },
    "a host that only ends like the suffix": { [H]: ["- shop.example.com", "- shopexample.com"] },
    "another host below the suffix": { [C]: ["host: shop.example.com", "host: store.example.com"] },
    "a certificate for another host": { [P]: ["        - shop.example.com", "        - store.example.com"] },
    "a rule for every host": { [P]: ["    - host: shop.example.com\n      http:", "    - http:"] },
    "a route for every host": { [H]: ["  hostnames:\n    - shop.example.com\n", ""] },
    "a host of a route of its own": { "manifests/own.yaml": "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: own\nspec:\n  hostnames:\n    - admin.example.com\n  rules:\n    - backendRefs:\n        - name: admin\n          port: 80\n" },
    "another host in rollout.yaml": { [X]: ["  host: shop.example.com", "  host: store.example.com"] },
    "no route at all": { [P]: undefined, [C]: undefined, [H]: undefined },
  } },
  "traffic-traps": { cases: {
    "a total that has no effect": { [C]: [weight, `${weight}\n    ${N}canary-weight-total: "50"`] },
    "a total of 100, which says what is the case": { [C]: [weight, `${weight}\n    ${N}canary-weight-total: "100"`] },
    "a weight that is no number": { [C]: [weight, `${N}canary-weight: 5%`] },
    "a total that is no number": { [C]: [weight, `${weight}\n    ${N}canary-weight-total: "1e3"`] },
    "a weight of more parts than there are": { [C]: [weight, `${N}canary-weight: "101"`] },
    "a negative weight": { [C]: [weight, `${N}canary-weight: "-1"`] },
    "a canary that is not switched on": { [C]: [`    ${N}canary: "true"\n`, ""] },
    "a canary that Go cannot read": { [C]: ['canary: "true"', 'canary: "yes"'] },
    "a misspelt annotation": { [C]: ["canary-weight:", "canary-wieght:"] },
    "a value beside the words": { [C]: [weight, `${weight}\n    ${N}canary-by-header-value: always`] },
    "a value that keeps nobody away": { [C]: [weight, `${weight}\n    ${N}canary-by-header-value: never`] },
    "a value and a pattern": { [C]: [weight, `${weight}\n    ${N}canary-by-header-value: beta\n    ${N}canary-by-header-pattern: ^b`] },
    "a value without a header": { [C]: [`${N}canary-by-header: X-Beta`, `${N}canary-by-header-value: beta`] },
    "a pattern without a header": { [C]: [`${N}canary-by-header: X-Beta`, `${N}canary-by-header-pattern: ^beta$`] },
    "a pattern that does not compile": { [C]: [weight, `${weight}\n    ${N}canary-by-header-pattern: "(b"`] },
    "a cookie name that ingress-nginx refuses": { [C]: ["canary-by-cookie: side", 'canary-by-cookie: "si de"'] },
    "an annotation that a canary takes from the primary": { [C]: [weight, `${weight}\n    ${N}proxy-read-timeout: "60"`] },
    "an annotation that a canary has of its own": { [C]: [weight, `${weight}\n    ${N}load-balance: ewma`] },
    "sticky sessions beside a weight and a match": { [P]: ["metadata:\n", `metadata:\n  annotations:\n    ${N}affinity: cookie\n    ${N}session-cookie-name: bound\n`] },
    "annotations that the HTTPRoute cannot have": { [P]: ["metadata:\n", `metadata:\n  annotations:\n    ${N}proxy-read-timeout: "60"\n    ${N}auth-url: https://auth.example.com\n`] },
    "annotations where there is no HTTPRoute": { [P]: ["metadata:\n", `metadata:\n  annotations:\n    ${N}proxy-read-timeout: "60"\n`], [H]: undefined },
    "a mirror to a backend that answers": { [H]: ["    - name: default\n", "    - name: default\n      filters:\n        - type: RequestMirror\n          requestMirror:\n            backendRef:\n              name: shop-v2\n              port: 8080\n"] },
  } },
};

test("write", () => {
  for (const [code, { routed, cases }] of Object.entries(defs)) {
    const check = builtInChecks.find((one) => one.code === code);
    if (check === undefined || (check.scope !== "folder" && check.scope !== "folders")) throw new Error(code);
    const camel = code.replace(/-(\w)/g, (_, a: string) => a.toUpperCase());
    const names: Record<string, string> = { [P]: "primary", [C]: "canary", [H]: "route", [K]: "kustomization", [R]: "rules", [D]: "dashboard", [X]: "resource" };
    const used = Object.entries(names).filter(([path]) => Object.values(cases).some((edits) => Object.hasOwn(edits, path)));
    let out = `import { expect, test } from "vitest";\nimport { ${camel} } from "../../../src/verify/checks/${code}.ts";\nimport { hostileFolders, reportsOf, routedFolder, type Edit } from "../routed.ts";\n\n`;
    for (const [path, name] of used) out += `const ${name} = ${JSON.stringify(path)};\n`;
    out += `\ninterface Case {\n  readonly edits: Readonly<Record<string, Edit>>;\n  readonly reports: readonly object[];\n}\n\nconst cases: Record<string, Case> = {\n`;
    const lit = (v: unknown): string => v === undefined ? "undefined" : typeof v === "string" ? rep(v) : Array.isArray(v) ? `[${v.map(lit).join(", ")}]` : typeof v === "object" && v !== null ? `{ ${Object.entries(v).filter(([, x]) => x !== undefined).map(([k, x]) => `${/^\w+$/.test(k) ? k : JSON.stringify(k)}: ${lit(x)}`).join(", ")} }` : JSON.stringify(v);
    const rep = (s: string): string => { const m = /(.)\1{63,}/.exec(s); if (m === null) return JSON.stringify(s); const i = m.index; return [s.slice(0, i), s.slice(i + m[0].length)].reduce((a, part, n) => n === 0 ? `${part === "" ? "" : JSON.stringify(part) + " + "}"${m[1]}".repeat(${m[0].length})` : `${a}${part === "" ? "" : ` + ${rep(part)}`}`, ""); };
    for (const [sentence, edits] of Object.entries({ "what was compiled": {}, ...cases })) {
      let reports; try { reports = reportsOf(check, routedFolder(edits, routed)); } catch (e) { console.log("ERR", code, sentence, String(e).slice(0, 300)); continue; }
      out += `  ${JSON.stringify(sentence)}: {\n    edits: { ${Object.entries(edits).map(([p, e]) => `${names[p] === undefined ? JSON.stringify(p) : `[${names[p]}]`}: ${lit(e)}`).join(", ")} },\n    reports: [${reports.map((r) => lit(r)).join(", ")}],\n  },\n`;
      console.log(`${code} · ${sentence}`); for (const r of reports) console.log(`      ${r.severity ?? ""} ${r.message.replace(/(.)\1{60,}/g, "$1…")}  →  ${r.hint}   [${(r.path ?? [r.line]).join(".").slice(0,90)}]`);
    }
    out += `};\n\ntest.each(Object.entries(cases))("%s", (_, { edits, reports }) => {\n  expect(reportsOf(${camel}, routedFolder(edits))).toEqual(reports);\n});\n\ntest("comes through whatever a stranger commits", () => {\n  expect(() => reportsOf(${camel}, ...hostileFolders())).not.toThrow();\n});\n`;
    writeFileSync(`test/verify/checks/${code}.test.ts`, out);
  }
});
