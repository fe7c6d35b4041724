import { defineRollout } from "rampart";

/** Release, chart and namespaces, as the chart's values and the operator's shell both know them. */
const release = "avatar-mcp";
const chart = "charts/avatar-mcp";
const namespace = "avatar-mcp";
const tag = "1.19.0";
const hosts = { staging: "avatar-mcp.staging.example.com", production: "avatar-mcp.example.com" } as const;

/** Cohorts as the metrics label them, and the class of traffic that both are drawn from. */
const cohorts = { baseline: { cohort: "embedded-avatar-baseline" }, candidate: { cohort: "embedded-avatar-canary" } } as const;
const trafficClass = "embedded-avatar";
/** Share of the embedded-avatar traffic that is shaped during the canary, in percent. */
const canaryShare = 5;

/** The source sets one limit for each measure: crossing it both holds and calls for going back. */
const rejectRateLimit = { above: "+0.5 pp" } as const;
const latencyLimit = { above: "+10 %" } as const;
const qualityLimit = { below: "-1 %" } as const;
/** One full peak cycle: in the 60 to 120 minutes that are the least, the expected requests prove nothing of quality. */
const observationWindow = "24h";

const latency = { histogram: "mcp_request_duration_seconds", perEndpoint: { mcp: "/mcp", toolsCall: "/tools/call" } } as const;
const mcpLatency = { metric: latency.histogram, where: { endpoint: latency.perEndpoint.mcp } } as const;
const toolsCallLatency = { metric: latency.histogram, where: { endpoint: latency.perEndpoint.toolsCall } } as const;

/** The gates wait for the cohorts' requests; no alert does, as there are no cohorts in staging and after the canary. */
const noCohortData = "No verdict without requests of both cohorts: the rollout stays where it is.";

/** Why the recording commands are not run the way they were handed down. */
const recordingRemark =
  "Handed down as `helm … | python - <<'PY'`, which fails: the here-document takes the place of the pipe, so `json.load(sys.stdin)` finds nothing to read. The same program passed with `-c` works.";

const toolsList = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
const toolsCall = '{"name":"echo","arguments":{"text":"ping"}}';
const jsonHeaders = { accept: "application/json, text/event-stream", "content-type": "application/json" } as const;

const smokeProbes = [
  "mcp-unauthorised",
  "tools-call-unauthorised",
  "mcp-authorised",
  "tools-call-authorised",
  "large-payload",
  "smoke-script",
] as const;

