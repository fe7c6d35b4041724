import { defineRollout } from "rampart";

const hosts = { production: "mcp.gostoa.dev", staging: "mcp.staging.gostoa.dev" } as const;
const rustUrl = "http://mcp-gateway-rust:8080";

/** Match, error and timeout shares of the shadow copies, then people. */
const shadowGates = ["shadow-match", "shadow-errors", "shadow-timeouts", "critical-alerts-quiet", "on-call-ready"] as const;
/** What is asked before each raise of the weight. */
const canaryGates = ["error-rate", "p99-latency", "critical-alerts-quiet", "user-complaints", "on-call-ready"] as const;
/** At 100 % there is no baseline left to compare a latency with. */
const wholeGates = ["error-rate", "critical-alerts-quiet", "user-complaints"] as const;

const shadowOn = { mirror: 100, variables: { SHADOW_MODE_ENABLED: "true", SHADOW_RUST_GATEWAY_URL: rustUrl } } as const;
const shadowOff = { mirror: 0, variables: { SHADOW_MODE_ENABLED: "false" } } as const;

const cleanupAfter = "14d";
const keepMonitoringFor = "30d";

/** Requests of five minutes below which an alert says nothing: 1 % of production's or 10 % of staging's traffic is more. */
const canaryFloor = 50;
const shadowFloor = 100;
const alertLabels = { team: "platform", migration: "python-to-rust" };
const platformMail = { kind: "email", address: "platform@cab-i.com" } as const;
const deleteCanary = "kubectl delete ingress mcp-gateway-canary -n stoa-system";

/** Lines of the runbook that this definition replaces. */
function runbook(first: number, last: number) {
  return [{ path: "docs/runbooks/mcp-gateway-migration.md", lines: [first, last] as const }];
}

/** A later rung of a ramp: only the weight moves. Production counts the days of its ramp from the first request to Rust. */
function canary(weight: number, hold: "48h" | "24h", day?: number) {
  return {
    name: `canary-${weight}`,
    title: `${weight} % of requests to Rust`,
    ...(day === undefined ? {} : { description: `Day ${day} of the ramp at the earliest.` }),
    levers: { weight },
    hold,
    gates: canaryGates,
    procedures: ["set-weight", "check-weight", "quick-check"],
  } as const;
}

/** Repoints the primary Ingress; the host differs by environment. */
function repointPrimary(environment: keyof typeof hosts) {
  return {
    text: "Point the primary Ingress to Rust. Merging the step to `repointed` does this and the next; by hand only past Git.",
    environments: [environment],
    command: `kubectl patch ingress mcp-gateway-primary -n stoa-system \\
  -p '{"spec":{"rules":[{"host":"${hosts[environment]}","http":{"paths":[{"path":"/","pathType":"Prefix","backend":{"service":{"name":"mcp-gateway-rust","port":{"number":8080}}}}]}}]}}'`,
    sources: runbook(192, 196),
  };
}

/** Asks the public address, which Python answers while nothing is routed to Rust. */
function askPublicAddress(environment: keyof typeof hosts) {
  return {
    text: "Ask Python through the public address. Once a weight is set either side may answer there; forward a port of `svc/mcp-gateway-python` instead.",
    environments: [environment],
    command: `curl -X POST https://${hosts[environment]}/mcp/v1/tools -H "Content-Type: application/json" -d '...'`,
    sources: runbook(230, 233),
  };
}

