import { defineRollout } from "rampart";

/** The one setting that turns the transport on and off: `Koan:Mcp:EnableHttpSseTransport` of the app's configuration. */
const transport = "appsettings.Koan.Mcp.EnableHttpSseTransport";
const stdio = "appsettings.Koan.Mcp.EnableStdioTransport";
const requireAuthentication = "appsettings.Koan.Mcp.RequireAuthentication";
const enableCors = "appsettings.Koan.Mcp.EnableCors";
const allowedOrigins = "appsettings.Koan.Mcp.AllowedOrigins";
const capabilityEndpoint = "appsettings.Koan.Mcp.PublishCapabilityEndpoint";
const connectionLimit = "appsettings.Koan.Mcp.MaxConcurrentConnections";
const autoscaling = "autoscaling.enabled";
/** Sends a probe to the candidate, whatever the weight. */
const toCandidate = { Cookie: "koan-mcp-side=always" };

/** What must hold while callers use the transport, in every environment with load. */
const underLoad = ["request-latency", "memory-per-connection", "error-rate", "auth-bypass"] as const;
/** What a production stage must show before it may be left. */
const inProduction = [
  ...underLoad,
  "connection-failures",
  "https-violations",
  "https-enforced",
  "no-critical-alerts",
  "no-customer-incidents",
] as const;

const securityAudit = "The security audit is passed";
const loadTested = "Load testing is complete, with 500 connections";
const rollbackProven = "The rollback plan is written down and has been tried";
const onCallRunbook = "The on-call runbook is final";
const healthMonitored = "Health monitoring is wired in";
const deployments = "At least 10 production deployments use it (10+)";
const integrations = "At least 5 integrations come from the community (5+), IDE plugins for example";
const feedback = "The community speaks well of it, on Discord and on GitHub";

/** Opens the pull request to the last stage of an environment whose transport is off. */
function backTo(environment: "development" | "staging" | "production", stage: "before" | "configured") {
  return {
    text: `Here that stage is \`${stage}\`: open the pull request and merge it.`,
    environments: [environment],
    command: `rampart rollback koan-http-sse ${environment} --to ${stage} --reason "…"`,
  };
}

