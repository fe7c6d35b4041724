import { defineRollout } from "rampart";

/** Where connectors keep sending, in every stage: the Switchboard's SSE endpoint. */
const connectorUrl = "http://localhost:40100/sse";

/** The release that speaks both transports, and the last one that speaks SSE only. */
const release = {
  repository: "ghcr.io/example/butlers",
  tag: "2026.11.0",
  digest: "sha256:6f1c0f1d0be5a3f3c1a4f8c2b7e96d5041e8a90d3b72c65f9e0147ab8d23c5f1",
} as const;
const previousRelease = {
  tag: "2026.10.3",
  digest: "sha256:b02e7d94c1f85a6630d9e2478bc1f053a7d6491e2c8f30b5d4916ae7f05c8d32",
} as const;

/** Undoes the two commits of the cut-over on a hotfix branch. */
const revert = "git revert --no-edit 2081ba7f b13d51b2";

/** Where a rehearsed rollback is written down. */
const rehearsalReceipt = "evidence/butlers-streamable-http/rollback-rehearsal.json";

/** Long enough to see a whole day's rhythm of prompts; the epic only says "one traffic window". */
const trafficWindow = "24h";

const before = {
  name: "before",
  title: "Runtime sessions still use SSE",
  description: "Every butler runs the last release before the cut-over. Connectors are pinned to `/sse` from here on.",
  levers: { variables: { SWITCHBOARD_MCP_URL: connectorUrl } },
} as const;

const stable = {
  name: "stable",
  title: "Cut-over is stable",
  description: "Every exit criterion holds in this environment. Both endpoints stay up; taking `/sse` away is not part of this rollout.",
} as const;