export default defineRollout({
  name: "mcp-gateway-rust",
  title: "MCP Gateway Migration: Python to Rust",
  summary:
    "The MCP gateway moves from its Python to its Rust implementation: first in shadow mode, where Rust answers copies of the requests and the answers are compared, then as a canary whose share of the requests grows step by step.",
  objective: "Migrate without downtime, and be able to roll back at once at any time.",
  service: "mcp-gateway",
  team: "platform-team",
  image: {
    repository: "ghcr.io/stoa-platform/mcp-gateway-rust",
    tag: "0.9.4",
    digest: "sha256:5d0c2a1f7be94c86a3d1e02f9b8475c6610de93fa27c48b05e6f1d3a94c7b820",
  },

  traffic: {
    baseline: { service: "mcp-gateway-python", port: 8080 },
    candidate: { service: "mcp-gateway-rust", port: 8080 },
    paths: [{ path: "/", type: "Prefix" }],
    tls: { secret: "mcp-gateway-tls" },
    annotations: {
      "cert-manager.io/cluster-issuer": "letsencrypt-prod",
      "nginx.ingress.kubernetes.io/ssl-redirect": "true",
      "nginx.ingress.kubernetes.io/proxy-body-size": "10m",
      "nginx.ingress.kubernetes.io/proxy-read-timeout": "60",
      "nginx.ingress.kubernetes.io/proxy-send-timeout": "60",
    },
    // The Python gateway copies requests itself and compares both answers.
    mirrorBy: "application",
  },
  helm: {
    release: "mcp-gateway",
    chart: "charts/mcp-gateway",
    image: { repository: "rust.image.repository", tag: "rust.image.tag", digest: "rust.image.digest" },
    variables: "python.env",
    values: {
      "python.enabled": { type: "boolean", description: "Whether the Python deployment and its service exist.", default: true },
    },
  },
  variables: {
    SHADOW_MODE_ENABLED: {
      purpose: "Makes the Python gateway send a copy of each request below `/mcp/` to Rust and compare the answers.",
      required: true,
      allowed: ["true", "false"],
      default: "false",
      format: "boolean",
      workload: "deployment/mcp-gateway-python",
      sources: [{ path: "mcp-gateway/src/config/settings.py", lines: [110, 110] }],
    },
    SHADOW_RUST_GATEWAY_URL: {
      purpose: "Where the copies go.",
      required: true,
      default: rustUrl,
      format: "url",
      workload: "deployment/mcp-gateway-python",
      sources: [{ path: "mcp-gateway/src/config/settings.py", lines: [111, 111] }],
    },
    SHADOW_TIMEOUT_SECONDS: {
      purpose: "How long a copy may take before it counts as timed out.",
      required: false,
      default: "5.0",
      workload: "deployment/mcp-gateway-python",
      sources: [{ path: "mcp-gateway/src/config/settings.py", lines: [112, 112] }],
    },
  },

  metrics: {
    mcp_requests_total: {
      type: "counter",
      help: "Requests answered by a gateway; both implementations must expose it.",
      labels: ["gateway"],
    },
    mcp_request_errors_total: {
      type: "counter",
      help: "Requests that ended in an error; both implementations must expose it, from the start or with the first error.",
      labels: ["gateway"],
    },
    mcp_request_duration_seconds: { type: "histogram", help: "Time from request to answer.", unit: "seconds", labels: ["gateway"] },
    mcp_shadow_match_total: { type: "counter", help: "Compared answers; `result` is match, mismatch or error.", labels: ["result"] },
    mcp_shadow_requests_total: { type: "counter", help: "Copies sent to Rust; `status` is success, error or timeout.", labels: ["status"] },
    mcp_shadow_latency_seconds: { type: "histogram", help: "Time Rust takes to answer a copy.", unit: "seconds" },
    up: { type: "gauge", help: "1 while a scrape of the target succeeds.", labels: ["job"] },
    container_memory_usage_bytes: { type: "gauge", help: "Memory of a container.", unit: "bytes", labels: ["pod", "container"] },
    container_cpu_usage_seconds_total: {
      type: "counter",
      help: "Processor time of a container.",
      unit: "seconds",
      labels: ["pod", "container"],
    },
  },
  variants: { baseline: { gateway: "python" }, candidate: { gateway: "rust" } },
  signals: {
    "error-rate": {
      kind: "ratio",
      title: "Error rate",
      description: "Share of the requests to a gateway that end in an error. No error yet counts as 0, no request as no answer.",
      numerator: { metric: "mcp_request_errors_total" },
      denominator: { metric: "mcp_requests_total" },
      record: { baseline: "mcp:python_gateway_error_rate:5m", candidate: "mcp:rust_gateway_error_rate:5m" },
    },
    "p99-latency": {
      kind: "quantile",
      title: "Latency (p99)",
      description: "Buckets of all pods are added up before the quantile is taken.",
      histogram: { metric: "mcp_request_duration_seconds" },
      quantile: 0.99,
      record: { baseline: "mcp:python_gateway_p99_latency:5m", candidate: "mcp:rust_gateway_p99_latency:5m" },
    },
    "request-rate": {
      kind: "rate",
      title: "Request rate",
      description: "Shows the real split between both gateways.",
      counter: { metric: "mcp_requests_total" },
    },
    "shadow-match-rate": {
      kind: "ratio",
      title: "Shadow match rate",
      description:
        'Share of the copies whose answer is the same as Python\'s. A copy that failed or timed out counts as not the same, so this is the strictest of the shadow measures; error and timeout rate tell which it was. In short: `sum(rate(mcp_shadow_match_total{result="match"}[5m])) / sum(rate(mcp_shadow_match_total[5m]))`.',
      variants: "none",
      worse: "lower",
      numerator: { metric: "mcp_shadow_match_total", where: { result: "match" } },
      denominator: { metric: "mcp_shadow_match_total" },
      record: { none: "mcp:shadow_match_rate:5m" },
    },
    "shadow-error-rate": {
      kind: "ratio",
      title: "Shadow error rate",
      description: 'In short: `sum(rate(mcp_shadow_requests_total{status="error"}[5m])) / sum(rate(mcp_shadow_requests_total[5m]))`.',
      variants: "none",
      numerator: { metric: "mcp_shadow_requests_total", where: { status: "error" } },
      denominator: { metric: "mcp_shadow_requests_total" },
      record: { none: "mcp:shadow_error_rate:5m" },
    },
    "shadow-timeout-rate": {
      kind: "ratio",
      title: "Shadow timeout rate",
      variants: "none",
      numerator: { metric: "mcp_shadow_requests_total", where: { status: "timeout" } },
      denominator: { metric: "mcp_shadow_requests_total" },
      record: { none: "mcp:shadow_timeout_rate:5m" },
    },
    "shadow-latency": {
      kind: "quantile",
      title: "Shadow latency (p99)",
      variants: "none",
      histogram: { metric: "mcp_shadow_latency_seconds" },
      quantile: 0.99,
    },
    "shadow-results": {
      kind: "rate",
      title: "Shadow comparisons",
      description: "By result; the paths of mismatches are in the logs only.",
      variants: "none",
      counter: { metric: "mcp_shadow_match_total" },
      drillDown: ["result"],
    },
    "shadow-requests": {
      kind: "rate",
      title: "Shadow copies",
      variants: "none",
      counter: { metric: "mcp_shadow_requests_total" },
      drillDown: ["status"],
    },
    "python-memory": {
      kind: "level",
      title: "Memory, Python",
      variants: "none",
      gauge: { metric: "container_memory_usage_bytes", where: { pod: { startsWith: "mcp-gateway-python" }, container: { noneOf: [""] } } },
    },
    "rust-memory": {
      kind: "level",
      title: "Memory, Rust",
      variants: "none",
      gauge: { metric: "container_memory_usage_bytes", where: { pod: { startsWith: "mcp-gateway-rust" }, container: { noneOf: [""] } } },
    },
    "python-cpu": {
      kind: "rate",
      title: "Processor time, Python",
      variants: "none",
      counter: {
        metric: "container_cpu_usage_seconds_total",
        where: { pod: { startsWith: "mcp-gateway-python" }, container: { noneOf: [""] } },
      },
    },
    "rust-cpu": {
      kind: "rate",
      title: "Processor time, Rust",
      variants: "none",
      counter: {
        metric: "container_cpu_usage_seconds_total",
        where: { pod: { startsWith: "mcp-gateway-rust" }, container: { noneOf: [""] } },
      },
    },
  },
  gates: {
    "candidate-ready": {
      kind: "probe",
      title: "Rust is up, the baseline is measured",
      probes: ["rust-health", "baseline-measured"],
    },
    "shadow-match": {
      kind: "limit",
      title: "Rust answers as Python does",
      signal: "shadow-match-rate",
      hold: { below: "99.9 %" },
      minimumSamples: 10_000,
      noData: "hold",
    },
    "shadow-errors": {
      kind: "limit",
      title: "Copies do not fail",
      signal: "shadow-error-rate",
      hold: { above: "1 %" },
      minimumSamples: 1000,
      noData: "hold",
    },
    "shadow-timeouts": {
      kind: "limit",
      title: "Copies are answered in time",
      signal: "shadow-timeout-rate",
      hold: { above: "5 %" },
      minimumSamples: 1000,
      noData: "hold",
    },
    "error-rate": {
      kind: "limit",
      title: "Rust makes few errors",
      description:
        "One limit for both: what may not be met to go on is also what calls for going back. Meeting it exactly is still within, as in the ramp's table (≤ 0.1 %); asked by hand as `mcp:rust_gateway_error_rate:5m < 0.001`.",
      signal: "error-rate",
      hold: { above: "0.1 %" },
      rollback: { above: "0.1 %" },
      minimumSamples: 3000,
      noData: "hold",
    },
    "p99-latency": {
      kind: "delta",
      title: "Rust is about as fast as Python",
      description:
        "Beyond the hold limit the ramp pauses, beyond the rollback limit it goes back. Needs requests on both sides, so it is not asked at 100 %. Handed down as `mcp:rust_gateway_p99_latency:5m < 1.5 * mcp:python_gateway_p99_latency:5m`, which finds nothing here, as the label `variant` tells the two series apart; the queries below allow for that.",
      signal: "p99-latency",
      hold: { above: "1.5x" },
      rollback: { above: "2x" },
      minimumSamples: 1000,
      noData: "hold",
    },
    "critical-alerts-quiet": {
      kind: "alerts-quiet",
      title: "No critical alert",
      description: "Check Alertmanager too: it also knows alerts of neighbours that this gateway depends on.",
      severities: ["critical"],
      quietFor: "48h",
      noData: "hold",
    },
    "user-complaints": {
      kind: "checklist",
      title: "No complaints of users",
      items: [{ text: "Support channels are checked; nobody reports trouble that Rust may cause.", owner: "on-call" }],
    },
    "on-call-ready": {
      kind: "approval",
      title: "On-call is aware and available",
      by: ["on-call"],
    },
    "rollback-rehearsed": {
      kind: "checklist",
      title: "The rollback script works",
      items: [
        { text: "`./scripts/canary-rollback.sh` ran at this stage and `check-weight` showed 0.", owner: "on-call" },
        { text: "Python answered every request meanwhile; the weight was put back afterwards.", owner: "on-call" },
      ],
    },
  },
  alerts: {
    MCPShadowMismatchRateHigh: {
      when: { kind: "gate", gate: "shadow-match", limit: "hold", minimumSamples: shadowFloor },
      for: "5m",
      severity: "warning",
      action: "pause",
      summary: "Rust answers too many shadow requests differently from Python.",
      response: "Pause the ramp-up. Look at the mismatches in the logs, first by path, then by body.",
      escalation: "platform-lead",
      labels: alertLabels,
    },
    MCPShadowErrorRateHigh: {
      when: { kind: "gate", gate: "shadow-errors", limit: "hold", minimumSamples: shadowFloor },
      for: "5m",
      severity: "warning",
      action: "investigate",
      summary: "Too many shadow requests to Rust fail.",
      response: "Check the Rust gateway's health, then the network between both gateways.",
      escalation: "platform-lead",
      labels: alertLabels,
    },
    MCPShadowTimeoutRateHigh: {
      when: { kind: "gate", gate: "shadow-timeouts", limit: "hold", minimumSamples: shadowFloor },
      for: "5m",
      severity: "warning",
      action: "investigate",
      summary: "Too many shadow requests to Rust time out.",
      response: "Find out what slows Rust down. Raise `SHADOW_TIMEOUT_SECONDS` only if the requests are meant to take that long.",
      escalation: "platform-lead",
      labels: alertLabels,
    },
    MCPRustGatewayErrorRateHigh: {
      when: { kind: "gate", gate: "error-rate", limit: "rollback", minimumSamples: canaryFloor },
      for: "5m",
      severity: "critical",
      action: "rollback",
      summary: "Rust fails too many requests of users.",
      response: "Roll back at once. Then read the Rust gateway's logs.",
      escalation: "platform-lead",
      labels: alertLabels,
    },
    MCPRustGatewayLatencyHigh: {
      when: { kind: "gate", gate: "p99-latency", limit: "hold", minimumSamples: canaryFloor },
      for: "10m",
      severity: "warning",
      action: "pause",
      summary: "Rust is slower than Python by more than the ramp allows.",
      response: "Pause the ramp-up and investigate: Rust should be as fast as Python or faster.",
      escalation: "platform-lead",
      labels: alertLabels,
    },
    MCPRustGatewayLatencyCritical: {
      when: { kind: "gate", gate: "p99-latency", limit: "rollback", minimumSamples: canaryFloor },
      for: "5m",
      severity: "critical",
      action: "rollback",
      summary: "Rust is so much slower than Python that the rollout goes back.",
      response: "Roll back at once. Then compare processor time and memory of both gateways.",
      escalation: "platform-lead",
      labels: alertLabels,
    },
    MCPRustGatewayDown: {
      when: { kind: "down", metric: "up", where: { job: "mcp-gateway-rust" } },
      for: "2m",
      severity: "critical",
      action: "rollback",
      summary: "The Rust gateway does not answer.",
      response: "Roll back at once: every request of its share is lost.",
      escalation: "platform-lead",
      labels: alertLabels,
    },
    MCPRustGatewayNoTraffic: {
      when: { kind: "no-traffic", signal: "error-rate" },
      for: "15m",
      severity: "warning",
      action: "pause",
      summary: "The stage sends requests to Rust, but none arrive.",
      response: "Pause the ramp-up. Check the canary Ingress and the controller's log; without requests no gate can answer.",
      escalation: "platform-lead",
      labels: alertLabels,
    },
  },
  readiness: { record: "mcp:rust_gateway_ready_for_traffic", gates: ["error-rate", "p99-latency"] },
  probes: {
    "rust-health": {
      kind: "command",
      title: "Health of the Rust gateway",
      proves:
        "The Rust gateway runs and answers its health check; unlike a plain `curl`, this fails on an error status and needs no terminal.",
      command: "kubectl exec deploy/mcp-gateway-rust -n stoa-system -- curl -fsS localhost:8080/health",
    },
    "baseline-measured": {
      kind: "command",
      title: "Metrics of the Python gateway",
      proves:
        "Prometheus has the request counter and the latency histogram that the gates are made of; a renamed metric would leave them without an answer.",
      command: `kubectl exec prometheus-0 -n stoa-monitoring -- \\
  promtool query instant http://localhost:9090 'count(mcp_requests_total{gateway="python"}) and count(mcp_request_duration_seconds_bucket{gateway="python"})'`,
      expect: { outputIncludes: "=>" },
    },
    "canary-weight-zero": {
      kind: "command",
      title: "The canary gets nothing",
      proves: "The canary Ingress exists and its weight is 0.",
      command: `test "$(kubectl get ingress mcp-gateway-canary -n stoa-system -o jsonpath='{.metadata.annotations.nginx\\.ingress\\.kubernetes\\.io/canary-weight}')" = 0`,
    },
  },

  ladders: {
    staging: {
      namespace: "stoa-system",
      host: hosts.staging,
      window: "working-hours",
      stages: [
        { name: "before", title: "Python alone", gates: ["candidate-ready"] },
        {
          name: "shadow",
          title: "Rust answers copies",
          levers: shadowOn,
          hold: "24h",
          gates: shadowGates,
          procedures: ["enable-shadow", "investigate-mismatches", "disable-shadow"],
        },
        {
          name: "canary-10",
          title: "10 % of requests to Rust, rollback rehearsed",
          description: "The place where the rollback script is verified before production starts.",
          levers: { ...shadowOff, canary: "present", weight: 10 },
          hold: "24h",
          gates: [...canaryGates, "rollback-rehearsed"],
          procedures: ["apply-canary", "set-weight", "check-weight", "quick-check"],
        },
        canary(50, "24h"),
        {
          name: "full",
          title: "All requests to Rust",
          description: "Python stays deployed here until production is through, so that the rollback can be rehearsed again.",
          levers: { weight: 100 },
          gates: wholeGates,
          procedures: ["set-weight", "check-weight"],
        },
      ],
    },
    production: {
      namespace: "stoa-system",
      host: hosts.production,
      window: "working-hours",
      entry: [{ environment: "staging", stage: "full", observedFor: "48h", note: "The rollback script was rehearsed there on the way." }],
      stages: [
        {
          name: "before",
          title: "Python alone",
          description: "Rust is deployed and gets no request.",
          gates: ["candidate-ready"],
        },
        {
          name: "shadow",
          title: "Rust answers copies",
          description:
            "Python answers the users and sends a copy of each request to Rust; what users get does not depend on Rust. The match rate must hold for the whole time.",
          levers: shadowOn,
          hold: "7d",
          gates: shadowGates,
          procedures: ["enable-shadow", "investigate-mismatches", "disable-shadow"],
        },
        {
          name: "canary-1",
          title: "1 % of requests to Rust",
          description:
            "Day 1 of the ramp: ends the copies and creates the canary route. Each raise comes after two days at the earliest, and only in working hours.",
          levers: { ...shadowOff, canary: "present", weight: 1 },
          hold: "48h",
          gates: canaryGates,
          procedures: ["disable-shadow", "apply-canary", "set-weight", "check-weight", "quick-check"],
        },
        canary(5, "48h", 3),
        canary(10, "48h", 5),
        canary(25, "48h", 7),
        canary(50, "48h", 9),
        {
          name: "full",
          title: "All requests to Rust",
          description:
            "Day 11 of the ramp at the earliest. Rust is primary now. The latency gate is not asked any more: Python has no requests to compare with. Going back is still one step.",
          levers: { weight: 100 },
          hold: cleanupAfter,
          gates: wholeGates,
          procedures: ["set-weight", "check-weight"],
        },
        {
          name: "repointed",
          title: "Primary route points to Rust",
          description:
            "The primary Ingress takes over and the canary Ingress goes, in one change: ingress-nginx does not accept a canary whose backend is the primary's own.",
          levers: { primary: "candidate", canary: "absent" },
          hold: "24h",
          gates: ["error-rate", "critical-alerts-quiet"],
        },
        {
          name: "retired",
          title: "Python is gone",
          description:
            "Deployment and service of the Python gateway are removed, and with them its shadow settings. The migration's monitoring stays for comparison and debugging.",
          levers: {
            values: { "python.enabled": false },
            variables: { SHADOW_MODE_ENABLED: null, SHADOW_RUST_GATEWAY_URL: null },
            tasks: ["retire-python"],
          },
          hold: keepMonitoringFor,
          gates: ["error-rate"],
        },
        { name: "finished", title: "Migration finished", description: "The migration's own rules and dashboard may be removed." },
      ],
    },
  },
  rollback: {
    triggers: [
      { text: "Rust's error rate is beyond its rollback limit.", gate: "error-rate", alert: "MCPRustGatewayErrorRateHigh" },
      { text: "Rust's p99 latency is beyond its rollback limit.", gate: "p99-latency", alert: "MCPRustGatewayLatencyCritical" },
      { text: "The Rust gateway is down.", alert: "MCPRustGatewayDown" },
      { text: "Any critical alert fires.", severity: "critical" },
      { text: "Users report trouble.", gate: "user-complaints" },
    ],
    levels: [
      {
        title: "Emergency script: all requests back to Python",
        blastRadius: "stage",
        when: "Any trigger is met. Do not wait for approval, a window or the end of a hold. In `shadow` there is no canary yet: run `disable-shadow` instead.",
        steps: [
          {
            text: "Set the weight to 0. The script asks afterwards whether to scale Rust down; answer no while it is being investigated.",
            command: "./scripts/canary-rollback.sh",
            sources: [...runbook(161, 164), { path: "scripts/canary-rollback.sh" }],
          },
          {
            text: "Merge the rollback pull request right away: a self-healing sync would bring the weight in Git back.",
            probes: ["canary-weight-zero"],
          },
        ],
        notSafeFor: [
          {
            subject: "Stage `repointed`",
            reason: "The primary route already points to Rust and there is no canary; go back to `full` by pull request first.",
          },
          {
            subject: "Stage `retired` and later",
            reason: "The Python deployment and its service no longer exist; set `python.enabled` and wait for them first.",
          },
        ],
        verify: ["canary-weight-zero"],
      },
      {
        title: "Reset the weight by hand",
        blastRadius: "stage",
        when: "The script does not work.",
        steps: [
          {
            text: "Set the annotation itself to 0.",
            command: `kubectl patch ingress mcp-gateway-canary -n stoa-system \\
  -p '{"metadata":{"annotations":{"nginx.ingress.kubernetes.io/canary-weight":"0"}}}'`,
            sources: runbook(254, 258),
          },
        ],
        verify: ["canary-weight-zero"],
      },
      {
        title: "Delete the canary route",
        blastRadius: "environment",
        when: "The weight cannot be changed, or requests reach Rust in spite of weight 0.",
        steps: [
          { text: "Delete the canary Ingress; the primary sends everything to Python.", command: deleteCanary, sources: runbook(260, 263) },
        ],
        notSafeFor: [
          { subject: "Stage `repointed` and later", reason: "The primary route points to Rust, and nothing is left to delete." },
        ],
      },
    ],
    afterwards: [
      {
        text: "Find the cause in the Rust gateway's logs before starting again.",
        command: "kubectl logs -l app=mcp-gateway-rust -n stoa-system",
        sources: [{ path: "scripts/canary-rollback.sh" }],
      },
      { text: "Start again at `canary-1`, or in `shadow` when the image has changed." },
    ],
  },
  cleanup: {
    after: cleanupAfter,
    steps: [
      repointPrimary("production"),
      repointPrimary("staging"),
      {
        text: "Remove the canary Ingress.",
        command: deleteCanary,
        sources: runbook(198, 201),
      },
      {
        text: "Remove the Python deployment; merging the step to `retired` does this and the next. It comes last: without endpoints behind the primary's service ingress-nginx answers 503, whatever the canary's weight.",
        command: "kubectl delete deployment mcp-gateway-python -n stoa-system",
        sources: runbook(186, 190),
      },
      {
        text: "Remove its service.",
        command: "kubectl delete service mcp-gateway-python -n stoa-system",
        sources: runbook(186, 190),
      },
      { text: "Remove the shadow mode code, if no other migration is going to need it (optional).", sources: runbook(203, 203) },
    ],
    keepMonitoringFor,
    keepMonitoringBecause: "To compare and to debug after the migration.",
  },

  contacts: {
    "on-call": {
      role: "On-call engineer",
      reach: [{ kind: "slack", address: "#oncall-platform" }],
      level: 1,
      duty: "Executes the rollback.",
    },
    "platform-lead": {
      role: "Platform team lead",
      reach: [platformMail],
      level: 2,
      duty: "Investigates the root cause.",
    },
    "rust-maintainer": {
      role: "Rust gateway maintainer",
      reach: [{ kind: "email", address: "rust-team@cab-i.com" }],
      level: 3,
      duty: "Fixes the Rust gateway.",
    },
    "platform-team": { role: "Platform team", reach: [platformMail] },
  },
  architecture: {
    parts: {
      ingress: { title: "Ingress / load balancer", note: "Splits the traffic by weight." },
      python: { title: "Python gateway", note: "In production; what users get comes from here until a weight is set." },
      rust: { title: "Rust gateway", note: "The canary." },
      comparator: {
        title: "Shadow comparator",
        note: "Middleware of the Python gateway: sends the copies and compares; the ingress never talks to it.",
      },
    },
    flows: [
      { from: "ingress", to: "python", label: "requests" },
      { from: "ingress", to: "rust", label: "share of the stage" },
      { from: "python", to: "comparator", label: "request and Python's answer" },
      { from: "comparator", to: "rust", label: "copy of the request" },
    ],
  },
  preconditions: [
    {
      text: "The Rust gateway is deployed and passes its health checks.",
      before: "shadow",
      probes: ["rust-health"],
      sources: runbook(29, 29),
    },
    { text: "The Prometheus rules are applied.", before: "shadow", probes: ["baseline-measured"], sources: runbook(30, 30) },
    { text: "The Grafana dashboard is imported.", before: "shadow", sources: runbook(31, 31) },
    { text: "The on-call engineer is notified.", before: "shadow", sources: runbook(32, 32) },
    { text: "The rollback script has been tested in staging.", environments: ["production"], before: "shadow", sources: runbook(33, 33) },
    {
      text: "The rollback script is verified for this cluster: whoever is on call may change the canary Ingress.",
      environments: ["production"],
      before: "canary-1",
      command: "kubectl auth can-i patch ingress/mcp-gateway-canary -n stoa-system",
      sources: runbook(107, 107),
    },
  ],
  procedures: {
    "enable-shadow": {
      title: "Enable shadow mode by hand",
      description: "With a selector `kubectl logs` shows the last 10 lines of each pod only; add `--tail=-1` to see all.",
      use: "break-glass",
      steps: [
        {
          text: "Set the environment variables.",
          command: `kubectl set env deployment/mcp-gateway-python -n stoa-system \\
  SHADOW_MODE_ENABLED=true \\
  SHADOW_RUST_GATEWAY_URL=${rustUrl}`,
        },
        {
          text: "Verify that each pod says so at its start.",
          command: 'kubectl logs -l app=mcp-gateway-python -n stoa-system | grep "Shadow mode"',
        },
      ],
      sources: runbook(39, 49),
    },
    "disable-shadow": {
      title: "Disable shadow mode by hand",
      use: "break-glass",
      steps: [
        {
          text: "Switch the copies off.",
          command: `kubectl set env deployment/mcp-gateway-python -n stoa-system \\
  SHADOW_MODE_ENABLED=false`,
        },
      ],
      sources: runbook(87, 92),
    },
    "investigate-mismatches": {
      title: "Investigate mismatches",
      description:
        "With a selector `kubectl logs` shows the last 10 lines of each pod only; add `--tail=-1` or `--since=1h` before judging how many there are.",
      use: "investigate",
      steps: [
        { text: "View the mismatches.", command: 'kubectl logs -l app=mcp-gateway-python -n stoa-system | grep "Shadow MISMATCH"' },
        {
          text: "Show their paths only.",
          command: `kubectl logs -l app=mcp-gateway-python -n stoa-system | grep "Shadow MISMATCH" | jq '.path'`,
        },
      ],
      sources: runbook(71, 79),
    },
    "apply-canary": {
      title: "Apply the canary Ingress by hand",
      description:
        "The file starts with weight 0, so applying it again takes all requests from Rust. It repeats certificate and proxy settings on the canary, where ingress-nginx ignores them: the primary's hold for both.",
      use: "break-glass",
      steps: [
        {
          text: "Create the primary and the canary Ingress.",
          command: "kubectl apply -f k8s/ingress/mcp-gateway-canary.yaml",
        },
      ],
      sources: [...runbook(110, 114), { path: "k8s/ingress/mcp-gateway-canary.yaml" }],
    },
    "set-weight": {
      title: "Set the weight by hand",
      description:
        "The script takes any weight from 0 to 100, asks no gate and leaves no trace in Git; give it the weight of the stage and nothing beyond.",
      use: "break-glass",
      steps: [
        { text: "Give Rust 1 % of the requests, or put the stage's weight in place of the 1.", command: "./scripts/canary-update.sh 1" },
      ],
      sources: [...runbook(127, 131), { path: "scripts/canary-update.sh" }],
    },
    "check-weight": {
      title: "Check the weight",
      use: "investigate",
      steps: [
        {
          text: "Print the weight that the cluster has now.",
          command: `kubectl get ingress mcp-gateway-canary -n stoa-system \\
  -o jsonpath='{.metadata.annotations.nginx\\.ingress\\.kubernetes\\.io/canary-weight}'`,
        },
      ],
      sources: runbook(133, 135),
    },
    "quick-check": {
      title: "Ask whether Rust may get more",
      description:
        "1 means that error rate and latency are within their hold limits now; 0 means that they are not, or that there is no data. The gates judge the whole hold, this only the moment.",
      use: "investigate",
      steps: [
        {
          text: "Query the readiness series.",
          command: `kubectl exec -it prometheus-0 -n stoa-monitoring -- \\
  promtool query instant http://localhost:9090 'mcp:rust_gateway_ready_for_traffic'`,
        },
      ],
      sources: runbook(147, 151),
    },
  },
  tasks: {
    "retire-python": {
      title: "Retire the Python gateway",
      owner: "platform-team",
      items: [
        { text: "Deployment and service `mcp-gateway-python` are gone from the cluster." },
        { text: "Decide whether the shadow mode code stays for later migrations." },
      ],
      acceptance: "Nothing in `stoa-system` refers to `mcp-gateway-python` any more.",
    },
  },
  troubleshooting: [
    {
      symptom: "Shadow requests fail",
      steps: [
        {
          text: "Check the Rust gateway's health.",
          command: "kubectl exec -it deploy/mcp-gateway-rust -n stoa-system -- curl localhost:8080/health",
          sources: runbook(214, 215),
        },
        {
          text: "Check the network from Python to Rust.",
          command: `kubectl exec -it deploy/mcp-gateway-python -n stoa-system -- \\
  curl -v ${rustUrl}/health`,
          sources: runbook(217, 219),
        },
      ],
      alerts: ["MCPShadowErrorRateHigh", "MCPShadowTimeoutRateHigh", "MCPRustGatewayDown"],
    },
    {
      symptom: "Many answers do not match",
      causes: [
        {
          cause: "Timestamps differ",
          explanation: "Unlikely: `timestamp`, `request_id`, `trace_id` and `duration_ms` are removed before comparing.",
        },
        {
          cause: "Order differs",
          explanation:
            "Keys of a JSON object in another order; harmless where both bodies parse as JSON, seen where they are compared byte by byte.",
        },
        { cause: "Precision differs", explanation: "Floating-point numbers are written with other digits." },
        { cause: "Fields are missing", explanation: "The response schemas are not the same." },
      ],
      steps: [
        {
          text: "Count mismatches by endpoint, most first. Add `--tail=-1`, or `kubectl logs` reads the last 10 lines of each pod only.",
          command: `kubectl logs -l app=mcp-gateway-python -n stoa-system | \\
  grep "Shadow MISMATCH" | jq -r '.path' | sort | uniq -c | sort -rn`,
          sources: runbook(224, 228),
        },
        askPublicAddress("production"),
        askPublicAddress("staging"),
        {
          text: "Forward a port to Rust.",
          command: "kubectl port-forward svc/mcp-gateway-rust 8081:8080 -n stoa-system &",
          sources: runbook(235, 236),
        },
        {
          text: "Ask Rust directly and compare the answers.",
          command: `curl -X POST http://localhost:8081/mcp/v1/tools -H "Content-Type: application/json" -d '...'`,
          sources: runbook(237, 237),
        },
      ],
      alerts: ["MCPShadowMismatchRateHigh"],
    },
    {
      symptom: "The canary gets no traffic",
      steps: [
        { text: "Verify the Ingress.", command: "kubectl describe ingress mcp-gateway-canary -n stoa-system", sources: runbook(242, 245) },
        {
          text: "Read the nginx controller's log.",
          command: "kubectl logs -l app.kubernetes.io/component=controller -n ingress-nginx",
          sources: runbook(247, 250),
        },
      ],
      alerts: ["MCPRustGatewayNoTraffic"],
    },
    {
      symptom: "The rollback does not work",
      steps: [
        { text: "Reset the weight by hand: rollback level 2.", sources: runbook(254, 258) },
        { text: "Delete the canary Ingress altogether: rollback level 3.", sources: runbook(260, 263) },
      ],
      alerts: ["MCPRustGatewayErrorRateHigh", "MCPRustGatewayLatencyCritical"],
    },
  ],
  samples: [
    {
      title: "A mismatch in the log",
      snippet: {
        language: "json",
        content: `{
  "event": "Shadow MISMATCH",
  "path": "/mcp/v1/tools",
  "method": "POST",
  "status_match": true,
  "body_match": false,
  "python_status": 200,
  "rust_status": 200,
  "python_latency_ms": 41.37,
  "rust_latency_ms": 12.08,
  "python_body_preview": "...",
  "rust_body_preview": "..."
}`,
      },
      explanation: "What the Python gateway writes for each copy that Rust answered differently; body previews have up to 500 bytes.",
      sources: [{ path: "mcp-gateway/src/middleware/shadow.py", lines: [221, 237] }],
    },
  ],
  risks: [
    {
      title: "A copied request acts twice",
      impact: "Copies of tool calls that change something would change it a second time.",
      mitigations: [
        "Copies carry `X-Shadow-Mode: true`; let Rust skip side effects for them.",
        "Watch the first hour of `shadow` in staging before production starts.",
      ],
    },
  ],
  references: [
    { title: "Shadow Mode Implementation", source: { path: "mcp-gateway/src/middleware/shadow.py" } },
    {
      title: "Canary Ingress Config",
      source: { path: "k8s/ingress/mcp-gateway-canary.yaml" },
      note: "The Ingresses that `manifests/` replaces.",
    },
    {
      title: "Prometheus Rules",
      source: { path: "docker/observability/prometheus/rules/mcp-migration-alerts.yaml" },
      note: "The rules that `rules.yaml` replaces; they hold the timeout alert too.",
    },
    {
      title: "Grafana Dashboard",
      source: { path: "docker/observability/grafana/dashboards/mcp-gateway-migration.json" },
      note: "The dashboard that `dashboard.json` replaces.",
    },
    { title: "Runbook before", source: { path: "docs/runbooks/mcp-gateway-migration.md" } },
  ],
});
