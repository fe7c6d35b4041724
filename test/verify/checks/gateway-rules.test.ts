import { expect, test } from "vitest";
import { gatewayRules } from "../../../src/verify/checks/gateway-rules.ts";
import { hostileFolders, reportsOf, routedFolder, type Edit } from "../routed.ts";

const route = "manifests/httproute.yaml";

interface Case {
  readonly edits: Readonly<Record<string, Edit>>;
  readonly reports: readonly object[];
}

const cases: Record<string, Case> = {
  "what was compiled": {
    edits: {},
    reports: [],
  },
  "a redirect beside backends": {
    edits: {
      [route]: [
        "    - name: default\n",
        "    - name: default\n      filters:\n        - type: RequestRedirect\n          requestRedirect:\n            scheme: https\n",
      ],
    },
    reports: [
      {
        message:
          'HTTPRoute "shop" breaks a rule of its CRD at spec.rules[0]: RequestRedirect filter must not be used together with backendRefs',
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0],
      },
    ],
  },
  "a redirect and a rewrite": {
    edits: {
      [route]: [
        "    - name: default\n",
        "    - name: default\n      filters:\n        - type: RequestRedirect\n          requestRedirect: {}\n        - type: URLRewrite\n          urlRewrite: {}\n",
      ],
    },
    reports: [
      {
        message:
          'HTTPRoute "shop" breaks a rule of its CRD at spec.rules[0]: RequestRedirect filter must not be used together with backendRefs',
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0],
      },
      {
        message:
          'HTTPRoute "shop" breaks a rule of its CRD at spec.rules[0].filters: May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both',
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "filters"],
      },
    ],
  },
  "a filter twice": {
    edits: {
      [route]: [
        "    - name: default\n",
        "    - name: default\n      filters:\n        - type: CORS\n          cors: {}\n        - type: CORS\n          cors: {}\n",
      ],
    },
    reports: [
      {
        message: 'HTTPRoute "shop" breaks a rule of its CRD at spec.rules[0].filters: CORS filter cannot be repeated',
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "filters"],
      },
    ],
  },
  "mirrors, of which there may be several": {
    edits: {
      [route]: [
        "    - name: default\n",
        "    - name: default\n      filters:\n        - type: RequestMirror\n          requestMirror: {backendRef: {name: a, port: 1}}\n        - type: RequestMirror\n          requestMirror: {backendRef: {name: b, port: 1}}\n",
      ],
    },
    reports: [],
  },
  "a filter without its settings": {
    edits: { [route]: ["    - name: default\n", "    - name: default\n      filters:\n        - type: RequestMirror\n"] },
    reports: [
      {
        message:
          'HTTPRoute "shop" breaks a rule of its CRD at spec.rules[0].filters[0]: filter.requestMirror must be specified for RequestMirror filter.type',
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "filters", 0],
      },
    ],
  },
  "a filter with the settings of another": {
    edits: {
      [route]: [
        "    - name: default\n",
        "    - name: default\n      filters:\n        - type: RequestHeaderModifier\n          requestHeaderModifier: {}\n          urlRewrite: {}\n",
      ],
    },
    reports: [
      {
        message:
          'HTTPRoute "shop" breaks a rule of its CRD at spec.rules[0].filters[0].urlRewrite: filter.urlRewrite must be nil if the filter.type is not URLRewrite',
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "filters", 0, "urlRewrite"],
      },
    ],
  },
  "a mirror by percent and fraction": {
    edits: {
      [route]: [
        "    - name: default\n",
        "    - name: default\n      filters:\n        - type: RequestMirror\n          requestMirror: {backendRef: {name: a, port: 1}, percent: 5, fraction: {numerator: 1}}\n",
      ],
    },
    reports: [
      {
        message:
          'HTTPRoute "shop" breaks a rule of its CRD at spec.rules[0].filters[0].requestMirror: Only one of percent or fraction may be specified in HTTPRequestMirrorFilter',
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "filters", 0, "requestMirror"],
      },
    ],
  },
  "a fraction over one": {
    edits: {
      [route]: [
        "    - name: default\n",
        "    - name: default\n      filters:\n        - type: RequestMirror\n          requestMirror: {backendRef: {name: a, port: 1}, fraction: {numerator: 101}}\n",
      ],
    },
    reports: [
      {
        message:
          'HTTPRoute "shop" breaks a rule of its CRD at spec.rules[0].filters[0].requestMirror.fraction: numerator must be less than or equal to denominator',
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "filters", 0, "requestMirror", "fraction"],
      },
    ],
  },
  "a mirror to a Service without a port": {
    edits: {
      [route]: [
        "    - name: default\n",
        "    - name: default\n      filters:\n        - type: RequestMirror\n          requestMirror: {backendRef: {name: a}}\n",
      ],
    },
    reports: [
      {
        message:
          'HTTPRoute "shop" breaks a rule of its CRD at spec.rules[0].filters[0].requestMirror.backendRef: Must have port for Service reference',
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "filters", 0, "requestMirror", "backendRef"],
      },
    ],
  },
  "a Service without a port": {
    edits: { [route]: ["          port: 8080\n          weight: 95", "          weight: 95"] },
    reports: [
      {
        message: 'HTTPRoute "shop" breaks a rule of its CRD at spec.rules[0].backendRefs[0]: Must have port for Service reference',
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "backendRefs", 0],
      },
    ],
  },
  "a backend of another kind without a port": {
    edits: {
      [route]: [
        "          kind: Service\n          name: shop-v1\n          port: 8080\n          weight: 95",
        "          kind: Bucket\n          name: shop-v1\n          weight: 95",
      ],
    },
    reports: [],
  },
  "a path that does not begin at the root": {
    edits: { [route]: ["            value: /\n      backendRefs", "            value: shop\n      backendRefs"] },
    reports: [
      {
        message:
          "HTTPRoute \"shop\" breaks a rule of its CRD at spec.rules[0].matches[0].path.value: value must be an absolute path and start with '/' when type one of ['Exact', 'PathPrefix']",
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "matches", 0, "path", "value"],
      },
    ],
  },
  "a path with what a path must not have": {
    edits: { [route]: ["            value: /\n      backendRefs", "            value: /a//b/./c/../d%2f#\n      backendRefs"] },
    reports: [
      {
        message:
          "HTTPRoute \"shop\" breaks a rule of its CRD at spec.rules[0].matches[0].path.value: must not contain '//' when type one of ['Exact', 'PathPrefix']",
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "matches", 0, "path", "value"],
      },
      {
        message:
          "HTTPRoute \"shop\" breaks a rule of its CRD at spec.rules[0].matches[0].path.value: must not contain '/./' when type one of ['Exact', 'PathPrefix']",
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "matches", 0, "path", "value"],
      },
      {
        message:
          "HTTPRoute \"shop\" breaks a rule of its CRD at spec.rules[0].matches[0].path.value: must not contain '/../' when type one of ['Exact', 'PathPrefix']",
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "matches", 0, "path", "value"],
      },
      {
        message:
          "HTTPRoute \"shop\" breaks a rule of its CRD at spec.rules[0].matches[0].path.value: must not contain '%2f' when type one of ['Exact', 'PathPrefix']",
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "matches", 0, "path", "value"],
      },
      {
        message:
          "HTTPRoute \"shop\" breaks a rule of its CRD at spec.rules[0].matches[0].path.value: must not contain '#' when type one of ['Exact', 'PathPrefix']",
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "matches", 0, "path", "value"],
      },
      {
        message:
          "HTTPRoute \"shop\" breaks a rule of its CRD at spec.rules[0].matches[0].path.value: must only contain valid characters (matching ^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$) for types ['Exact', 'PathPrefix']",
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "matches", 0, "path", "value"],
      },
    ],
  },
  "a path that ends in dots": {
    edits: { [route]: ["            value: /\n      backendRefs", "            value: /a/..\n      backendRefs"] },
    reports: [
      {
        message:
          "HTTPRoute \"shop\" breaks a rule of its CRD at spec.rules[0].matches[0].path.value: must not end with '/..' when type one of ['Exact', 'PathPrefix']",
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "matches", 0, "path", "value"],
      },
    ],
  },
  "a path by regular expression, which may have anything": {
    edits: {
      [route]: [
        "            type: PathPrefix\n            value: /\n      backendRefs",
        "            type: RegularExpression\n            value: a//b\n      backendRefs",
      ],
    },
    reports: [],
  },
  "a rewrite of a prefix without a prefix": {
    edits: {
      [route]: [
        "        - path:\n            type: PathPrefix\n            value: /\n      backendRefs",
        "        - path:\n            type: Exact\n            value: /\n      filters:\n        - type: URLRewrite\n          urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /new}}\n      backendRefs",
      ],
    },
    reports: [
      {
        message:
          'HTTPRoute "shop" breaks a rule of its CRD at spec.rules[0]: When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified',
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0],
      },
    ],
  },
  "a rewrite of the prefix of every path": {
    edits: {
      [route]: [
        "      matches:\n        - path:\n            type: PathPrefix\n            value: /\n      backendRefs",
        "      filters:\n        - type: URLRewrite\n          urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /new}}\n      backendRefs",
      ],
    },
    reports: [],
  },
  "a rewrite of a prefix in a backend": {
    edits: {
      [route]: [
        '        - path:\n            type: PathPrefix\n            value: /\n      backendRefs:\n        - group: ""',
        '        - path:\n            type: Exact\n            value: /\n      backendRefs:\n        - filters:\n            - type: URLRewrite\n              urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /new}}\n          group: ""',
      ],
    },
    reports: [
      {
        message:
          'HTTPRoute "shop" breaks a rule of its CRD at spec.rules[0]: Within backendRefs, When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified',
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0],
      },
    ],
  },
  "a modifier without the path it sets": {
    edits: {
      [route]: [
        "    - name: default\n",
        "    - name: default\n      filters:\n        - type: URLRewrite\n          urlRewrite: {path: {type: ReplaceFullPath, replacePrefixMatch: /a}}\n",
      ],
    },
    reports: [
      {
        message:
          "HTTPRoute \"shop\" breaks a rule of its CRD at spec.rules[0].filters[0].urlRewrite.path: replaceFullPath must be specified when type is set to 'ReplaceFullPath'",
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "filters", 0, "urlRewrite", "path"],
      },
      {
        message:
          "HTTPRoute \"shop\" breaks a rule of its CRD at spec.rules[0].filters[0].urlRewrite.path.replacePrefixMatch: type must be 'ReplacePrefixMatch' when replacePrefixMatch is set",
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "filters", 0, "urlRewrite", "path", "replacePrefixMatch"],
      },
    ],
  },
  "every origin beside one": {
    edits: {
      [route]: [
        "    - name: default\n",
        "    - name: default\n      filters:\n        - type: CORS\n          cors: {allowOrigins: ['*', 'https://a.example.com'], allowMethods: ['*', GET], allowHeaders: ['*', X-A]}\n",
      ],
    },
    reports: [
      {
        message:
          "HTTPRoute \"shop\" breaks a rule of its CRD at spec.rules[0].filters[0].cors.allowHeaders: AllowHeaders cannot contain '*' alongside other methods",
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "filters", 0, "cors", "allowHeaders"],
      },
      {
        message:
          "HTTPRoute \"shop\" breaks a rule of its CRD at spec.rules[0].filters[0].cors.allowMethods: AllowMethods cannot contain '*' alongside other methods",
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "filters", 0, "cors", "allowMethods"],
      },
      {
        message:
          "HTTPRoute \"shop\" breaks a rule of its CRD at spec.rules[0].filters[0].cors.allowOrigins: AllowOrigins cannot contain '*' alongside other origins",
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "filters", 0, "cors", "allowOrigins"],
      },
    ],
  },
  "a backend that may take longer than the request": {
    edits: { [route]: ["    - name: default\n", "    - name: default\n      timeouts: {request: 1m, backendRequest: 1m1s}\n"] },
    reports: [
      {
        message:
          'HTTPRoute "shop" breaks a rule of its CRD at spec.rules[0].timeouts: backendRequest timeout cannot be longer than request timeout',
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "timeouts"],
      },
    ],
  },
  "a request that may take for ever": {
    edits: { [route]: ["    - name: default\n", "    - name: default\n      timeouts: {request: 0s, backendRequest: 1m1s}\n"] },
    reports: [],
  },
  "a gateway twice without sections": {
    edits: { [route]: ["      name: public\n", "      name: public\n    - {name: public, namespace: gateways}\n"] },
    reports: [
      {
        message:
          'HTTPRoute "shop" breaks a rule of its CRD at spec.parentRefs[1]: sectionName must be unique when parentRefs includes 2 or more references to the same parent',
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "parentRefs", 1],
      },
    ],
  },
  "a gateway once with and once without a section": {
    edits: { [route]: ["      name: public\n", "      name: public\n    - {name: public, namespace: gateways, sectionName: https}\n"] },
    reports: [
      {
        message:
          'HTTPRoute "shop" breaks a rule of its CRD at spec.parentRefs[1]: sectionName must be specified when parentRefs includes 2 or more references to the same parent',
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "parentRefs", 1],
      },
    ],
  },
  "a gateway by two sections": {
    edits: {
      [route]: [
        "      name: public\n",
        "      name: public\n      sectionName: http\n    - {name: public, namespace: gateways, sectionName: https}\n",
      ],
    },
    reports: [],
  },
  "more matches than a route may have": {
    edits: {
      [route]: [
        "        - path:\n            type: PathPrefix\n            value: /\n      backendRefs",
        "        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n        - path: {value: /a}\n      backendRefs",
      ],
    },
    reports: [
      {
        message:
          'HTTPRoute "shop" breaks a rule of its CRD at spec.rules: While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128',
        hint: "correct the route: the API server refuses it as it is",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules"],
      },
    ],
  },
};

test.each(Object.entries(cases))("%s", (_, { edits, reports }) => {
  expect(reportsOf(gatewayRules, routedFolder(edits))).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  expect(() => reportsOf(gatewayRules, ...hostileFolders())).not.toThrow();
});