export default defineRollout({
  name: "mcp-token-shaping",
  title: "MCP token shaping",
  summary:
    "The MCP gateway begins to shape large token payloads. It is proven in staging by smoke tests, then switched on in production for a small cohort of embedded-avatar traffic that is compared with a baseline cohort, and at last for everyone in one move.",
  objective: "Switch token shaping on for all traffic in controlled stages, with a known-good state one command away at any time.",
  service: "avatar-mcp",
  team: "mcp-platform",
  image: {
    repository: "ghcr.io/example/avatar-mcp",
    tag,
    digest: "sha256:3d9a7c51e0f2486bb8d6c90f17a25e4398cb0d1ef6a4725039e8b1c6d47f20a5",
    before: { tag: "1.18.4", digest: "sha256:a41f6be209d37c85e1b0947f52dc83a6f97e10c4b82d35690ea7f4c1d8360b92" },
  },

  helm: {
    release,
    chart,
    valuesFiles: ["values.yaml"],
    timeout: "10m",
    image: { tag: "image.tag", digest: "image.digest" },
    values: {
      "tokenShaping.enabled": { type: "boolean", default: false, description: "Whether the gateway shapes token payloads at all" },
      "tokenShaping.canary.enabled": {
        type: "boolean",
        default: false,
        description: "Whether shaping is limited to a share of one traffic class",
      },
      "tokenShaping.canary.trafficClass": {
        type: "string",
        enum: [trafficClass],
        description: "Class of traffic that the canary cohort is drawn from",
      },
      "tokenShaping.canary.weight": {
        type: "integer",
        minimum: 0,
        maximum: 100,
        description: "Share of that class that is shaped, in percent",
      },
      "tokenShaping.rolloutPercent": {
        type: "integer",
        default: 0,
        minimum: 0,
        maximum: 100,
        description: "Share of all traffic that is shaped once the canary is over, in percent",
      },
    },
  },
  variables: {
    RELEASE_NAME: { purpose: "Helm release", required: true, example: release, workload: "operator's shell" },
    NAMESPACE_STAGING: { purpose: "Namespace of the release in staging", required: true, example: namespace, workload: "operator's shell" },
    NAMESPACE_PROD: { purpose: "Namespace of the release in production", required: true, example: namespace, workload: "operator's shell" },
    CHART_PATH: { purpose: "Path of the chart", required: true, example: chart, workload: "operator's shell" },
    IMAGE_TAG: { purpose: "Tag of the new image", required: true, example: tag, workload: "operator's shell" },
    CANARY_WEIGHT: {
      purpose: "Share of the embedded-avatar traffic for the canary, in percent",
      required: true,
      example: String(canaryShare),
      workload: "operator's shell",
    },
    BASE_URL: {
      purpose: "Address of the gateway under test",
      required: true,
      example: `https://${hosts.staging}`,
      format: "url",
      workload: "smoke tests",
    },
    AUTH_TOKEN: { purpose: "Bearer token the smoke tests authorise with", required: true, format: "secret", workload: "smoke tests" },
  },

  metrics: {
    mcp_requests_total: {
      type: "counter",
      help: "Requests to the gateway, rejected ones included",
      labels: ["cohort", "endpoint"],
    },
    mcp_rejected_requests_total: { type: "counter", help: "Requests that the gateway rejected", labels: ["cohort", "endpoint"] },
    mcp_request_duration_seconds: {
      type: "histogram",
      help: "Time to answer a request",
      unit: "seconds",
      labels: ["cohort", "endpoint"],
    },
    avatar_response_quality_score: {
      type: "histogram",
      help: "Quality score of an avatar's response, from 0 to 1: the Judge/DMN score, the thumbs-up ratio or another KPI of acceptance",
      labels: ["cohort"],
    },
  },
  variants: cohorts,
  signals: {
    "reject-rate": {
      kind: "ratio",
      title: "Reject rate",
      description: "`reject_rate = rejected_requests / total_requests`, per cohort.",
      numerator: { metric: "mcp_rejected_requests_total" },
      denominator: { metric: "mcp_requests_total" },
      drillDown: ["endpoint"],
    },
    "mcp-p50": { kind: "quantile", title: "p50 latency of /mcp", histogram: mcpLatency, quantile: 0.5 },
    "mcp-p95": { kind: "quantile", title: "p95 latency of /mcp", histogram: mcpLatency, quantile: 0.95 },
    "mcp-p99": { kind: "quantile", title: "p99 latency of /mcp", histogram: mcpLatency, quantile: 0.99 },
    "tools-call-p50": { kind: "quantile", title: "p50 latency of /tools/call", histogram: toolsCallLatency, quantile: 0.5 },
    "tools-call-p95": { kind: "quantile", title: "p95 latency of /tools/call", histogram: toolsCallLatency, quantile: 0.95 },
    "tools-call-p99": { kind: "quantile", title: "p99 latency of /tools/call", histogram: toolsCallLatency, quantile: 0.99 },
    "response-quality": {
      kind: "mean",
      title: "Avatar response quality",
      description: "Whichever score of quality exists already: the Judge/DMN score, the thumbs-up ratio or another KPI of acceptance.",
      histogram: { metric: "avatar_response_quality_score" },
      window: "1h",
      worse: "lower",
    },
  },

  gates: {
    "reject-rate": {
      kind: "delta",
      title: "Reject rate against baseline",
      description: `At most half a percentage point more than the baseline cohort. ${noCohortData}`,
      signal: "reject-rate",
      hold: rejectRateLimit,
      rollback: rejectRateLimit,
      minimumSamples: 2000,
      noData: "hold",
    },
    "mcp-p95": {
      kind: "delta",
      title: "p95 latency of /mcp against baseline",
      description: `At most a tenth slower than the baseline cohort. ${noCohortData}`,
      signal: "mcp-p95",
      hold: latencyLimit,
      rollback: latencyLimit,
      minimumSamples: 500,
      noData: "hold",
    },
    "tools-call-p95": {
      kind: "delta",
      title: "p95 latency of /tools/call against baseline",
      description: `At most a tenth slower than the baseline cohort. ${noCohortData}`,
      signal: "tools-call-p95",
      hold: latencyLimit,
      rollback: latencyLimit,
      minimumSamples: 500,
      noData: "hold",
    },
    quality: {
      kind: "comparison",
      title: "Avatar response quality against baseline",
      description:
        "No statistically significant drop; where significance cannot be tested, a relative drop of at most 1 %. Scores are noisy, so half an hour beyond the limit is waited for before going back is proposed.",
      signal: "response-quality",
      confidence: "95 %",
      otherwise: qualityLimit,
      rollback: qualityLimit,
      badStreak: "30m",
      minimumSamples: 200,
      noData: "hold",
    },
    "no-incidents": {
      kind: "checklist",
      title: "No Sev-1 or Sev-2 incident",
      description:
        "Confirmed by people, not read from alerts: incidents are declared by hand, and whether one is attributable to the token-shaping path is a judgement that no label carries.",
      items: [
        { text: "No Sev-1 incident attributable to the token-shaping path", owner: "mcp-platform" },
        { text: "No Sev-2 incident attributable to the token-shaping path", owner: "mcp-platform" },
      ],
    },
    smoke: {
      kind: "probe",
      title: "Authorisation and shaping smoke tests",
      probes: smokeProbes,
    },
  },
  readiness: { gates: ["reject-rate", "mcp-p95", "tools-call-p95", "quality"] },

  alerts: {
    TokenShapingRejectRateHigh: {
      when: { kind: "gate", gate: "reject-rate", limit: "rollback" },
      severity: "critical",
      action: "rollback",
      summary: "The canary cohort's reject rate is too far above the baseline's.",
      response: "Roll back at once, then look at the rejected requests of the canary cohort by endpoint.",
    },
    TokenShapingMcpLatencyHigh: {
      when: { kind: "gate", gate: "mcp-p95", limit: "rollback" },
      severity: "critical",
      action: "rollback",
      summary: "The canary cohort waits too long for /mcp.",
      response: "Roll back at once, then compare p50, p95 and p99 of `/mcp` in both cohorts.",
    },
    TokenShapingToolsCallLatencyHigh: {
      when: { kind: "gate", gate: "tools-call-p95", limit: "rollback" },
      severity: "critical",
      action: "rollback",
      summary: "The canary cohort waits too long for /tools/call.",
      response: "Roll back at once, then compare p50, p95 and p99 of `/tools/call` in both cohorts.",
    },
    TokenShapingQualityDropped: {
      when: { kind: "gate", gate: "quality", limit: "rollback" },
      for: "30m",
      severity: "critical",
      action: "rollback",
      summary: "Avatar responses of the canary cohort score worse than the baseline's.",
      response: "Roll back at once, then read low-scored responses of the canary cohort beside the payloads that were shaped.",
    },
  },

  probes: {
    "mcp-unauthorised": {
      kind: "http",
      title: "/mcp rejects requests without a token",
      proves: "Authorisation stands before `/mcp`.",
      method: "POST",
      url: "https://{host}/mcp",
      headers: jsonHeaders,
      body: toolsList,
      expect: { status: [401, 403] },
    },
    "tools-call-unauthorised": {
      kind: "http",
      title: "/tools/call rejects requests without a token",
      proves: "Authorisation stands before `/tools/call`.",
      method: "POST",
      url: "https://{host}/tools/call",
      headers: jsonHeaders,
      body: toolsCall,
      expect: { status: [401, 403] },
    },
    "mcp-authorised": {
      kind: "http",
      title: "/mcp answers an authorised request",
      proves: "A caller with a token succeeds on `/mcp`.",
      method: "POST",
      url: "https://{host}/mcp",
      headers: jsonHeaders,
      bearerToken: "AUTH_TOKEN",
      body: toolsList,
      expect: { status: [200] },
    },
    "tools-call-authorised": {
      kind: "http",
      title: "/tools/call answers an authorised request",
      proves: "A caller with a token succeeds on `/tools/call`.",
      method: "POST",
      url: "https://{host}/tools/call",
      headers: jsonHeaders,
      bearerToken: "AUTH_TOKEN",
      body: toolsCall,
      expect: { status: [200] },
    },
    "large-payload": {
      kind: "command",
      title: "A large token payload is accepted",
      proves:
        "Shaping is sane at a first look: an authorised request is accepted although its token payload is large, and gets a structured response.",
      timeout: "1m",
      command: `python -c 'import json; print(json.dumps({"name": "echo", "arguments": {"text": "token " * 20000}}))' \\
  | curl -sS --fail -X POST "$BASE_URL/tools/call" \\
      -H "authorization: Bearer $AUTH_TOKEN" \\
      -H "content-type: application/json" \\
      --data-binary @-`,
      variables: { BASE_URL: "in staging `https://<staging_mcp_host>`", AUTH_TOKEN: "in staging `<staging_bearer_token>`" },
      expect: { exit: 0, json: [{ path: "content", expect: { exists: true } }] },
    },
    "smoke-script": {
      kind: "command",
      title: "Smoke test script",
      proves: "Authorisation and shaping behave on both endpoints, in one run.",
      timeout: "2m",
      command: "scripts/smoke_mcp_endpoints.sh",
      variables: { BASE_URL: "in staging `https://<staging_mcp_host>`", AUTH_TOKEN: "in staging `<staging_bearer_token>`" },
      expect: { exit: 0 },
    },
  },

  ladders: {
    staging: {
      namespace,
      host: hosts.staging,
      valuesFiles: ["values-staging.yaml"],
      stages: [
        {
          name: "before",
          title: "staging (pre)",
          description: "The state to come back to: the previous image, without shaping.",
          levers: {
            weight: 0,
            values: { "tokenShaping.enabled": false, "tokenShaping.canary.enabled": false, "tokenShaping.rolloutPercent": 0 },
          },
          procedures: ["capture-staging"],
        },
        {
          name: "smoke",
          title: "staging (post)",
          description:
            "The new image with the merged values. Shaping is switched on for everything here, in so many words rather than by way of `values-staging.yaml`, as there would be nothing to smoke-test without it.",
          levers: { weight: 100, values: { "tokenShaping.enabled": true, "tokenShaping.rolloutPercent": 100 } },
          gates: ["smoke"],
          procedures: ["deploy-staging", "record-staging", "smoke-test"],
        },
        { name: "full", title: "staging, smoke-tested", description: "Nothing moves any more; production may start." },
      ],
    },
    production: {
      namespace,
      host: hosts.production,
      entry: [{ environment: "staging", stage: "full", note: "Smoke tests have passed in staging" }],
      stages: [
        {
          name: "before",
          title: "prod (pre)",
          description: "The state to come back to: the previous image, without shaping.",
          levers: {
            weight: 0,
            values: { "tokenShaping.enabled": false, "tokenShaping.canary.enabled": false, "tokenShaping.rolloutPercent": 0 },
          },
          procedures: ["capture-production"],
        },
        {
          name: "canary",
          title: "prod (canary)",
          description:
            "A small part of the embedded-avatar traffic is shaped and compared with the baseline cohort over the same time: 60–120 min at the least, or one full peak cycle if that says more. All pods get the new image, so the cohorts differ in shaping alone.",
          levers: {
            weight: canaryShare,
            values: {
              "tokenShaping.enabled": true,
              "tokenShaping.canary.enabled": true,
              "tokenShaping.canary.trafficClass": trafficClass,
              "tokenShaping.canary.weight": canaryShare,
            },
          },
          hold: observationWindow,
          gates: ["reject-rate", "mcp-p95", "tools-call-p95", "quality", "no-incidents"],
          procedures: ["deploy-canary", "record-canary"],
        },
        {
          name: "full",
          title: "prod (100%)",
          description:
            "The canary ends and everyone is shaped in the same move, after the canary kept its limits for the whole observation window.",
          levers: { weight: 100, values: { "tokenShaping.canary.enabled": false, "tokenShaping.rolloutPercent": 100 } },
          procedures: ["promote", "record-full"],
        },
      ],
    },
  },

  rollback: {
    triggers: [
      { text: "The reject rate of the canary cohort crosses its limit", gate: "reject-rate", alert: "TokenShapingRejectRateHigh" },
      { text: "The p95 latency of `/mcp` crosses its limit", gate: "mcp-p95", alert: "TokenShapingMcpLatencyHigh" },
      { text: "The p95 latency of `/tools/call` crosses its limit", gate: "tools-call-p95", alert: "TokenShapingToolsCallLatencyHigh" },
      { text: "Avatar response quality drops", gate: "quality", alert: "TokenShapingQualityDropped" },
      { text: "A Sev-1 or Sev-2 incident is attributable to the token-shaping path", gate: "no-incidents" },
    ],
    levels: [
      {
        title: "Helm rollback to the last good revision",
        blastRadius: "environment",
        when: "Any gate fails: at once, without waiting for the rest of the window.",
        steps: [
          { text: "Take the last good revision from the ledger, which keeps exact revisions and tags so that one command is enough." },
          {
            text: "Roll the release back in production. In staging the same command takes `$NAMESPACE_STAGING`.",
            command: 'helm -n "$NAMESPACE_PROD" rollback "$RELEASE_NAME" <previous_good_revision> --wait --timeout 10m',
          },
        ],
        verify: ["mcp-unauthorised", "tools-call-unauthorised", "mcp-authorised", "tools-call-authorised"],
      },
    ],
    afterwards: [{ text: "Add the rollback to the ledger table in the release ticket, with its revision, tag, time and operator." }],
  },

  contacts: {
    "mcp-platform": { role: "MCP platform team", duty: "Operates the release, judges the canary and keeps the ledger" },
  },
  scope: {
    covers: ["`POST /mcp` of the MCP gateway", "`POST /tools/call` of the MCP gateway"],
    target: [
      "Token shaping is on for all production traffic (`tokenShaping.rolloutPercent=100`), without a canary",
      "Every environment can be put back to a known-good revision with one command",
    ],
  },
  preconditions: [
    {
      text: "Release name and namespaces of both environments are known (`$RELEASE_NAME`, `$NAMESPACE_STAGING`, `$NAMESPACE_PROD`)",
    },
    { text: "The new image is published and cannot change any more: it is named by tag and digest, and the values carry both" },
    { text: "The chart supports base values in `values.yaml`" },
    { text: "The chart supports an override by environment in `values-staging.yaml`", environments: ["staging"] },
    {
      text: "The chart can limit shaping to embedded-avatar traffic, by weight, header or route match",
      before: "canary",
      environments: ["production"],
    },
    {
      text: "The gateway serves `POST /mcp` and `POST /tools/call`, so that both can be smoke-tested",
      probes: ["mcp-unauthorised", "tools-call-unauthorised"],
    },
  ],

  procedures: {
    "capture-staging": {
      title: "Capture the state of staging",
      description: "What a rollback of staging goes back to.",
      use: "routine",
      steps: [
        {
          text: "Name the release, its namespace and the chart.",
          command: "export RELEASE_NAME=<helm_release>\nexport NAMESPACE_STAGING=<staging_namespace>\nexport CHART_PATH=<chart_path>",
        },
        { text: "Look at the revisions so far.", command: 'helm -n "$NAMESPACE_STAGING" history "$RELEASE_NAME"' },
        { text: "Look at the release.", command: 'helm -n "$NAMESPACE_STAGING" status "$RELEASE_NAME"' },
        {
          text: "Keep its values.",
          command: 'helm -n "$NAMESPACE_STAGING" get values "$RELEASE_NAME" -o yaml > /tmp/${RELEASE_NAME}-staging-pre.yaml',
        },
      ],
    },
    "deploy-staging": {
      title: "Deploy to staging by hand",
      description: "Merging the step's pull request does this, with the digest beside the tag. By hand only when GitOps cannot.",
      use: "break-glass",
      steps: [
        { text: "Name the new image.", command: "export IMAGE_TAG=<new_image_tag>" },
        {
          text: "Install or upgrade with the merged values and wait until it is up.",
          command: `helm upgrade --install "$RELEASE_NAME" "$CHART_PATH" \\
  -n "$NAMESPACE_STAGING" \\
  -f values.yaml \\
  -f values-staging.yaml \\
  --set image.tag="$IMAGE_TAG" \\
  --wait --timeout 10m`,
        },
      ],
    },
    "record-staging": {
      title: "Record revision and image of staging",
      description: recordingRemark,
      use: "routine",
      steps: [
        {
          text: "Take the revision that the deployment made.",
          command: `STAGING_REVISION=$(helm -n "$NAMESPACE_STAGING" history "$RELEASE_NAME" -o json | python -c 'import json,sys
hist=json.load(sys.stdin)
print(hist[-1]["revision"])'
)`,
        },
        {
          text: "Print what goes into the ledger.",
          command: 'echo "staging_revision=$STAGING_REVISION"\necho "image_tag=$IMAGE_TAG"',
        },
        {
          text: "Check that every deployment of the release runs the image that was meant.",
          command: `kubectl -n "$NAMESPACE_STAGING" get deploy -l app.kubernetes.io/instance="$RELEASE_NAME" \\
  -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.spec.template.spec.containers[*].image}{"\\n"}{end}'`,
        },
      ],
    },
    "smoke-test": {
      title: "Smoke-test authorisation and shaping",
      use: "routine",
      steps: [
        {
          text: "Run the script that covers all of it.",
          command: `BASE_URL=https://<staging_mcp_host> \\
AUTH_TOKEN=<staging_bearer_token> \\
scripts/smoke_mcp_endpoints.sh`,
          probes: ["smoke-script"],
        },
        {
          text: "Requests without a token are rejected on `/mcp` and `/tools/call`.",
          probes: ["mcp-unauthorised", "tools-call-unauthorised"],
        },
        { text: "An authorised request to `/mcp` succeeds.", probes: ["mcp-authorised"] },
        { text: "An authorised request to `/tools/call` succeeds.", probes: ["tools-call-authorised"] },
        {
          text: "An authorised request is accepted although its token payload is large, and the answer is structured.",
          probes: ["large-payload"],
        },
      ],
    },
    "capture-production": {
      title: "Capture the state of production",
      use: "routine",
      steps: [
        {
          text: "Name the namespace. `RELEASE_NAME`, `CHART_PATH` and `IMAGE_TAG` stay as they were set for staging.",
          command: "export NAMESPACE_PROD=<prod_namespace>",
        },
        { text: "Look at the revisions so far.", command: 'helm -n "$NAMESPACE_PROD" history "$RELEASE_NAME"' },
        {
          text: "Keep the values of the release.",
          command: 'helm -n "$NAMESPACE_PROD" get values "$RELEASE_NAME" -o yaml > /tmp/${RELEASE_NAME}-prod-pre.yaml',
        },
      ],
    },
    "deploy-canary": {
      title: "Switch the canary on by hand",
      description: "Merging the step's pull request does this, with the digest beside the tag. By hand only when GitOps cannot.",
      use: "break-glass",
      steps: [
        { text: "Choose a small share of the embedded-avatar traffic.", command: `export CANARY_WEIGHT=${canaryShare}` },
        {
          text: "Upgrade with shaping limited to that share and wait until it is up.",
          command: `helm upgrade --install "$RELEASE_NAME" "$CHART_PATH" \\
  -n "$NAMESPACE_PROD" \\
  -f values.yaml \\
  --set image.tag="$IMAGE_TAG" \\
  --set tokenShaping.enabled=true \\
  --set tokenShaping.canary.enabled=true \\
  --set tokenShaping.canary.trafficClass=embedded-avatar \\
  --set tokenShaping.canary.weight="$CANARY_WEIGHT" \\
  --wait --timeout 10m`,
        },
      ],
    },
    "record-canary": {
      title: "Record revision and image of the canary",
      description: recordingRemark,
      use: "routine",
      steps: [
        {
          text: "Take the revision that the deployment made.",
          command: `PROD_CANARY_REVISION=$(helm -n "$NAMESPACE_PROD" history "$RELEASE_NAME" -o json | python -c 'import json,sys
hist=json.load(sys.stdin)
print(hist[-1]["revision"])'
)`,
        },
        {
          text: "Print what goes into the ledger.",
          command: 'echo "prod_canary_revision=$PROD_CANARY_REVISION"\necho "image_tag=$IMAGE_TAG"',
        },
      ],
    },
    promote: {
      title: "Promote to everyone by hand",
      description: "Merging the step's pull request does this, with the digest beside the tag. By hand only when GitOps cannot.",
      use: "break-glass",
      steps: [
        {
          text: "Upgrade with the canary off and shaping for all, and wait until it is up.",
          command: `helm upgrade --install "$RELEASE_NAME" "$CHART_PATH" \\
  -n "$NAMESPACE_PROD" \\
  -f values.yaml \\
  --set image.tag="$IMAGE_TAG" \\
  --set tokenShaping.enabled=true \\
  --set tokenShaping.canary.enabled=false \\
  --set tokenShaping.rolloutPercent=100 \\
  --wait --timeout 10m`,
        },
      ],
    },
    "record-full": {
      title: "Record the final revision and image",
      description: recordingRemark,
      use: "routine",
      steps: [
        {
          text: "Take the revision that the deployment made.",
          command: `PROD_FULL_REVISION=$(helm -n "$NAMESPACE_PROD" history "$RELEASE_NAME" -o json | python -c 'import json,sys
hist=json.load(sys.stdin)
print(hist[-1]["revision"])'
)`,
        },
        { text: "Print what goes into the ledger.", command: 'echo "prod_full_revision=$PROD_FULL_REVISION"\necho "image_tag=$IMAGE_TAG"' },
        {
          text: "Copy the ledger into the release ticket: environment, Helm revision, image tag, timestamp (UTC) and operator of every stage.",
        },
      ],
    },
  },
});