export default defineRollout({
  name: "butlers-streamable-http",
  title: "Spawner sessions on streamable HTTP",
  summary:
    "Runtime sessions that the spawner launches move from the SSE endpoint of their butler to streamable HTTP on `/mcp`, environment by environment and butler by butler. Both endpoints run side by side all the way, so whoever still needs SSE keeps it.",
  objective: "Make `/mcp` the default transport of runtime sessions without moving a single connector.",
  service: "butlers",
  team: "maintainers",
  tracker: "butlers-1017",
  status: "Normative (Operations Guide)",
  updatedOn: "2026-02-21",
  image: { ...release, before: previousRelease },

  instances: {
    switchboard: { port: 40100, risk: "high", note: "Takes in every outside message; all connectors depend on it" },
    general: { port: 40101, risk: "low", note: "Catch-all without schedules or deliveries of its own: the canary" },
    relationship: { port: 40102 },
    health: { port: 40103 },
    messenger: { port: 40104, risk: "high", note: "Delivers all outgoing notifications" },
  },
  helm: {
    release: "butlers",
    chart: "charts/butlers",
    valuesFiles: ["values.yaml"],
    variables: "connectors.env",
    instances: {
      path: "butlers",
      set: { "image.tag": release.tag, "image.digest": release.digest, "runtime.mcpPath": "/mcp" },
      before: { "image.tag": previousRelease.tag, "image.digest": previousRelease.digest, "runtime.mcpPath": "/sse" },
    },
    values: {
      "legacySse.enabled": {
        type: "boolean",
        default: true,
        description: "Whether daemons serve the legacy transport (`/sse` with `/messages`) beside `/mcp`",
      },
    },
  },
  variables: {
    SWITCHBOARD_MCP_URL: {
      purpose: "Where a connector finds the Switchboard; stays on `/sse` until a migration of that connector is approved",
      required: true,
      allowed: [connectorUrl],
      example: connectorUrl,
      format: "url",
      workload: "connectors",
    },
    BUTLER_DATABASE_URL: {
      purpose: "Connection string of the database whose `sessions` table is looked at",
      required: true,
      format: "secret",
      workload: "whoever runs the probes",
    },
  },

  gates: {
    endpoints: {
      kind: "probe",
      title: "`/mcp` and `/sse` answer on every butler reached",
      description: "One canary butler is probed first, then all butlers of the environment.",
      probes: ["mcp-endpoint", "sse-endpoint"],
      every: "instance",
    },
    "url-selection": {
      kind: "probe",
      title: "Sessions are still handed the `/mcp` address",
      probes: ["runtime-url-tests"],
    },
    "tool-calls": {
      kind: "probe",
      title: "Runtime sessions record their tool calls",
      probes: ["notify-tool-calls"],
    },
    "routed-prompt": {
      kind: "checklist",
      title: "A routed prompt works end to end",
      items: [{ text: "At least one routed prompt that has to use a tool ran from end to end", owner: "maintainers" }],
    },
    "notify-regression": {
      kind: "checklist",
      title: "Notify and routing regression flow",
      items: [
        { text: "The targeted notify and routing regression flow ran", owner: "maintainers" },
        { text: "`sessions.tool_calls` was inspected for the sessions of that flow", owner: "maintainers" },
      ],
    },
    "connector-url": {
      kind: "probe",
      title: "Connectors still point at `/sse`",
      probes: ["connector-setting", "switchboard-sse"],
    },
    connectors: {
      kind: "checklist",
      title: "Connectors take in messages as before",
      items: [{ text: "No regression of connector ingestion is seen while connectors stay on `/sse`", owner: "maintainers" }],
    },
    "rollback-rehearsed": {
      kind: "receipt",
      title: "A rollback was rehearsed outside production",
      description: "Rolling back the release or reverting the code both count; the adapter switch does not.",
      receipts: ["rollback-rehearsal"],
    },
  },

  probes: {
    "mcp-endpoint": {
      kind: "http",
      title: "Streamable HTTP endpoint is wired",
      proves:
        "The route exists and the request reached the streamable HTTP handler of MCP: it is the handler that objects to the content type, so a `400` is the good answer.",
      every: "instance",
      method: "POST",
      url: "http://localhost:{port}/mcp",
      headers: { accept: "application/json, text/event-stream", "content-type": "text/plain" },
      body: "{}",
      saveTo: "/tmp/butler-mcp-probe.txt",
      expect: { status: [400], bodyIncludes: "Content-Type" },
    },
    "sse-endpoint": {
      kind: "http",
      title: "Legacy SSE endpoint is reachable",
      proves:
        "Clients that know only SSE are still served. The stream never ends by itself: the status line decides, and the time limit ends the request.",
      every: "instance",
      timeout: "5s",
      url: "http://localhost:{port}/sse",
      expect: { status: [200] },
    },
    "switchboard-sse": {
      kind: "http",
      title: "The Switchboard serves connectors over SSE",
      proves:
        "The address that connectors are set to is answered, whether or not a wave has reached the Switchboard. The time limit ends the stream.",
      timeout: "5s",
      url: connectorUrl,
      expect: { status: [200] },
    },
    "runtime-url-tests": {
      kind: "command",
      title: "Choice of the runtime URL stays canonical",
      proves: "The tests pass, and the spawner's URLs are still asserted to end in `/mcp`.",
      timeout: "5m",
      command: "uv run pytest tests/core/test_mcp_urls.py tests/core/test_spawner_mcp_config.py -q",
      expect: { exit: 0 },
    },
    "notify-tool-calls": {
      kind: "sql",
      title: "A notify-capable prompt recorded tool calls",
      proves:
        "At least one routed prompt of the last 30 minutes that could notify recorded runtime tool calls (`tool_call_count > 0`). Send one first where traffic is thin.",
      connection: "BUTLER_DATABASE_URL",
      query: `SELECT id, prompt, jsonb_array_length(tool_calls) AS tool_call_count
FROM sessions
WHERE started_at > NOW() - INTERVAL '30 minutes'
  AND prompt ILIKE '%notify%'
ORDER BY started_at DESC
LIMIT 20;`,
      expect: { rows: 1, where: { column: "tool_call_count", greaterThan: 0 } },
    },
    "connector-setting": {
      kind: "command",
      title: "Connectors are set to `/sse`",
      proves: "The connector's process has the SSE address of the Switchboard; run it where the connector runs.",
      command: "printenv SWITCHBOARD_MCP_URL",
      variables: { SWITCHBOARD_MCP_URL: connectorUrl },
      expect: { exit: 0, outputIncludes: "/sse" },
    },
    "rollback-rehearsal": {
      kind: "receipt",
      title: "Rollback rehearsal on file",
      proves: "Going back as a release or as a code revert was carried out outside production in the last 30 days and written down.",
      file: rehearsalReceipt,
      format: "json",
      expect: [
        { path: "environment", expect: { oneOf: ["development", "staging"] } },
        { path: "level", expect: { oneOf: ["release", "source"] } },
        { path: "verdict", expect: { equals: "pass" } },
        { path: "finished_at", expect: { format: "iso-8601" } },
        { path: "notes", expect: { exists: true } },
        { path: "finished_at", expect: { within: "30d" } },
      ],
    },
  },

  ladders: {
    development: {
      namespace: "butlers",
      values: { "legacySse.enabled": true },
      stages: [
        before,
        {
          name: "full",
          title: "All butlers of development",
          levers: { wave: "rest" },
          gates: ["endpoints", "url-selection", "tool-calls", "routed-prompt", "connector-url", "connectors", "rollback-rehearsed"],
          procedures: ["deploy-all", "validate", "route-a-prompt", "check-connectors"],
        },
        stable,
      ],
    },
    staging: {
      namespace: "butlers",
      values: { "legacySse.enabled": true },
      entry: [{ environment: "development", stage: "full", note: "Development goes first" }],
      stages: [
        before,
        {
          name: "full",
          title: "All butlers of staging",
          description: "Observed for at least one traffic window, taken as a whole day, before production starts.",
          levers: { wave: "rest" },
          hold: trafficWindow,
          gates: ["endpoints", "url-selection", "tool-calls", "notify-regression", "connector-url", "connectors", "rollback-rehearsed"],
          procedures: ["deploy-all", "validate", "regress-notify"],
        },
        stable,
      ],
    },
    production: {
      namespace: "butlers",
      values: { "legacySse.enabled": true },
      entry: [
        {
          environment: "staging",
          stage: "full",
          observedFor: trafficWindow,
          note: "At least one traffic window with all staging butlers on `/mcp`",
        },
      ],
      stages: [
        before,
        {
          name: "canary",
          title: "One low-risk butler",
          description: "`general` goes alone. The guide names no length for the canary; it gets the same traffic window as staging.",
          levers: { wave: ["general"] },
          hold: trafficWindow,
          gates: ["endpoints", "url-selection", "tool-calls", "connector-url", "connectors"],
          procedures: ["deploy-canary", "validate"],
        },
        {
          name: "full",
          title: "The remaining butlers",
          description: "`/sse` stays enabled for the whole of the rollout, for those who still need it.",
          levers: { wave: "rest" },
          hold: trafficWindow,
          gates: ["endpoints", "url-selection", "tool-calls", "connector-url", "connectors", "rollback-rehearsed"],
          procedures: ["deploy-all", "validate", "check-connectors"],
        },
        stable,
      ],
    },
  },

  rollback: {
    triggers: [
      { text: "`/mcp` regresses on one butler: switch that butler's adapter (level 1)" },
      { text: "Failures are broad or hit several adapters: roll back the release (level 2)" },
      { text: "An emergency calls for going back in the source: revert the commits (level 3)" },
    ],
    levels: [
      {
        title: "Adapter switch on one butler",
        blastRadius: "instance",
        when: "Streamable HTTP on `/mcp` misbehaves on a particular butler. Touches least, so it comes first; meant for a short time.",
        steps: [
          {
            text: "For the time being, give that butler an adapter that is known to fall back to SSE: `claude-code` or `gemini`.",
            snippet: { language: "toml", file: "roster/<butler>/butler.toml", content: '[runtime]\ntype = "claude-code"' },
          },
          { text: "Restart that butler and no other." },
          {
            text: "Probe `/sse` again and repeat the check that a routed prompt records its tool calls.",
            probes: ["sse-endpoint", "notify-tool-calls"],
          },
        ],
        notSafeFor: [
          {
            subject: "`codex`",
            reason:
              "It relies on streamable HTTP and is not SSE-fallback-safe: in production do not count on it while `/mcp` is unavailable",
          },
        ],
        verify: ["sse-endpoint", "notify-tool-calls"],
      },
      {
        title: "Release rollback of the environment",
        blastRadius: "environment",
        when: "Failures are broad, or more than one adapter shows them.",
        steps: [
          {
            text: `Deploy the last release before the streamable cut-over commits again (\`${previousRelease.tag}\`): bring the environment back to stage \`before\`.`,
          },
          { text: "Restart the butlers." },
          { text: "Smoke-test that `/sse` is reachable.", probes: ["sse-endpoint"] },
          { text: "Smoke-test that a routed prompt runs to its end and meets no transport error.", probes: ["notify-tool-calls"] },
          { text: "Note the incident down and open a follow-up issue; only then may the cut-over be tried again." },
        ],
        verify: ["sse-endpoint", "switchboard-sse", "notify-tool-calls"],
      },
      {
        title: "Code revert on a hotfix branch",
        blastRadius: "source",
        when: "An emergency calls for going back in the source itself.",
        steps: [
          { text: "Revert the cut-over commits on a hotfix branch.", command: revert },
          { text: "Redeploy, then validate as for the release rollback.", probes: ["sse-endpoint", "notify-tool-calls"] },
        ],
        verify: ["sse-endpoint", "switchboard-sse", "notify-tool-calls"],
      },
    ],
  },

  contacts: {
    maintainers: { role: "Butlers maintainers", duty: "Own epic `butlers-1017`, take the steps and watch the waves" },
  },
  scope: {
    covers: [
      "Sessions of runtime `claude-code` that the spawner launches",
      "Sessions of runtime `codex` that the spawner launches",
      "Sessions of runtime `gemini` that the spawner launches",
    ],
    target: [
      "Runtime sessions connect to `http://localhost:<butler-port>/mcp` (streamable HTTP) by default",
      "Each daemon serves streamable HTTP on `/mcp` for runtime sessions",
      "Each daemon serves legacy SSE on `/sse` with `/messages`, for compatibility while the rollout lasts",
    ],
    outOfScope: [
      { text: "Moving connectors to another transport", reason: "They go on targeting the Switchboard's `/sse`" },
      { text: "Transport of the dashboard's REST API" },
    ],
  },
  architecture: {
    parts: {
      sessions: { title: "Runtime sessions", note: "Launched by the spawner: `claude-code`, `codex`, `gemini`" },
      butlers: { title: "Butler daemons", note: "Serve `/mcp` and `/sse` side by side" },
      switchboard: { title: "Switchboard", note: "The butler that connectors talk to" },
      connectors: { title: "Connectors" },
      external: { title: "External MCP clients" },
    },
    flows: [
      { from: "sessions", to: "butlers", label: "/mcp (streamable HTTP)" },
      { from: "connectors", to: "switchboard", label: "/sse" },
      { from: "external", to: "butlers", label: "/mcp, or /sse for legacy-only clients" },
    ],
  },
  compatibility: {
    rows: [
      {
        caller: "Runtime sessions launched by the spawner",
        during: "`/mcp` (streamable HTTP)",
        notes: "The canonical default, chosen by `runtime_mcp_url()`",
      },
      {
        caller: "Existing SSE clients and connectors",
        during: "`/sse`",
        notes: "Stays supported; nobody is forced to migrate during this rollout",
      },
      { caller: "External modern MCP clients", during: "Prefer `/mcp`", notes: "`/sse` stays available for legacy-only clients" },
    ],
    rules: [
      "`SWITCHBOARD_MCP_URL` of connector deployments keeps pointing at `/sse` unless and until a migration of that connector is approved",
      "`/sse` is not removed while any internal client depends on SSE",
    ],
  },
  preconditions: [
    { text: "The deployment contains the runtime transport changes, the lineage of `butlers-1017.1` and `butlers-1017.2`" },
    { text: "Each butler's daemon process starts normally" },
    { text: "Connectors run on with the `/sse` address they have", probes: ["connector-setting", "switchboard-sse"] },
  ],
  invariants: [
    {
      text: "`/sse` (with `/messages`) stays enabled",
      reason: "Internal clients still depend on SSE, and the fallback of a single butler needs it",
      values: { "legacySse.enabled": true },
      probes: ["sse-endpoint", "switchboard-sse"],
    },
    {
      text: "Connectors keep `SWITCHBOARD_MCP_URL` on `/sse`",
      reason: "Moving connectors is a change of its own that has yet to be approved",
      variables: { SWITCHBOARD_MCP_URL: connectorUrl },
      probes: ["connector-setting"],
    },
  ],

  procedures: {
    "deploy-canary": {
      title: "Deploy to the canary butler",
      use: "routine",
      steps: [
        { text: "Merge the step's pull request, which gives `general` the new release." },
        { text: "Restart `general` if the deployment has not done so." },
      ],
    },
    "deploy-all": {
      title: "Deploy and restart all butlers",
      use: "routine",
      steps: [
        { text: "Merge the step's pull request, which gives every butler that is left the new release." },
        { text: "Restart the butlers and see that every daemon comes up." },
      ],
    },
    validate: {
      title: "Run the validation probes",
      description: "Begin with one canary butler at least, then go through all butlers of the environment: the probes ask every one.",
      use: "routine",
      steps: [
        {
          text: "Streamable HTTP is wired: a `400`, and an answer in `/tmp/butler-mcp-probe.txt` that mentions `Content-Type`. The command asks the canary alone.",
          command: `curl -sS \\
  -o /tmp/butler-mcp-probe.txt \\
  -w "%{http_code}\\n" \\
  -X POST "http://localhost:40101/mcp" \\
  -H "accept: application/json, text/event-stream" \\
  -H "content-type: text/plain" \\
  --data '{}'`,
          probes: ["mcp-endpoint"],
        },
        {
          text: "Legacy SSE is still reachable: a `200`, after which the stream stays open until it is stopped. The command asks the canary alone.",
          command: String.raw`curl -sS -o /dev/null -w "%{http_code}\n" "http://localhost:40101/sse"`,
          probes: ["sse-endpoint"],
        },
        { text: "The runtime URL is still chosen canonically: the tests pass.", probes: ["runtime-url-tests"] },
        { text: "A notify-capable routed prompt recorded its tool calls: one recent row at least.", probes: ["notify-tool-calls"] },
      ],
    },
    "route-a-prompt": {
      title: "Run a routed prompt end to end",
      use: "routine",
      steps: [
        { text: "Send at least one prompt through the Switchboard that cannot be answered without a tool, and follow it to its result." },
      ],
    },
    "regress-notify": {
      title: "Run the notify and routing regression flow",
      use: "routine",
      steps: [
        { text: "Run the targeted regression flow for notify and routing." },
        { text: "Inspect `sessions.tool_calls` of the sessions it started.", probes: ["notify-tool-calls"] },
      ],
    },
    "check-connectors": {
      title: "Check that connectors are unaffected",
      use: "investigate",
      steps: [
        { text: "Confirm that connectors still point at `/sse`.", probes: ["connector-setting", "switchboard-sse"] },
        { text: "Confirm that connector ingestion has not regressed." },
      ],
    },
  },

  exitCriteria: [
    {
      title: "The cut-over is stable when all of these are true",
      items: [
        {
          text: "The probes of `/mcp` and `/sse` pass for every butler of the target environment",
          gate: "endpoints",
          probes: ["mcp-endpoint", "sse-endpoint"],
        },
        {
          text: "Runtime sessions in live traffic go on recording the expected tool calls",
          gate: "tool-calls",
          probes: ["notify-tool-calls"],
        },
        { text: "No connector regression is seen while connectors stay on `/sse`", gate: "connectors", probes: ["switchboard-sse"] },
        {
          text: "A rollback of the release (level 2) or of the code (level 3) was rehearsed outside production and documented",
          gate: "rollback-rehearsed",
          probes: ["rollback-rehearsal"],
        },
      ],
    },
  ],
  rehearsals: [
    {
      title: "Rollback rehearsal outside production",
      command: `# Level 2, the release
rampart rollback butlers-streamable-http staging --to before --reason "rehearsal"
# or level 3, the code
${revert}`,
      writes: `\`${rehearsalReceipt}\``,
      captures: [
        "`environment`: `development` or `staging`",
        "`level`: `release` for level 2, `source` for level 3",
        "`verdict`, `finished_at` and `notes`",
      ],
      onFailure: "The cut-over does not count as stable anywhere until a rehearsal has passed",
      archive: "The receipt is committed beside the rollout and linked from `butlers-1017`",
    },
  ],
  references: [
    { title: "Tests of the runtime URL", source: { path: "tests/core/test_mcp_urls.py" } },
    { title: "Tests of the spawner's MCP configuration", source: { path: "tests/core/test_spawner_mcp_config.py" } },
  ],
});