export default defineRollout({
  name: "koan-http-sse",
  title: "MCP over HTTP+SSE for Koan",
  summary:
    "Koan.Mcp gains a second transport, HTTP with server-sent events, beside STDIO. It is implemented in full and ready for production; what is left is a reference implementation that proves it, client SDKs, a load test and a gradual start in production.",
  objective:
    "General availability in four phases of one week each: first the reference implementation, then client tooling, then proof of performance, then production, with monitoring and a way back.",
  service: "koan-mcp",
  team: "framework-team",
  tracker: "Decision record AI-0013; the tracking board is to be made in GitHub Projects",
  status:
    "Active. Ticks of tasks and exit criteria are those of the decided plan of 2025-09-24; what has passed since is told by the ledgers.",
  updatedOn: "2025-09-24",
  review: {
    on: "2025-10-15",
    purpose:
      "Post-deployment retrospective. Four weeks from 2025-09-24 end on 2025-10-22, so this day falls before phase 4 is over: hold it as a review of phases 1 to 3 and repeat it after the launch.",
  },
  image: {
    repository: "ghcr.io/sylin-org/s12-medtrials-mcp",
    tag: "0.7.0",
    digest: "sha256:2a675b2c0d66a9c2b7461265de5a3b3d408d94f21bf63a0190d48eb8212094ee",
    before: { tag: "0.6.4", digest: "sha256:4f146f19444e3059661c7274fb739c5957bfd5de147004b64963ceed9e95f03a" },
  },

  traffic: {
    baseline: { service: "koan-mcp-stable", port: 8080 },
    candidate: { service: "koan-mcp-canary", port: 8080 },
    paths: [{ path: "/" }],
    tls: { secret: "koan-mcp-tls" },
    annotations: { "nginx.ingress.kubernetes.io/proxy-read-timeout": "3600" },
  },
  helm: {
    release: "koan-mcp-canary",
    chart: "charts/koan-mcp",
    valuesFiles: ["values.yaml"],
    image: { repository: "image.repository", tag: "image.tag", digest: "image.digest" },
    values: {
      [transport]: {
        type: "boolean",
        description: "Opens `GET /mcp/sse` and `POST /mcp/rpc`; the lever of this rollout and of its rollback",
        default: false,
      },
      [stdio]: { type: "boolean", description: "Keeps the STDIO transport, which local callers use and fall back to", default: true },
      [requireAuthentication]: {
        type: "boolean",
        description: "Asks for an OAuth bearer token; off is for development only",
        default: true,
      },
      [enableCors]: { type: "boolean", description: "Lets browsers of the allowed origins call", default: false },
      [allowedOrigins]: {
        type: "string",
        description: "Origins that browsers may call from, separated by commas; the chart writes them as an array",
        default: "",
      },
      [capabilityEndpoint]: {
        type: "boolean",
        description: "Publishes `GET /mcp/capabilities`, by which tooling can introspect; under the same authentication as the rest",
        default: false,
      },
      [connectionLimit]: {
        type: "integer",
        description: "Most SSE connections of one pod; more are refused",
        default: 500,
        minimum: 1,
        maximum: 10_000,
      },
      [autoscaling]: { type: "boolean", description: "Adds and removes pods with the load", default: true },
    },
  },
  variables: {
    ASPNETCORE_ENVIRONMENT: {
      purpose: "Chooses the appsettings file and, with `Production`, authentication and HTTPS enforcement by default",
      required: true,
      allowed: ["Development", "Staging", "Production"],
      workload: "koan-mcp-canary",
    },
    KOAN_MCP_TOKEN: {
      purpose: "OAuth bearer token with scope `clinical:operations` for the probes; in development from the test server `.testoauth`",
      required: true,
      format: "secret",
    },
    KOAN_MCP_NARROW_TOKEN: {
      purpose: "OAuth bearer token without scope `clinical:operations`: the probes expect a refusal",
      required: true,
      format: "secret",
    },
  },

  metrics: {
    koan_mcp_request_event_duration_seconds: {
      type: "histogram",
      help: "Time from a JSON-RPC request to the SSE event that answers it",
      unit: "seconds",
      labels: ["service", "method"],
    },
    koan_mcp_http_requests_total: {
      type: "counter",
      help: "Requests on the HTTP+SSE endpoints by outcome; `error` is an answer the server failed to give, a refused login is not one",
      labels: ["service", "endpoint", "outcome"],
    },
    koan_mcp_connection_attempts_total: {
      type: "counter",
      help: "Attempts to open an SSE stream by result; `refused` is one that met the connection limit",
      labels: ["service", "result"],
    },
    koan_mcp_sse_connections: { type: "gauge", help: "Open SSE connections", labels: ["service"] },
    koan_mcp_sse_connections_limit: { type: "gauge", help: "Connections that are allowed, a sample per pod", labels: ["service"] },
    koan_mcp_session_memory_bytes: {
      type: "gauge",
      help: "Memory held by sessions and their buffers, without what the process needs when idle",
      unit: "bytes",
      labels: ["service"],
    },
    koan_mcp_sessions_ended_total: { type: "counter", help: "Sessions that ended, by reason", labels: ["service", "reason"] },
    koan_mcp_auth_attempts_total: { type: "counter", help: "Checks of a bearer token, by result", labels: ["service", "result"] },
    koan_mcp_auth_bypass_total: {
      type: "counter",
      help: "Requests that were served although a token or scope they needed was missing; exported with 0 from the start, since a counter born at 1 shows no increase",
      labels: ["service", "entity"],
    },
    koan_mcp_https_violations_total: {
      type: "counter",
      help: "Requests served over plain HTTP where HTTPS is enforced; exported with 0 from the start",
      labels: ["service"],
    },
  },
  variants: { baseline: { service: "koan-mcp-stable" }, candidate: { service: "koan-mcp-canary" } },
  signals: {
    "request-latency": {
      title: "Latency from request to SSE event (p95)",
      kind: "quantile",
      quantile: 0.95,
      histogram: { metric: "koan_mcp_request_event_duration_seconds" },
      variants: "candidate",
      drillDown: ["method"],
    },
    "error-rate": {
      title: "Error rate of the HTTP+SSE endpoints",
      kind: "ratio",
      numerator: { metric: "koan_mcp_http_requests_total", where: { outcome: "error" } },
      denominator: { metric: "koan_mcp_http_requests_total" },
      variants: "candidate",
      drillDown: ["endpoint"],
    },
    "connection-failures": {
      title: "SSE connections refused at the limit",
      kind: "ratio",
      numerator: { metric: "koan_mcp_connection_attempts_total", where: { result: "refused" } },
      denominator: { metric: "koan_mcp_connection_attempts_total" },
      variants: "candidate",
      window: "15m",
    },
    connections: {
      title: "Active SSE connections",
      kind: "level",
      gauge: { metric: "koan_mcp_sse_connections" },
      variants: "candidate",
      worse: "lower",
    },
    "connection-usage": {
      title: "Active connections as a share of the limit",
      kind: "quotient",
      numerator: { metric: "koan_mcp_sse_connections" },
      denominator: { metric: "koan_mcp_sse_connections_limit" },
      unit: "percent",
      variants: "candidate",
    },
    "memory-per-connection": {
      title: "Memory per connection",
      kind: "quotient",
      numerator: { metric: "koan_mcp_session_memory_bytes" },
      denominator: { metric: "koan_mcp_sse_connections" },
      unit: "bytes",
      variants: "candidate",
    },
    "session-timeouts": {
      title: "Sessions that end by timeout",
      kind: "ratio",
      numerator: { metric: "koan_mcp_sessions_ended_total", where: { reason: "timeout" } },
      denominator: { metric: "koan_mcp_sessions_ended_total" },
      variants: "candidate",
      window: "15m",
    },
    "auth-failures": {
      title: "Authentication failure rate",
      kind: "ratio",
      numerator: { metric: "koan_mcp_auth_attempts_total", where: { result: "failure" } },
      denominator: { metric: "koan_mcp_auth_attempts_total" },
      variants: "candidate",
      window: "15m",
    },
    "auth-bypass": {
      title: "Requests that got past authentication",
      kind: "increase",
      counter: { metric: "koan_mcp_auth_bypass_total" },
      variants: "candidate",
      window: "15m",
      drillDown: ["entity"],
    },
    "https-violations": {
      title: "Requests served without HTTPS",
      kind: "increase",
      counter: { metric: "koan_mcp_https_violations_total" },
      variants: "candidate",
      window: "15m",
    },
  },
  gates: {
    "request-latency": {
      kind: "limit",
      title: "95 of 100 requests are answered within 100 ms",
      signal: "request-latency",
      hold: { above: "100ms" },
      minimumSamples: 1000,
      noData: "hold",
    },
    "memory-per-connection": {
      kind: "limit",
      title: "A connection needs no more than 5 MB",
      description: "Above 10 MB it is taken for a leak and the rollout goes back; between the two it stays where it is.",
      signal: "memory-per-connection",
      hold: { above: "5 MB" },
      rollback: { above: "10 MB" },
      noData: "hold",
    },
    "error-rate": {
      kind: "limit",
      title: "At most 5 % of requests fail",
      description:
        "The trigger of the plan speaks of failures at the connection limit and of an error rate in one breath. Both readings are held to 5 %: this gate for all requests, `connection-failures` for attempts to connect.",
      signal: "error-rate",
      hold: { above: "5 %" },
      rollback: { above: "5 %" },
      minimumSamples: 1000,
      noData: "hold",
    },
    "connection-failures": {
      kind: "limit",
      title: "At most 5 % of connections are refused",
      description: "Streams live long and are opened rarely: half of the hold with an answer is enough.",
      signal: "connection-failures",
      hold: { above: "5 %" },
      rollback: { above: "5 %" },
      minimumSamples: 20,
      minimumCoverage: "50 %",
      noData: "hold",
    },
    "auth-bypass": {
      kind: "limit",
      title: "Nobody gets past authentication",
      description: "One request is enough to go back; the gate is judged over the whole hold.",
      signal: "auth-bypass",
      hold: { above: 0 },
      rollback: { above: 0 },
      badStreak: "1m",
      noData: "hold",
    },
    "https-violations": {
      kind: "limit",
      title: "HTTPS is enforced for every request",
      signal: "https-violations",
      hold: { above: 0 },
      noData: "hold",
    },
    "connections-100": {
      kind: "limit",
      title: "100 connections are open at once",
      signal: "connections",
      hold: { below: 100 },
      noData: "hold",
    },
    "connections-500": {
      kind: "limit",
      title: "500 connections are open at once",
      description:
        "500 is the configured maximum of a pod and the least that must be carried (500+), so the alert at 80 % is expected to fire during this test.",
      signal: "connections",
      hold: { below: 500 },
      noData: "hold",
    },
    "no-critical-alerts": {
      kind: "alerts-quiet",
      title: "No critical alert for 24 hours",
      severities: ["critical"],
      quietFor: "24h",
      noData: "hold",
    },
    "transport-works": {
      kind: "probe",
      title: "Stream, tools, capabilities and health answer",
      probes: ["sse-stream", "tools-list", "tools-call", "capabilities", "health"],
    },
    "access-controlled": {
      kind: "probe",
      title: "No token and the wrong scope are refused",
      probes: ["anonymous-refused", "scope-enforced"],
    },
    "https-enforced": { kind: "probe", title: "Plain HTTP is redirected to HTTPS", probes: ["https-redirect"] },
    "stdio-works": { kind: "probe", title: "STDIO still answers", probes: ["stdio-tools-list"] },
    "s12-configured": { kind: "checklist", title: "S12 is configured", tasks: ["s12-configuration"] },
    "s12-integrated": { kind: "checklist", title: "All S12 entities answer over HTTP+SSE", tasks: ["s12-integration"] },
    "s12-secured": { kind: "checklist", title: "Security controls of S12 are verified", tasks: ["s12-security"] },
    "s12-documented": { kind: "checklist", title: "S12 is documented", tasks: ["s12-documentation"] },
    "sdks-published": { kind: "checklist", title: "Both SDKs are published", tasks: ["typescript-sdk", "python-sdk"] },
    "examples-published": { kind: "checklist", title: "The examples are published", tasks: ["client-examples"] },
    "load-test-ready": { kind: "checklist", title: "The load test can start", tasks: ["load-test-infrastructure"] },
    "targets-met": {
      kind: "checklist",
      title: "All targets are met and overload degrades gracefully",
      items: [
        {
          text: "With 1000 connections and more, those beyond the limit are refused and the open ones keep working",
          owner: "performance-team",
        },
      ],
      tasks: ["performance-benchmarks"],
    },
    optimized: { kind: "checklist", title: "The performance report is delivered", tasks: ["optimization"] },
    reliable: { kind: "checklist", title: "Drops, restarts and partitions are survived", tasks: ["reliability-testing"] },
    "rollback-rehearsed": {
      kind: "checklist",
      title: "The rollback was tried in staging",
      items: [{ text: "From the decision to the verified end, the rollback took less than 15 minutes", owner: "devops-team" }],
    },
    "production-prepared": {
      kind: "checklist",
      title: "Configuration and monitoring of production are ready",
      tasks: ["production-configuration", "monitoring-and-alerting"],
    },
    "production-readiness": {
      kind: "checklist",
      title: "Ready for production",
      items: [
        { text: healthMonitored, owner: "sre-team" },
        { text: securityAudit, owner: "security-review" },
        { text: loadTested, owner: "performance-team" },
        { text: rollbackProven, owner: "devops-team" },
        { text: onCallRunbook, owner: "sre-team" },
      ],
    },
    "go-no-go": {
      kind: "approval",
      title: "Go for production",
      by: ["framework-architect", "engineering-director"],
      count: 2,
      meeting: "Go/No-Go meeting in week 4",
    },
    "no-customer-incidents": {
      kind: "checklist",
      title: "No customer was hit",
      items: [{ text: "Zero incidents with impact on customers since the canary began", owner: "release-manager" }],
    },
    launched: {
      kind: "checklist",
      title: "Rolled out, announced and documented",
      tasks: ["deployment-execution", "documentation-finalization"],
    },
    adopted: {
      kind: "checklist",
      title: "Adopted after 90 days",
      items: [
        { text: deployments, owner: "devrel-team" },
        { text: integrations, owner: "devrel-team" },
        { text: feedback, owner: "devrel-team" },
      ],
    },
  },
  alerts: {
    KoanMcpAuthBypass: {
      when: { kind: "gate", gate: "auth-bypass", limit: "rollback" },
      for: "1m",
      severity: "critical",
      action: "rollback",
      summary: "A request got past authentication on the HTTP+SSE transport.",
      response: "Roll back at once, then find the entity on the drill-down panel and keep its logs for the security review.",
      escalation: "security-review",
    },
    KoanMcpErrorRateHigh: {
      when: { kind: "gate", gate: "error-rate", limit: "rollback" },
      severity: "critical",
      action: "rollback",
      summary: "More than 5 % of HTTP+SSE requests fail.",
      response: "Roll back, then look at which endpoint fails and since when.",
      escalation: "sre-team",
    },
    KoanMcpConnectionFailures: {
      when: { kind: "gate", gate: "connection-failures", limit: "rollback" },
      severity: "critical",
      action: "rollback",
      summary: "More than 5 % of SSE connections are refused at the limit.",
      response: "Roll back; before the next attempt raise the limit as far as the load test allows, or add pods.",
      escalation: "sre-team",
    },
    KoanMcpMemoryLeak: {
      when: { kind: "gate", gate: "memory-per-connection", limit: "rollback" },
      severity: "critical",
      action: "rollback",
      summary: "A connection holds more than 10 MB of memory.",
      response: "Take a memory dump of one pod, then roll back.",
      escalation: "performance-team",
    },
    KoanMcpLatencyHigh: {
      when: { kind: "gate", gate: "request-latency" },
      severity: "warning",
      action: "pause",
      summary: "The p95 from request to SSE event is above 100 ms.",
      response: "Stay on the stage; look at the latency by method and at the load of the pods.",
      escalation: "performance-team",
    },
    KoanMcpConnectionLimitNear: {
      when: { kind: "limit", signal: "connection-usage", bound: { above: "80 %" } },
      severity: "warning",
      action: "pause",
      summary: "More than 80 % of the allowed SSE connections are in use.",
      response: "Stay on the stage; check that the autoscaler adds pods, and raise the limit only as far as the load test went.",
      escalation: "devops-team",
    },
    KoanMcpSessionTimeouts: {
      when: { kind: "limit", signal: "session-timeouts", bound: { above: "10 %" }, minimumSamples: 20 },
      for: "15m",
      severity: "warning",
      action: "investigate",
      summary: "More than 10 % of sessions end by timeout.",
      response:
        "Compare the heartbeat interval with the timeouts of the proxies in between. The plan asks to watch timeouts and gives no number; 10 % is ours until the load test gives a better one.",
      escalation: "sre-team",
    },
    KoanMcpAuthFailures: {
      when: { kind: "limit", signal: "auth-failures", bound: { above: "20 %" }, minimumSamples: 20 },
      for: "15m",
      severity: "warning",
      action: "investigate",
      summary: "More than 20 % of token checks fail.",
      response:
        "Tell expired tokens from guessing; ask the identity provider for its status. The plan asks to track this rate and gives no number; 20 % is ours.",
      escalation: "security-review",
    },
    KoanMcpHttpsViolation: {
      when: { kind: "gate", gate: "https-violations" },
      for: "1m",
      severity: "critical",
      action: "pause",
      summary: "A request was served over plain HTTP although HTTPS is enforced.",
      response: "Find the way in that bypasses the proxy, close it, and revoke the tokens that came through it.",
      escalation: "security-review",
    },
  },
  probes: {
    "sse-stream": {
      kind: "http",
      title: "Open the stream",
      proves: "The transport is on and the proxy does not buffer: the first event comes at once",
      url: "https://{host}/mcp/sse",
      headers: { Accept: "text/event-stream", ...toCandidate },
      bearerToken: "KOAN_MCP_TOKEN",
      timeout: "5s",
      expect: { status: [200], bodyIncludes: "event:" },
    },
    "tools-list": {
      kind: "json-rpc",
      title: "List the tools",
      proves: "A request sent over HTTP is answered on the stream of its session",
      url: "https://{host}/mcp/sse",
      transport: "sse",
      method: "tools/list",
      headers: toCandidate,
      bearerToken: "KOAN_MCP_TOKEN",
      expect: [{ path: "result.tools", expect: { exists: true } }],
    },
    "tools-call": {
      kind: "json-rpc",
      title: "Call a tool",
      proves: "An operation of an S12 entity works with scope `clinical:operations`; repeat it with the tools of every entity",
      url: "https://{host}/mcp/sse",
      transport: "sse",
      method: "tools/call",
      params: { name: "trial-site.collection", arguments: {} },
      headers: toCandidate,
      bearerToken: "KOAN_MCP_TOKEN",
      // A tool that fails says so in its result; one that went well need not say anything.
      expect: [
        { path: "result", expect: { exists: true } },
        { path: "result.isError", expect: { oneOf: [false, null] } },
      ],
    },
    capabilities: {
      kind: "http",
      title: "Read the capabilities",
      proves: "Tooling can discover what the server offers",
      url: "https://{host}/mcp/capabilities",
      headers: toCandidate,
      bearerToken: "KOAN_MCP_TOKEN",
      expect: { status: [200], bodyIncludes: "tools" },
    },
    health: {
      kind: "http",
      title: "Ask for health",
      proves: "The transport reports to the health aggregator",
      url: "https://{host}/health",
      headers: toCandidate,
      expect: { status: [200] },
    },
    "anonymous-refused": {
      kind: "http",
      title: "Knock without a token",
      proves: "Nobody gets in without authentication",
      url: "https://{host}/mcp/sse",
      headers: toCandidate,
      expect: { status: [401] },
    },
    "scope-enforced": {
      kind: "json-rpc",
      title: "Call a tool without its scope",
      proves: "A valid token without `clinical:operations` is not enough",
      url: "https://{host}/mcp/sse",
      transport: "sse",
      method: "tools/call",
      params: { name: "trial-site.collection", arguments: {} },
      headers: toCandidate,
      bearerToken: "KOAN_MCP_NARROW_TOKEN",
      expect: [{ path: "error.code", expect: { exists: true } }],
    },
    "https-redirect": {
      kind: "http",
      title: "Come by plain HTTP",
      proves: "HTTPS is enforced",
      url: "http://{host}/mcp/capabilities",
      expect: { status: [301, 307, 308] },
    },
    "stdio-tools-list": {
      kind: "command",
      title: "List the tools over STDIO",
      proves: "The transport that callers fall back to works",
      command:
        "npx @modelcontextprotocol/inspector --cli dotnet run --project samples/S12.MedTrials/S12.MedTrials.csproj --method tools/list",
      timeout: "2m",
      expect: { outputIncludes: '"tools"' },
    },
  },

  ladders: {
    development: {
      namespace: "koan",
      host: "mcp.dev.koan.dev",
      valuesFiles: ["values-development.yaml"],
      values: { [transport]: false, [stdio]: true, [requireAuthentication]: false, [autoscaling]: true },
      stages: [
        {
          name: "before",
          title: "S12.MedTrials answers over STDIO only",
          description: "No reference implementation exists yet.",
        },
        {
          name: "s12-configuration",
          title: "Phase 1: S12 is configured",
          description: "Development has no ramp: the sample takes all requests as soon as the transport is on.",
          levers: {
            weight: 100,
            values: {
              [transport]: true,
              [enableCors]: true,
              [allowedOrigins]: "http://localhost:3000",
              [capabilityEndpoint]: true,
            },
            tasks: ["s12-configuration"],
          },
          gates: ["s12-configured"],
          procedures: ["configure-s12"],
        },
        {
          name: "s12-integration",
          title: "Phase 1: integration is validated",
          levers: { tasks: ["s12-integration"] },
          gates: ["transport-works", "stdio-works", "s12-integrated"],
          procedures: ["verify-transport"],
        },
        {
          name: "s12-security",
          title: "Phase 1: security is validated",
          description: "Anonymous mode was in use until here; from here on tokens are asked for.",
          levers: { values: { [requireAuthentication]: true }, tasks: ["s12-security"] },
          gates: ["access-controlled", "s12-secured"],
        },
        {
          name: "s12-documentation",
          title: "Phase 1: S12 is documented",
          levers: { tasks: ["s12-documentation"] },
          gates: ["s12-documented"],
        },
        {
          name: "client-sdks",
          title: "Phase 2: SDKs are built and published",
          levers: { tasks: ["typescript-sdk", "python-sdk"] },
          gates: ["sdks-published"],
        },
        {
          name: "client-examples",
          title: "Phase 2: examples are published",
          levers: { tasks: ["client-examples"] },
          gates: ["examples-published"],
        },
        {
          name: "done",
          title: "Phases 1 and 2 are done",
          levers: { canary: "absent", primary: "candidate" },
        },
      ],
    },
    staging: {
      namespace: "koan",
      host: "mcp.staging.koan.dev",
      valuesFiles: ["values-staging.yaml"],
      values: { [transport]: false, [stdio]: true, [requireAuthentication]: true, [autoscaling]: true, [connectionLimit]: 500 },
      entry: [{ environment: "development", stage: "done", note: "Phases 1 and 2 come first" }],
      stages: [
        { name: "before", title: "S12 is not in the cluster yet" },
        {
          name: "deploy",
          title: "Phase 3: S12 runs on Kubernetes, load can be made",
          description: "The candidate takes all requests: a load test of a tenth would test a tenth.",
          levers: {
            weight: 100,
            values: { [transport]: true, [capabilityEndpoint]: true },
            tasks: ["load-test-infrastructure"],
          },
          gates: ["load-test-ready", "transport-works"],
          procedures: ["verify-transport"],
        },
        {
          name: "load-100",
          title: "Phase 3: 100 connections at once",
          description: "The plan gives no length; half an hour is enough for 60 evaluations of each rule.",
          levers: { tasks: ["performance-benchmarks"] },
          hold: "30m",
          gates: ["connections-100", ...underLoad],
          procedures: ["load-test"],
        },
        {
          name: "load-500",
          title: "Phase 3: 500 connections at once, the configured maximum",
          levers: { tasks: ["performance-benchmarks"] },
          hold: "1h",
          gates: ["connections-500", ...underLoad],
          procedures: ["load-test"],
        },
        {
          name: "overload-1000",
          title: "Phase 3: 1000 connections and more, to see how it fails",
          description:
            "Connections beyond the limit are meant to be refused, so `KoanMcpConnectionFailures` fires here and calls for nothing.",
          levers: { tasks: ["performance-benchmarks"] },
          hold: "30m",
          gates: ["request-latency", "memory-per-connection", "auth-bypass", "targets-met"],
          procedures: ["load-test"],
        },
        {
          name: "optimization",
          title: "Phase 3: bottlenecks are removed",
          levers: { tasks: ["optimization"] },
          gates: ["optimized"],
        },
        {
          name: "reliability",
          title: "Phase 3: failures are provoked",
          levers: { tasks: ["reliability-testing"] },
          gates: ["reliable", "https-enforced", "access-controlled"],
        },
        {
          name: "rollback-rehearsal",
          title: "The rollback is tried",
          description: "The same switch as in production is turned off, against the clock.",
          levers: { values: { [transport]: false } },
          gates: ["stdio-works", "rollback-rehearsed"],
          procedures: ["rehearse-rollback"],
        },
        {
          name: "done",
          title: "Phase 3 is done: capacity is known",
          levers: { canary: "absent", primary: "candidate", values: { [transport]: true } },
        },
      ],
    },
    production: {
      namespace: "koan",
      host: "mcp.koan.dev",
      valuesFiles: ["values-production.yaml"],
      values: { [transport]: false, [stdio]: true, [requireAuthentication]: true, [autoscaling]: true },
      entry: [{ environment: "staging", stage: "done", note: "Capacity, reliability and rollback are proven there" }],
      window: "working-hours",
      stages: [
        { name: "before", title: "The transport is not configured" },
        {
          name: "configured",
          title: "Phase 4: configured and monitored, transport off",
          description: "The last stage without traffic. Going back from the ramp leads here, by one boolean.",
          levers: {
            values: {
              [enableCors]: true,
              [allowedOrigins]: "https://koan.dev",
              [connectionLimit]: 500,
              [capabilityEndpoint]: true,
            },
            tasks: ["production-configuration", "monitoring-and-alerting"],
          },
          gates: ["production-prepared", "production-readiness", "stdio-works", "go-no-go"],
        },
        {
          name: "canary-10",
          title: "Phase 4: a tenth of the traffic",
          description:
            "Monitored for 24 hours. A weight divides single requests, but a stream and the requests of its session must reach the same side: the candidate sets the cookie `koan-mcp-side=always` when it opens a stream, and the route honours it. Nine of ten first requests reach a side without the transport and get a 404.",
          levers: {
            weight: 10,
            match: { cookie: "koan-mcp-side" },
            values: { [transport]: true },
            tasks: ["deployment-execution"],
          },
          hold: "24h",
          gates: [...inProduction],
          procedures: ["verify-transport", "switch-off-now"],
        },
        {
          name: "canary-25",
          title: "Phase 4: a quarter of the traffic",
          description:
            "The plan gives three days for the whole ramp and no length for this stage: 24 hours at a tenth leave a morning for this one and an afternoon for the next.",
          levers: { weight: 25, tasks: ["deployment-execution"] },
          hold: "4h",
          gates: [...inProduction],
          procedures: ["switch-off-now"],
        },
        {
          name: "canary-50",
          title: "Phase 4: half of the traffic",
          levers: { weight: 50, tasks: ["deployment-execution"] },
          hold: "4h",
          gates: [...inProduction],
          procedures: ["switch-off-now"],
        },
        {
          name: "full",
          title: "Phase 4: all traffic, announced and documented",
          description: "Held for the two days that finishing the documentation takes.",
          levers: { weight: 100, match: null, tasks: ["deployment-execution", "documentation-finalization"] },
          hold: "48h",
          gates: [...inProduction, "launched"],
          procedures: ["announce", "switch-off-now"],
        },
        {
          name: "adoption",
          title: "90 days after the launch",
          description:
            "The goals of adoption are judged after 90 days. Prometheus must keep the recorded series that long, or the gates on them answer unknown.",
          levers: { canary: "absent", primary: "candidate" },
          hold: "90d",
          gates: ["error-rate", "auth-bypass", "adopted"],
        },
        { name: "done", title: "The transport is adopted" },
      ],
    },
  },
  rollback: {
    triggers: [
      { text: "A bypass of authentication is detected", gate: "auth-bypass", alert: "KoanMcpAuthBypass" },
      { text: "Connections fail at the limit: more than 5 %", gate: "connection-failures", alert: "KoanMcpConnectionFailures" },
      { text: "The error rate is above 5 %", gate: "error-rate", alert: "KoanMcpErrorRateHigh" },
      { text: "Memory leaks: more than 10 MB per connection", gate: "memory-per-connection", alert: "KoanMcpMemoryLeak" },
      { text: "A critical security vulnerability is found, by the automated scan or by anybody" },
    ],
    objective: {
      within: "15m",
      because: "Only configuration changes; no image is built",
      validation: "The rollback is tried in staging, in stage `rollback-rehearsal`",
    },
    levels: [
      {
        title: "Turn the transport off",
        blastRadius: "environment",
        when: "Any trigger is met",
        steps: [
          {
            text: "Set `EnableHttpSseTransport: false` in the configuration: the rollback to the last stage without traffic does it.",
            snippet: {
              language: "yaml",
              file: "values.yaml",
              content: "appsettings:\n  Koan:\n    Mcp:\n      EnableHttpSseTransport: false\n",
            },
          },
          backTo("development", "before"),
          backTo("staging", "before"),
          backTo("production", "configured"),
          {
            text: "Deploy the change by a rolling update.",
            command: "kubectl -n koan rollout status deployment/koan-mcp-canary --timeout=10m",
          },
          { text: "Verify that the STDIO transport still works.", probes: ["stdio-tools-list"] },
        ],
        notSafeFor: [{ subject: "Callers with an open SSE session", reason: "The session ends; without STDIO they have no other way in" }],
        verify: ["stdio-tools-list"],
      },
    ],
    afterwards: [
      { text: "Tell the stakeholders of the incident." },
      { text: "Find the root cause within 24 hours." },
      { text: "Fix it, add what the validation had missed, and deploy again." },
    ],
  },

  contacts: {
    "framework-team": {
      role: "Framework Team",
      reach: [{ kind: "slack", address: "#koan-mcp" }],
      duty: "Reference implementation; its lead is to own phase 1",
    },
    "security-review": { role: "Security Review", duty: "Security validation and audit" },
    "client-tools-team": { role: "Client Tools Team", duty: "TypeScript and Python SDKs" },
    "devrel-team": { role: "DevRel Team", duty: "Examples, community" },
    "devops-team": { role: "DevOps Team", duty: "Staging, load-test infrastructure, production configuration" },
    "performance-team": { role: "Performance Team", duty: "Benchmarks and optimization" },
    "qa-team": { role: "QA Team", duty: "Reliability testing" },
    "sre-team": { role: "SRE Team", level: 1, duty: "Monitoring, alerting, on-call" },
    "release-manager": { role: "Release Manager", level: 2, duty: "Runs the ramp in production" },
    "documentation-team": { role: "Documentation Team", duty: "Framework docs, deployment guide, video" },
    "framework-architect": { role: "Framework Architect", level: 3, duty: "Owns the decision" },
    "engineering-director": { role: "Engineering Director", level: 4, duty: "Accountable" },
  },
  scope: {
    covers: ["Rollout of the HTTP+SSE transport of Koan.Mcp: the way, the validation it needs, and what counts as success"],
    target: ["HTTP+SSE in production for everybody, with STDIO beside it"],
    done: [
      "Core: `HttpSseTransport`, `SessionManager`, `RpcBridge` and the `ServerSentEvent` primitives are complete",
      "Security: authentication by environment, OAuth scopes and HTTPS enforcement are in operation",
      "Configuration: `McpServerOptions` with overrides per entity is complete",
      "Observability: health reporting, structured logging and capability discovery are integrated",
      "Documentation: proposal and how-to guide are complete",
      "Features for Phase 2 are complete (the phases of the proposal, not the four of this rollout)",
      "The security model is validated: scopes are resolved from several claims",
      "Nothing needs configuring to start: auto-registration works",
    ],
    open: [
      "A reference implementation in production is missing",
      "Client SDKs are documented, not packaged",
      "Load tests are still to be run",
    ],
    outOfScope: [
      { text: "A WebSocket transport", reason: "Planned after the launch, as Phase 3 of the proposal" },
      { text: "Moving to an integrated StreamJsonRpc", reason: "A refactoring after the launch" },
    ],
  },
  architecture: {
    parts: {
      remote: { title: "Remote caller", note: "TypeScript or Python SDK, IDE, browser" },
      local: { title: "Local caller" },
      proxy: { title: "Reverse proxy", note: "Nginx or Envoy; terminates HTTPS, divides sessions" },
      stable: { title: "koan-mcp-stable", note: "Transport off" },
      canary: { title: "koan-mcp-canary", note: "HttpSseTransport, SessionManager, RpcBridge" },
      idp: { title: "OAuth provider" },
      observability: { title: "Prometheus and Grafana" },
    },
    flows: [
      { from: "remote", to: "idp", label: "bearer token" },
      { from: "remote", to: "proxy", label: "GET /mcp/sse, POST /mcp/rpc" },
      { from: "proxy", to: "canary", label: "the stage's share" },
      { from: "proxy", to: "stable", label: "the rest" },
      { from: "local", to: "stable", label: "STDIO" },
      { from: "canary", to: "observability", label: "connections, latency, health" },
    ],
  },
  compatibility: {
    rows: [
      { caller: "Local caller over STDIO", during: "As before, in all stages", notes: "The way back for everybody" },
      {
        caller: "Remote caller whose session falls to the candidate",
        during: "HTTP+SSE; the answer to `POST /mcp/rpc` comes as an event of its stream",
        notes: "Must keep the cookie `koan-mcp-side`, or its requests may reach the side that has no such session",
      },
      {
        caller: "Remote caller whose first request falls to the stable side",
        during: "404 on `/mcp/sse`",
        notes: "The SDKs try again with backoff; until `full` they must count on this",
      },
    ],
    rules: [
      "No caller is moved off STDIO by this rollout",
      "Pods share no sessions: where the candidate has more than one, the proxy must keep a caller on its pod, by a hash of the bearer token for example",
    ],
  },
  invariants: [
    {
      text: "STDIO stays on in every stage",
      reason: "The rollback leaves callers nothing else",
      values: { [stdio]: true },
      probes: ["stdio-tools-list"],
    },
    {
      text: "Autoscaling is on from the first day",
      reason: "Bottlenecks under real load are a known risk",
      values: { [autoscaling]: true },
    },
  ],
  procedures: {
    "configure-s12": {
      title: "Configure HTTP+SSE in S12.MedTrials",
      use: "routine",
      steps: [
        {
          text: "Put the settings into the development configuration of the sample.",
          snippet: {
            language: "json",
            file: "appsettings.Development.json",
            content:
              '{\n  "Koan": {\n    "Mcp": {\n      "EnableHttpSseTransport": true,\n      "RequireAuthentication": false,\n      "EnableCors": true,\n      "AllowedOrigins": ["http://localhost:3000"],\n      "PublishCapabilityEndpoint": true\n    }\n  }\n}\n',
          },
        },
      ],
    },
    "verify-transport": {
      title: "Verify the transport from outside",
      use: "investigate",
      steps: [
        { text: "Open a stream with `GET /mcp/sse`.", probes: ["sse-stream"] },
        { text: "List and call tools over it.", probes: ["tools-list", "tools-call"] },
        { text: "Read capabilities and health.", probes: ["capabilities", "health"] },
      ],
    },
    "load-test": {
      title: "Load the transport",
      description: "With k6 or Locust, against staging only.",
      use: "routine",
      steps: [
        { text: "Start the scenario of the next stage: steady concurrent connections, then bursts." },
        { text: "Wait until the panel of active connections shows its number, then merge the step: the hold counts from there." },
        { text: "Keep the load until the gates are judged; note latency, memory per connection and what the heartbeats cost." },
      ],
    },
    "rehearse-rollback": {
      title: "Rehearse the rollback",
      use: "routine",
      steps: [
        { text: "Start a clock and merge the step to `rollback-rehearsal`; it turns off the same switch as rollback level 1." },
        { text: "Verify that STDIO answers, stop the clock and write the time into the ledger.", probes: ["stdio-tools-list"] },
      ],
    },
    announce: {
      title: "Announce the transport",
      use: "routine",
      steps: [
        { text: "Publish the release notes of framework v0.7.0." },
        { text: "Announce it in the community channels: Discord, Twitter, LinkedIn." },
        { text: "Bring the docs at koan.dev up to date and show the demo on YouTube." },
      ],
    },
    "switch-off-now": {
      title: "Turn the transport off past Git",
      description: "The fastest way back, for when a pull request takes too long.",
      use: "break-glass",
      steps: [
        {
          text: "Override the setting in the cluster; follow with the rollback pull request, or it comes back with the next sync.",
          command:
            "kubectl -n koan set env deployment/koan-mcp-canary Koan__Mcp__EnableHttpSseTransport=false\nkubectl -n koan rollout status deployment/koan-mcp-canary --timeout=10m",
        },
      ],
    },
  },
  tasks: {
    "s12-configuration": {
      title: "S12 configuration update",
      owner: "framework-team",
      duration: "1d",
      items: [
        { text: "HTTP+SSE settings stand in `appsettings.Development.json`" },
        { text: "CORS lets localhost in, for tests" },
        { text: "The capability endpoint is on" },
        { text: "How to authenticate is written down (OAuth test tokens)" },
      ],
    },
    "s12-integration": {
      title: "Integration validation",
      owner: "framework-team",
      duration: "1d",
      items: [
        { text: "An SSE stream opens (`GET /mcp/sse`)" },
        { text: "`tools/list` answers as JSON-RPC over HTTP" },
        { text: "`tools/call` works for every operation of every S12 entity" },
        { text: "The capability discovery endpoint answers correctly" },
        { text: "Health metrics are published" },
      ],
      acceptance: "Every MCP entity of S12 can be reached over HTTP+SSE",
    },
    "s12-security": {
      title: "Security validation",
      owner: "security-review",
      duration: "1d",
      items: [
        { text: "Anonymous mode tested (development)" },
        { text: "Authenticated mode tested (OAuth bearer tokens)" },
        { text: "Scopes are enforced (`clinical:operations`)" },
        { text: "Authentication overrides per entity tested" },
        { text: "HTTPS is enforced in production mode" },
      ],
      acceptance: "Each security control does what its specification says",
    },
    "s12-documentation": {
      title: "Documentation update",
      owner: "framework-team",
      duration: "0.5d",
      items: [
        { text: "The S12 README tells how to use HTTP+SSE" },
        { text: "Examples for curl and Postman are there" },
        { text: "The way to authenticate is described" },
        { text: "A section on troubleshooting is there" },
      ],
    },
    "typescript-sdk": {
      title: "TypeScript client SDK",
      owner: "client-tools-team",
      duration: "3d",
      items: [
        { text: "`KoanMcpClient` of the proposal is a package of its own" },
        { text: "Every MCP message has a TypeScript type" },
        { text: "An EventSource polyfill serves Node.js" },
        { text: "Helpers for authentication (OAuth flow)" },
        { text: "Unit tests against a mock SSE server" },
        { text: "Published on NPM as `@koan/mcp-client`" },
      ],
      acceptance: "The NPM package can be installed, is documented and tested",
    },
    "python-sdk": {
      title: "Python client SDK",
      owner: "client-tools-team",
      duration: "3d",
      items: [
        { text: "The reference client is the package `koan-mcp-client`" },
        { text: "Type hints (Python 3.10+)" },
        { text: "Works in synchronous and asynchronous programs" },
        { text: "Retries with backoff" },
        { text: "A pytest suite" },
        { text: "Published on PyPI" },
      ],
      acceptance: "The PyPI package can be installed, is documented and tested",
    },
    "client-examples": {
      title: "Client examples repository",
      owner: "devrel-team",
      duration: "2d",
      items: [
        { text: "The repository `koan-mcp-examples` exists" },
        { text: "TypeScript in the browser (React/Vue)" },
        { text: "A command line tool in Python" },
        { text: "Middleware for Express on Node.js" },
        { text: "Ways to authenticate are documented" },
      ],
    },
    "load-test-infrastructure": {
      title: "Load testing infrastructure",
      owner: "devops-team",
      duration: "1d",
      items: [
        { text: "S12 runs in staging (Kubernetes)" },
        { text: "Horizontal pod autoscaling is configured" },
        { text: "A load generator is set up (k6 or Locust)" },
        { text: "Scenarios are defined (concurrent connections, bursts of traffic)" },
      ],
    },
    "performance-benchmarks": {
      title: "Performance benchmarks",
      owner: "performance-team",
      duration: "2d",
      items: [
        { text: "100 concurrent SSE connections" },
        { text: "500 concurrent connections (configured maximum)" },
        { text: "1000 connections and more (1000+), to see how it fails" },
        { text: "Latency from request to SSE event measured (target: p95 below 100 ms)" },
        { text: "Memory per connection measured (target: below 5 MB)" },
        { text: "Cost of heartbeats at scale tested" },
      ],
      acceptance: "Every target is met; overload is seen to degrade gracefully",
    },
    optimization: {
      title: "Optimization pass",
      owner: "performance-team",
      duration: "2d",
      items: [
        { text: "Memory allocation is profiled" },
        { text: "JSON serialization is faster where it matters" },
        { text: "Sizes of channel buffers are reviewed" },
        { text: "Heartbeat intervals are tuned for production" },
        { text: "Connections are pooled, if that is needed" },
      ],
      deliverable: "A performance report that recommends what to do",
    },
    "reliability-testing": {
      title: "Reliability testing",
      owner: "qa-team",
      duration: "1d",
      items: [
        { text: "Connections drop (the client disconnects)" },
        { text: "The server restarts with sessions open" },
        { text: "A network partition heals" },
        { text: "Sessions time out as they should" },
        { text: "The redirect to HTTPS is enforced" },
      ],
    },
    "production-configuration": {
      title: "Production configuration",
      owner: "devops-team",
      duration: "1d",
      items: [
        { text: "A template of the production appsettings" },
        { text: "Required environment variables are documented" },
        { text: "OAuth client credentials exist (production IdP)" },
        { text: "CORS lets approved origins in" },
        { text: "Connection limits follow from the load tests" },
        { text: "The capability endpoint is on, with access control" },
      ],
    },
    "monitoring-and-alerting": {
      title: "Monitoring and alerting",
      owner: "sre-team",
      duration: "1d",
      items: [
        { text: "Grafana dashboards (active connections, latency)" },
        { text: "Alerts at the threshold of the connection limit (80 %)" },
        { text: "Session timeouts are watched" },
        { text: "The rate of failed authentications is tracked" },
        { text: "Violations of HTTPS enforcement raise an alert" },
      ],
    },
    "deployment-execution": {
      title: "Deployment execution",
      owner: "release-manager",
      duration: "3d",
      items: [
        { text: "Canary deployed (10 % of traffic)" },
        { text: "Monitored for 24 hours" },
        { text: "Rolled out step by step (25 % → 50 % → 100 %)" },
        { text: "Framework release notes updated (v0.7.0)" },
        { text: "Announced in community channels" },
      ],
      acceptance: "Zero incidents with impact on customers",
    },
    "documentation-finalization": {
      title: "Documentation finalization",
      owner: "documentation-team",
      duration: "2d",
      items: [
        { text: "Main framework docs updated (koan.dev)" },
        { text: "Deployment guide published" },
        { text: "HTTP+SSE is on the MCP integration page" },
        { text: "Troubleshooting runbook written" },
        { text: "Demo video recorded (a walkthrough of 5 minutes)" },
      ],
    },
  },
  phases: [
    {
      title: "Reference implementation (week 1)",
      objective: "Prove the transport end to end in the sample S12.MedTrials.",
      tasks: ["s12-configuration", "s12-integration", "s12-security", "s12-documentation"],
      milestone: "The S12 sample speaks HTTP+SSE in full, with authentication validated",
      due: "End of week 1",
      communication: {
        internal: ["Standup every day", "Slack channel #koan-mcp"],
        external: ["Nothing: validation is internal"],
      },
    },
    {
      title: "SDKs for clients (week 2)",
      objective: "Reference clients for TypeScript and Python as packages on NPM and PyPI.",
      tasks: ["typescript-sdk", "python-sdk", "client-examples"],
      milestone: "Official SDKs are published on NPM and PyPI",
      due: "End of week 2",
      communication: {
        internal: ["Review meeting for the SDKs", "Demo for stakeholders"],
        external: ["The SDKs are announced on the community Discord"],
      },
    },
    {
      title: "Performance and scale (week 3)",
      objective: "Know the capacity for production under load, and remove bottlenecks.",
      tasks: ["load-test-infrastructure", "performance-benchmarks", "optimization", "reliability-testing"],
      milestone: "Capacity for production is validated and performance targets are met",
      due: "End of week 3",
      communication: {
        internal: ["Performance report to leadership"],
        external: ["Blog post “HTTP+SSE Performance Benchmarks”"],
      },
    },
    {
      title: "Production (week 4)",
      objective: "Bring the transport to production, monitored and with a rollback plan.",
      tasks: ["production-configuration", "monitoring-and-alerting", "deployment-execution", "documentation-finalization"],
      milestone: "HTTP+SSE is in production, monitored and documented",
      due: "End of week 4",
      communication: {
        internal: ["Go/No-Go meeting", "Preparation of the incident response"],
        external: [
          "Release notes (v0.7.0)",
          "Announcement on Twitter and LinkedIn",
          "Framework docs updated (koan.dev)",
          "Community demo (YouTube)",
        ],
      },
    },
  ],
  exitCriteria: [
    {
      title: "Technical validation",
      items: [
        {
          text: "All S12 entities can be reached over HTTP+SSE (ticked in the plan, although its phase 1 has yet to prove it)",
          done: true,
          gate: "s12-integrated",
        },
        { text: "500 concurrent connections and more are supported (500+)", gate: "connections-500" },
        { text: "Latency from request to SSE event has a p95 below 100 ms", gate: "request-latency" },
        { text: "A connection needs less than 5 MB of memory", gate: "memory-per-connection" },
        { text: "Zero bypasses of authentication", gate: "auth-bypass" },
        { text: "HTTPS enforcement is in operation", gate: "https-enforced", probes: ["https-redirect"] },
      ],
    },
    {
      title: "Developer experience",
      items: [
        { text: "The TypeScript SDK is on NPM", gate: "sdks-published" },
        { text: "The Python SDK is on PyPI", gate: "sdks-published" },
        { text: "Documentation is complete and has examples", gate: "launched" },
        { text: "A new developer gets from setup to the first API call in less than 15 minutes" },
        { text: "Capability discovery works: tooling can introspect", probes: ["capabilities"] },
      ],
    },
    {
      title: "Production readiness",
      items: [
        { text: healthMonitored, gate: "production-readiness", probes: ["health"] },
        { text: securityAudit, gate: "production-readiness" },
        { text: loadTested, gate: "production-readiness" },
        { text: rollbackProven, gate: "rollback-rehearsed" },
        { text: onCallRunbook, gate: "production-readiness" },
      ],
    },
    {
      title: "Adoption, 90 days after the launch",
      items: [
        { text: deployments, gate: "adopted" },
        { text: integrations, gate: "adopted" },
        { text: "Less than 5 % of requests on HTTP+SSE endpoints fail", gate: "error-rate" },
        { text: feedback, gate: "adopted" },
      ],
    },
  ],
  troubleshooting: [
    {
      symptom: "`POST /mcp/rpc` is accepted but no event arrives on the stream",
      causes: [
        {
          cause: "Stream and request reached different sides or pods",
          explanation: "The caller drops the cookie `koan-mcp-side`, or the proxy does not keep it on its pod",
        },
        { cause: "A proxy buffers the stream", explanation: "Buffering must be off for `text/event-stream`" },
      ],
      steps: [{ text: "Open a stream and watch for the first event.", probes: ["sse-stream"] }],
    },
    {
      symptom: "New streams are refused while open ones work",
      causes: [{ cause: "The connection limit is reached", explanation: "A pod takes 500; the alert comes at 80 % of it" }],
      steps: [{ text: "Check that the autoscaler adds pods.", command: "kubectl -n koan get hpa" }],
      alerts: ["KoanMcpConnectionLimitNear", "KoanMcpConnectionFailures"],
    },
  ],
  risks: [
    {
      title: "StreamJsonRpc is not mature for this",
      impact: "The dispatch loop written by hand may need care",
      mitigations: [
        "Write down how the bridge would be replaced",
        "Watch the releases of StreamJsonRpc for SSE",
        "Keep the dispatch logic apart, so that it is easily swapped",
      ],
    },
    {
      title: "The client SDKs are not taken up",
      impact: "Developers may build on wrong patterns",
      mitigations: ["Offer reference implementations", "Validate the SDKs in CI/CD", "Write a suite of integration tests"],
    },
    {
      title: "Performance in production",
      impact: "Real load may show bottlenecks nobody expected",
      mitigations: [
        "Start with careful connection limits",
        "Have autoscaling on from day 1",
        "Break the circuit when the service is degraded",
      ],
    },
    {
      title: "Security vulnerabilities",
      impact: "Authentication may be bypassed, or tokens leak",
      mitigations: ["Audit security before phase 4", "Limit the rate on all endpoints", "Scan for vulnerabilities automatically"],
    },
  ],
  dependencies: [
    { name: "Koan.Core", version: "v0.6.x", provides: "TimeProvider, KoanEnv, health aggregator", kind: "internal" },
    { name: "Koan.Web", version: "v0.6.x", provides: "WebStartupFilter, endpoint routing", kind: "internal" },
    { name: "Koan.Mcp", version: "v0.6.x", provides: "STDIO transport, entity registry", kind: "internal" },
    {
      name: "OAuth provider",
      provides: "Tokens: Auth0, Azure AD or IdentityServer",
      kind: "external",
      risk: "Setting up OAuth takes longer",
      fallback: "Use the OAuth test server (`.testoauth`)",
    },
    { name: "Reverse proxy", provides: "HTTPS termination: Nginx or Envoy", kind: "external" },
    { name: "Monitoring", provides: "Observability: Grafana and Prometheus", kind: "external" },
    {
      name: "Package registries",
      provides: "Distribution of the SDKs: NPM and PyPI",
      kind: "external",
      risk: "Publishing the SDKs takes longer",
      fallback: "Fall back to client examples written by hand",
    },
    {
      name: "Load test environment",
      provides: "Staging at production scale",
      kind: "internal",
      risk: "The environment is not ready",
      fallback: "Use Docker Compose on one machine, at a smaller scale",
    },
  ],
  decision: {
    record: "AI-0013",
    status: "Active",
    text: "HTTP+SSE goes to production in a rollout of 4 phases; validating a reference implementation, client tooling and proof of performance come before general availability.",
    decidedOn: "2025-09-24",
    effectiveOn: "2025-09-24",
    owner: "framework-architect",
    accountable: "engineering-director",
    consulted: ["security-review", "devops-team", "devrel-team"],
    informed: ["All of engineering", "Product stakeholders"],
  },
  actions: [
    {
      title: "At once (this week)",
      items: [
        "Name the owner of phase 1 (lead of the Framework Team)",
        "Schedule the sprint for the S12 integration",
        "Make a tracking board (GitHub Projects)",
        "Set up the staging environment for load tests",
      ],
    },
    {
      title: "Soon (weeks 2 and 3)",
      items: [
        "Find developers for the SDKs (TypeScript/Python)",
        "Reserve infrastructure for load tests",
        "Schedule the security audit",
        "Draft the release notes",
      ],
    },
    {
      title: "Later (after the launch)",
      items: [
        "Watch the metrics of adoption",
        "Collect what the community says",
        "Plan a WebSocket transport (Phase 3 of the proposal)",
        "Refactor towards StreamJsonRpc",
      ],
    },
  ],
  references: [
    {
      title: "AI-0013: deployment plan of the MCP HTTP+SSE transport",
      source: { path: "docs/decisions/AI-0013-mcp-http-sse-deployment.md", lines: [1, 393] },
      note: "The decision this rollout carries out",
    },
    {
      title: "How-to guide of the transport",
      source: { path: "docs/guides/mcp-http-sse-howto.md" },
      note: "Endpoints and settings",
    },
  ],
});
