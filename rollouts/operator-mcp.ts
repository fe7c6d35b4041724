import { defineRollout } from "rampart";

const adapter = "connectors/operator_mcp_adapter.py";
const template = "connectors/neo_apsu_connector_template.py";
const smokeScript = "scripts/stage_b_smoke.py";
const drillLedger = "logs/stage_b_rotation_drills.jsonl";
const smokeReceipt = "logs/stage_b_smoke.json";
const latestRun = "20250925T100029Z-stage_b3_connector_rotation";

const smokeCommand = "python scripts/stage_b_smoke.py --json";
const quietSmokeCommand = "python scripts/stage_b_smoke.py --json --skip-heartbeat";
const packetCommand = "python scripts/generate_stage_b_rehearsal_packet.py";

/** What a clean answer of the smoke script says, whether it is printed now or was kept. */
const cleanSmoke = [
  { path: "targets", expect: { includes: ["operator_api", "operator_upload", "crown_handshake"] } },
  { path: "services.operator_api.session", expect: { exists: true } },
  { path: "services.operator_api.session.accepted_contexts", expect: { includes: ["stage-b-rehearsal"] } },
  { path: "doctrine_failures", expect: { empty: true } },
] as const;

function lines(path: string, from: number, to: number): { path: string; lines: [number, number] } {
  return { path, lines: [from, to] };
}

/** How the adapter reads the drill history. */
const doctrineReport = lines(adapter, 120, 161);

export default defineRollout({
  name: "operator-mcp",
  title: "Operator traffic through the Stage B MCP gateway",
  summary:
    "`operator_api`, `operator_upload` and `crown_handshake` send operator traffic through the MCP gateway instead of the legacy FastAPI handlers. One environment variable, `ABZU_USE_MCP`, decides. Staging rehearses it (Stage B) and production follows; receipts of smoke runs and of credential rotations show whether it may go on.",
  objective:
    "MCP carries operator traffic in production, every rehearsal leaves receipts that an auditor can follow, credentials rotate within 48 h, and one switch brings the legacy handlers back.",
  service: "operator",
  team: "operators",

  instances: {
    "operator-api": { note: "Listed as `operator_api` in `targets`; one of the two operator connectors whose rotations are recorded." },
    "operator-upload": { note: "Listed as `operator_upload` in `targets`; the other operator connector whose rotations are recorded." },
    "crown-handshake": {
      note: "Listed as `crown_handshake` in `targets`; exercised by the smoke run, without entries in the rotation ledger.",
    },
  },
  helm: { release: "operator", chart: "charts/operator", variables: "env" },
  variables: {
    ABZU_USE_MCP: {
      purpose:
        "Switches the MCP handshake and heartbeat on. Must be `1` for a rehearsal: `OperatorMCPAdapter.stage_b_context_enabled()` refuses without it, as the connector template's guard does. `0`, like unset, is the kill switch.",
      required: true,
      allowed: ["1", "0"],
      workload: "Adapter and connector template",
      sources: [lines(adapter, 162, 177), lines(template, 16, 61)],
    },
    MCP_GATEWAY_URL: {
      purpose:
        "Base URL of the MCP gateway that handshakes, heartbeats and commands go to, in rehearsals and in production. Stages set it, because the default names the caller's own machine.",
      required: true,
      default: "http://localhost:8001",
      format: "url",
      workload: "Adapter and connector template",
      sources: [lines(template, 17, 112)],
    },
    MCP_CONNECTOR_TOKEN: {
      purpose:
        "Bearer credential that goes into the handshake payload where the gateway enforces bearer authentication. When a rehearsal swaps credentials, set it together with the rotation overrides.",
      required: false,
      format: "secret",
      workload: "Connector template",
      sources: [lines(template, 33, 56)],
    },
    MCP_LAST_ROTATED: {
      purpose: "Overrides the rotation time that the handshake advertises; a time long past plays stale credentials in a drill.",
      required: false,
      format: "iso-8601",
      workload: "Connector template",
      sources: [lines(template, 39, 61)],
    },
    MCP_ROTATION_WINDOW: {
      purpose:
        "Overrides the rotation window that the handshake advertises; a shorter one plays a tighter rule in a drill. Anything but 48 h makes `doctrine_report` fail, so it is unset again before a gate is judged.",
      required: false,
      example: "PT48H",
      format: "iso-8601-duration",
      workload: "Connector template",
      sources: [lines(template, 39, 61)],
    },
    MCP_SUPPORTS_HOT_SWAP: {
      purpose: "Feature toggle that overrides whether the handshake advertises credentials as replaceable while running.",
      required: false,
      format: "boolean",
      workload: "Connector template",
      sources: [lines(template, 39, 61)],
    },
    MCP_ROTATION_HINT: {
      purpose: "Overrides the rotation hint that the handshake advertises.",
      required: false,
      workload: "Connector template",
      sources: [lines(template, 39, 61)],
    },
  },

  gates: {
    "rehearsal-prepared": {
      kind: "probe",
      title: "The session is set up for a rehearsal",
      probes: ["mcp-enabled", "gateway-url", "no-overrides"],
    },
    packet: {
      kind: "probe",
      title: "The rehearsal packet can be made",
      description: "Handshake and heartbeat of every connector against a mock gateway; the live one is not touched.",
      probes: ["rehearsal-packet"],
    },
    "packet-filed": {
      kind: "checklist",
      title: "The rehearsal packet is on file",
      items: [
        { text: "`logs/stage_b_rehearsal_packet.json` is archived beside the rotation ledger", owner: "operators" },
        {
          text: "Every entry of `doctrine_failures` is written up in the packet with the steps that remedied it, or there is none",
          owner: "operators",
        },
      ],
    },
    smoke: {
      kind: "probe",
      title: "The smoke run is clean",
      description: "Run now, against the gateway of this environment.",
      probes: ["smoke"],
    },
    doctrine: {
      kind: "receipt",
      title: "The kept smoke receipt shows no doctrine failure",
      description:
        "The receipt carries no time of its own; the same run appends to the rotation ledger, whose age the gate `rotation` judges.",
      receipts: ["smoke-receipt"],
    },
    rotation: {
      kind: "receipt",
      title: "Both operator connectors rotated within 48 h",
      receipts: ["rotation-ledger"],
    },
    "drill-flagged": {
      kind: "checklist",
      title: "The drill was noticed",
      description: "With a window other than 48 h the doctrine report has to fail; a drill that passes has proved nothing.",
      items: [{ text: "`doctrine_failures` of the drill's smoke run names the shortened window", owner: "operators" }],
    },
    "rehearsal-filed": {
      kind: "checklist",
      title: "The rehearsal can be audited",
      items: [
        {
          text: "The JSON output of each local rehearsal is kept with the incident notes, so that rotation ledger and doctrine report stay auditable",
          owner: "operators",
        },
      ],
    },
    "incidents-closed": {
      kind: "checklist",
      title: "Every gateway incident is closed with its evidence",
      items: [
        { text: "The recovery smoke report is attached to the incident record", owner: "operators" },
        { text: "The rotation ledger lines are attached to the incident record", owner: "operators" },
        { text: "Every gap in the rotation ledger is noted and known in the incident channel", owner: "operators" },
      ],
    },
    "credentials-rotated": {
      kind: "checklist",
      title: "The live credentials are rotated and on record",
      items: [
        { text: "The live secrets are updated and the new token passes at the MCP gateway", owner: "operators" },
        { text: "The rotation is in the incident log", owner: "operators" },
        { text: "The JSON receipt of the smoke run is archived", owner: "operators" },
      ],
    },
  },

  probes: {
    "mcp-enabled": {
      kind: "command",
      title: "MCP is switched on",
      proves: "The session would not be refused by `OperatorMCPAdapter.stage_b_context_enabled()`.",
      command: 'test "$ABZU_USE_MCP" = 1',
      variables: { ABZU_USE_MCP: "`1`" },
      sources: [lines(adapter, 162, 177)],
    },
    "gateway-url": {
      kind: "command",
      title: "The gateway URL is not the local default",
      proves: "Somebody chose the gateway; that it is the rehearsal environment's own is compared with the stage's `MCP_GATEWAY_URL`.",
      command: 'test -n "$MCP_GATEWAY_URL" && test "$MCP_GATEWAY_URL" != http://localhost:8001',
      variables: { MCP_GATEWAY_URL: "as the stage sets it" },
      sources: [lines(template, 17, 112)],
    },
    "no-overrides": {
      kind: "command",
      title: "No rotation override is left over",
      proves: "The handshake advertises the real rotation metadata, with the default window.",
      command: 'test -z "$MCP_LAST_ROTATED$MCP_ROTATION_WINDOW$MCP_SUPPORTS_HOT_SWAP$MCP_ROTATION_HINT"',
      variables: {
        MCP_LAST_ROTATED: "unset, save in a drill",
        MCP_ROTATION_WINDOW: "unset, save in a drill",
        MCP_SUPPORTS_HOT_SWAP: "unset, save in a drill",
        MCP_ROTATION_HINT: "unset, save in a drill",
      },
      sources: [lines(template, 39, 61)],
    },
    "rehearsal-packet": {
      kind: "command",
      title: "Rehearsal packet",
      proves: "Handshake, mock answer, heartbeat and doctrine verdict of each connector can be produced without the live gateway.",
      timeout: "2m",
      command: packetCommand,
    },
    smoke: {
      kind: "command",
      title: "Stage B smoke run",
      proves:
        "The handshake works, a rehearsal heartbeat went out, rotation drills are recorded and `OperatorMCPAdapter.doctrine_report` confirms all requirements of the adapter.",
      timeout: "2m",
      command: smokeCommand,
      variables: { ABZU_USE_MCP: "`1`", MCP_GATEWAY_URL: "as the stage sets it" },
      expect: { json: cleanSmoke },
      sources: [lines(smokeScript, 19, 94)],
    },
    "smoke-receipt": {
      kind: "receipt",
      title: "Kept answer of the smoke run",
      proves: "All three services were exercised, the handshake gave a session that accepts rehearsals, and the doctrine report is empty.",
      file: smokeReceipt,
      format: "json",
      expect: cleanSmoke,
      writtenBy: "run-smoke",
      sources: [lines(smokeScript, 19, 94)],
    },
    "rotation-ledger": {
      kind: "receipt",
      title: "Latest rotation drills",
      proves:
        "`record_rotation_drill()` wrote an entry for both operator connectors, the newest is at most 48 h old and keeps the 48 h window.",
      file: drillLedger,
      format: "jsonl",
      latestPer: { field: "connector_id", values: ["operator_api", "operator_upload"] },
      expect: [
        { path: "rotated_at", expect: { format: "iso-8601" } },
        { path: "rotated_at", expect: { within: "48h" } },
        { path: "window_hours", expect: { equals: 48 } },
      ],
      writtenBy: "run-smoke",
      sources: [lines(smokeScript, 96, 123), doctrineReport],
    },
  },

  ladders: {
    staging: {
      stages: [
        {
          name: "before",
          title: "Legacy handlers only",
          levers: { variables: { ABZU_USE_MCP: "0" } },
        },
        {
          name: "dry-run",
          title: "Packet without the gateway",
          description: "Handshake and heartbeat are produced against a mock, so that the payloads can be read before anything is sent.",
          gates: ["packet", "packet-filed"],
          procedures: ["make-packet"],
        },
        {
          name: "rehearsal",
          title: "Stage B rehearsal against the gateway",
          levers: {
            variables: { ABZU_USE_MCP: "1", MCP_GATEWAY_URL: "https://mcp-gateway.staging.example.com" },
            wave: "rest",
          },
          gates: ["rehearsal-prepared", "smoke", "doctrine", "rotation"],
          procedures: ["prepare-rehearsal", "run-smoke", "review-ledger"],
        },
        {
          name: "rotation-drill",
          title: "Drill with a shortened rotation window",
          description:
            "The one stage that sets an override: the handshake advertises half the window and the doctrine report has to object.",
          levers: { variables: { MCP_ROTATION_WINDOW: "PT24H" } },
          gates: ["drill-flagged"],
          procedures: ["run-smoke"],
        },
        {
          name: "observed",
          title: "Default window, one rotation window long",
          description: "The override is gone; nightly runs and one more smoke run have to bring 48 h entries back.",
          levers: { variables: { MCP_ROTATION_WINDOW: null } },
          hold: "48h",
          gates: ["rehearsal-prepared", "smoke", "doctrine", "rotation", "rehearsal-filed", "incidents-closed"],
          procedures: ["run-smoke", "review-ledger"],
        },
        {
          name: "steady",
          title: "Rehearsals go on, nothing moves",
          description: "The nightly run keeps watch over the rotation window.",
        },
      ],
    },
    production: {
      window: "working-hours",
      entry: [
        {
          environment: "staging",
          stage: "observed",
          observedFor: "48h",
          note: "A misconfigured rehearsal has to come to light before production, and every doctrine failure has to be written up.",
        },
      ],
      stages: [
        {
          name: "before",
          title: "Legacy handlers only",
          levers: { variables: { ABZU_USE_MCP: "0" } },
          gates: ["packet-filed", "rehearsal-filed"],
        },
        {
          name: "enabled",
          title: "MCP enabled, under observation",
          description: "The three services share the flag and move together; one rotation window shows whether receipts keep coming.",
          levers: {
            variables: { ABZU_USE_MCP: "1", MCP_GATEWAY_URL: "https://mcp-gateway.production.example.com" },
            wave: "rest",
          },
          hold: "48h",
          gates: ["smoke", "doctrine", "rotation", "incidents-closed"],
          procedures: ["run-smoke", "review-ledger"],
        },
        {
          name: "rotation",
          title: "First scheduled credential rotation",
          hold: "48h",
          gates: ["credentials-rotated", "smoke", "doctrine", "rotation", "incidents-closed"],
          procedures: ["rotate-credentials", "review-ledger"],
        },
        {
          name: "steady",
          title: "MCP is the normal way",
          description: "Scheduled rotations follow the same procedure; the nightly run keeps watch over the rotation window.",
        },
      ],
    },
  },

  rollback: {
    triggers: [{ text: "The MCP gateway is unavailable" }, { text: "The MCP gateway fails the handshake" }],
    levels: [
      {
        title: "Kill switch: freeze MCP traffic of a deployment",
        blastRadius: "instance",
        when: "First answer to a failing gateway, in the deployment that is affected.",
        steps: [
          {
            text: "Set the flag to `0`, or unset it, in the affected deployment. Operator traffic goes through the legacy FastAPI handlers again, the same path that the communication gateway takes whenever MCP is disabled.",
            snippet: { language: "text", content: "ABZU_USE_MCP=0" },
            sources: [lines("communication/gateway.py", 1, 62)],
          },
          {
            text: "Past Git, when it cannot wait for a pull request: self-healing sync sets the flag back, so pause the sync of this deployment or follow with the next level. `DEPLOYMENT` is the affected one, `NAMESPACE` the one of this environment.",
            command: 'kubectl -n "$NAMESPACE" set env "deployment/$DEPLOYMENT" ABZU_USE_MCP=0',
          },
        ],
        notSafeFor: [
          {
            subject: "The rotation ledger",
            reason:
              "While the flag is off `record_rotation_drill` logs no new entry: the gap has to be noted, and after 48 h the nightly run fails on it.",
          },
        ],
        sources: [lines("communication/gateway.py", 1, 62)],
      },
      {
        title: "Whole environment back to the legacy handlers",
        blastRadius: "environment",
        when: "More than one deployment is affected, or the gateway will not be back soon.",
        steps: [
          {
            text: "Take the environment back to the stage `before`, which sets the flag to `0` for all three services and leaves a ledger entry with the reason.",
            snippet: { language: "text", content: "ABZU_USE_MCP=0" },
          },
        ],
        notSafeFor: [{ subject: "The rotation ledger", reason: "The same gap, for both operator connectors at once." }],
      },
    ],
    afterwards: [
      {
        text: "Pause rehearsals: no smoke run until the gateway is stable. Where an automated job cannot be stopped, let it skip the heartbeat for the time being, so that logging is exercised without stress on the failed endpoint; with the flag off the adapter refuses the run and records nothing, so this is no substitute for pausing.",
        command: quietSmokeCommand,
      },
      {
        text: "Assess the doctrine impact: write the gap down in the rotation ledger and tell the incident channel, so that an audit finds missing entries explained.",
      },
      {
        text: "Restore MCP once the gateway has recovered: undo the kill switch of level 1, or take the step up again after level 2. In the console session, for the next command:",
        command: "export ABZU_USE_MCP=1",
      },
      {
        text: "Run the smoke script again; the list of doctrine failures has to be empty and rotation entries have to come in again.",
        command: smokeCommand,
        probes: ["smoke", "rotation-ledger"],
      },
      {
        text: "Document the closure: the smoke report of the recovery and the lines of the rotation ledger go into the incident record, and only then mark the gateway healthy.",
      },
    ],
  },

  contacts: {
    operators: { role: "Operators", duty: "Rehearse, rotate credentials, switch MCP off and on, keep the receipts." },
    "incident-channel": { role: "Incident channel", duty: "Hears of every gap in the rotation ledger." },
    auditors: { role: "Auditors", duty: "Confirm from packet and ledger which MCP contract payloads a rehearsal used." },
  },
  scope: {
    covers: [
      "The services `operator_api`, `operator_upload` and `crown_handshake`",
      "The environment toggles that MCP traffic depends on, in Stage B rehearsals and in production",
      "Rehearsing the deployment with `scripts/stage_b_smoke.py`",
      "Verifying credential rotation",
      "Going back when the gateway fails",
    ],
  },
  architecture: {
    parts: {
      "operator-console": { title: "Operator console session" },
      connectors: { title: "`operator_api`, `operator_upload`, `crown_handshake`" },
      adapter: { title: "OperatorMCPAdapter", note: "`connectors/operator_mcp_adapter.py`: doctrine report and rotation drills" },
      template: { title: "Connector template", note: "`connectors/neo_apsu_connector_template.py`: handshake and heartbeat" },
      "mcp-gateway": { title: "MCP gateway", note: "Found by `MCP_GATEWAY_URL`" },
      "legacy-handlers": { title: "Legacy FastAPI handlers", note: "The path whenever MCP is disabled" },
      "rotation-ledger": { title: "Rotation ledger", note: "`logs/stage_b_rotation_drills.jsonl`" },
    },
    flows: [
      { from: "operator-console", to: "connectors", label: "operator traffic" },
      { from: "connectors", to: "adapter", label: "ABZU_USE_MCP=1" },
      { from: "connectors", to: "legacy-handlers", label: "ABZU_USE_MCP=0 or unset" },
      { from: "adapter", to: "template" },
      { from: "template", to: "mcp-gateway", label: "handshake, heartbeat, commands" },
      { from: "adapter", to: "rotation-ledger", label: "record_rotation_drill()" },
    ],
  },
  compatibility: {
    rows: [
      {
        caller: "Operator traffic with `ABZU_USE_MCP=1`",
        during: "MCP gateway",
        notes: "Handshake, heartbeat and commands go to `MCP_GATEWAY_URL`.",
      },
      {
        caller: "Operator traffic with `ABZU_USE_MCP=0`, or the variable unset",
        during: "Legacy FastAPI handlers",
        notes: "No rotation drill is recorded.",
      },
    ],
  },
  preconditions: [
    {
      text: "The environment toggles are configured before the smoke script runs.",
      environments: ["staging"],
      before: "rehearsal",
      command: "export ABZU_USE_MCP=1",
      probes: ["mcp-enabled", "gateway-url", "no-overrides"],
      sources: [lines(adapter, 162, 177), lines(template, 16, 61)],
    },
    {
      text: "Whatever a run reported in `doctrine_failures` is documented in the rehearsal packet, with its remediation, before credentials are rotated in production.",
      environments: ["production"],
      before: "rotation",
    },
  ],
  invariants: [
    { text: "The legacy FastAPI handlers stay deployed", reason: "The kill switch routes operator traffic to them" },
    {
      text: "Credentials rotate at least every 48 h",
      reason: "`doctrine_report` and the nightly run hold every environment with MCP on to that window",
    },
  ],

  procedures: {
    "prepare-rehearsal": {
      title: "Prepare a rehearsal",
      use: "routine",
      steps: [
        { text: "Switch MCP on in the operator console session.", command: "export ABZU_USE_MCP=1", probes: ["mcp-enabled"] },
        { text: "Confirm that the URL of the gateway is the one of the rehearsal environment.", probes: ["gateway-url"] },
        { text: "Set rotation overrides only where a drill needs a window other than the default.", probes: ["no-overrides"] },
      ],
    },
    "run-smoke": {
      title: "Run the Stage B smoke script",
      description:
        "Checks the MCP handshake, sends a rehearsal heartbeat, writes down a rotation drill for each credential and judges compliance with the doctrine.",
      use: "routine",
      steps: [
        { text: "Make sure that the environment toggles are configured.", probes: ["mcp-enabled", "gateway-url"] },
        {
          text: "Run the script for structured output and keep the answer as a receipt; a local rehearsal stores it with the incident notes.",
          command: `${smokeCommand} > ${smokeReceipt}`,
          sources: [lines(smokeScript, 19, 94)],
        },
        {
          text: "Where no telemetry may reach the gateway, for instance when a cold standby is in the path, leave the heartbeat out.",
          command: quietSmokeCommand,
          sources: [lines(smokeScript, 19, 94)],
        },
        {
          text: "Review the answer: a missing or malformed session blocks doctrine compliance, as does any entry of `doctrine_failures`.",
          probes: ["smoke-receipt"],
        },
        {
          text: "Look into `logs/stage_b_rotation_drills.jsonl`: this run appended a rotation receipt for both operator connectors.",
          probes: ["rotation-ledger"],
          sources: [lines(smokeScript, 96, 123)],
        },
      ],
    },
    "review-ledger": {
      title: "Review the rotation ledger",
      description:
        "`record_rotation_drill()` writes one JSON line per connector: when it rotated, and the window that is enforced. `OperatorMCPAdapter.doctrine_report` asks for such entries, and for a latest one that keeps to 48 h.",
      use: "investigate",
      steps: [
        { text: "Read the end of the ledger after a rehearsal.", command: "tail logs/stage_b_rotation_drills.jsonl" },
        {
          text: "What an entry must hold: `connector_id`, with one entry of `operator_api` and one of `operator_upload`; `rotated_at`, in UTC (ISO-8601); `window_hours`, which is `48`.",
          probes: ["rotation-ledger"],
        },
        {
          text: "Where entries are missing or name another window, correct the credentials and run the smoke script again.",
          command: smokeCommand,
        },
      ],
      sources: [doctrineReport],
    },
    "make-packet": {
      title: "Make the rehearsal packet",
      description: "For a dry run that needs the artifacts of handshake and heartbeat without touching the live gateway.",
      use: "routine",
      steps: [
        { text: "Write `logs/stage_b_rehearsal_packet.json`.", command: packetCommand },
        { text: "Read the doctrine verdict of each connector; write up failures and their remediation in the packet." },
        { text: "Archive the JSON beside the rotation ledger." },
      ],
    },
    "rotate-credentials": {
      title: "Rotate credentials on schedule",
      use: "routine",
      steps: [
        { text: "Update the live secrets and make sure that the new token passes at the MCP gateway." },
        {
          text: "Run the smoke script at once, so that a fresh rotation entry is captured.",
          command: `${smokeCommand} > ${smokeReceipt}`,
          probes: ["rotation-ledger"],
        },
        { text: "Enter the rotation in the incident log and put the JSON receipt into the archive." },
      ],
    },
  },

  exitCriteria: [
    {
      title: "MCP carries operator traffic",
      items: [
        { text: "The smoke run is clean in production", gate: "smoke", probes: ["smoke"] },
        { text: "Both operator connectors have an entry within the 48 h window", gate: "rotation", probes: ["rotation-ledger"] },
        { text: "The first scheduled rotation is done and on record", gate: "credentials-rotated" },
      ],
    },
    {
      title: "A failed gateway is healthy again",
      items: [
        { text: "Doctrine failures are empty and rotation entries have resumed", probes: ["smoke", "rotation-ledger"] },
        { text: "Recovery smoke report and rotation ledger lines are attached to the incident record", gate: "incidents-closed" },
      ],
    },
  ],
  troubleshooting: [
    {
      symptom: "`doctrine_failures` is not empty",
      causes: [
        {
          cause: "Session missing or malformed",
          explanation: "The handshake did not return the session that the heartbeat is filled from.",
        },
        {
          cause: "`accepted_contexts` lacks `stage-b-rehearsal`",
          explanation: "The connector template raises an exception and the report flags the run.",
        },
        { cause: "No rotation history", explanation: "Nothing was ever recorded, or MCP was off when it should have been." },
        {
          cause: "Latest `window_hours` is not 48",
          explanation: "A drill's override is still set, or the gateway enforces another window.",
        },
        {
          cause: "Credential expiry is not confirmed by the heartbeat",
          explanation: "`credential_expiry` agrees neither with the session nor with the explicit override.",
        },
      ],
      steps: [
        { text: "Compare what the run logged and sent with the samples below: that is the telemetry of a healthy adapter." },
        {
          text: "Remedy the cause at once, write it up in the rehearsal packet and run the smoke script again.",
          command: smokeCommand,
          sources: [doctrineReport],
        },
      ],
    },
    {
      symptom: "The rotation ledger has no entries, or another window than 48 h",
      steps: [{ text: "Correct the credentials, then run the smoke script again.", command: smokeCommand, sources: [doctrineReport] }],
    },
    {
      symptom: "A rehearsal is rejected before it starts",
      causes: [{ cause: "`ABZU_USE_MCP` is not set", explanation: "`OperatorMCPAdapter.stage_b_context_enabled()` refuses, on purpose." }],
      steps: [{ text: "Switch MCP on, unless it is frozen.", command: "export ABZU_USE_MCP=1", sources: [lines(adapter, 162, 177)] }],
    },
  ],
  samples: [
    {
      title: "Handshake acknowledgement",
      snippet: {
        language: "json",
        content:
          '{"level": "INFO", "event": "mcp.handshake", "stage": "B", "session_id": "op-6f1c", "accepted_contexts": ["stage-b-rehearsal"]}',
      },
      explanation:
        "Logged by the connector template when a handshake succeeds. `doctrine_report` rests on it indirectly: the stored session is what the Stage B heartbeat is filled from, and its `accepted_contexts` must include `stage-b-rehearsal`.",
      sources: [lines(template, 132, 196)],
    },
    {
      title: "Heartbeat payload",
      snippet: {
        language: "json",
        content: `{
  "event": "stage-b-smoke",
  "chakra": "neo",
  "cycle_count": 0,
  "context": "stage-b-rehearsal",
  "credential_expiry": "2025-01-18T22:00:00Z",
  "emitted_at": "2025-01-17T22:00:05Z"
}`,
      },
      explanation:
        "Sent by `scripts/stage_b_smoke.py` unless `--skip-heartbeat` is given. Chakra, cycle count and context are the canonical ones, filled in by the adapter, which also checks that `credential_expiry` agrees with the session or the explicit override; where that fails, `doctrine_report` says so before production does. The expiry is the credential's own, not the 48 h rotation window.",
      sources: [lines(template, 200, 273), lines(smokeScript, 66, 118)],
    },
    {
      title: "Rotation drill entry",
      snippet: {
        language: "jsonl",
        file: drillLedger,
        content: '{"connector_id": "operator_api", "rotated_at": "2025-01-17T22:00:06Z", "window_hours": 48}',
      },
      explanation:
        "Every smoke run appends entries of this kind. Without any history, or with a latest `window_hours` other than 48, `doctrine_report` fails.",
      sources: [doctrineReport],
    },
  ],
  rehearsals: [
    {
      title: "Stage B rehearsal packet",
      command: packetCommand,
      writes: "`logs/stage_b_rehearsal_packet.json`",
      captures: ["Outbound handshake payload", "Mock gateway response", "Emitted heartbeat", "Doctrine verdict for each connector"],
      runs: [
        {
          id: latestRun,
          window: "20250925T095833Z-PT48H",
          verdict: "`doctrine_ok: true` for `operator_api`, `operator_upload` and `crown_handshake`",
          sources: [lines(`logs/stage_b/${latestRun}/summary.json`, 1, 40)],
        },
      ],
      keptWindows: [
        { window: "20250925T094604Z-PT48H", sources: [lines(drillLedger, 12, 23)] },
        { window: "20250922T101554Z-PT48H", sources: [lines(drillLedger, 12, 23)] },
        {
          window: "20251024T174210Z-PT48H",
          note: "Handed down as an earlier window, but by its own date a month younger than the latest recorded run, whose 48 h were long over: read as a window without a recorded verdict.",
          sources: [lines(drillLedger, 12, 23)],
        },
      ],
      onFailure:
        "Any entry in `doctrine_failures` is documented in the packet with its remediation before a rotation is attempted in production.",
      archive: "The JSON is archived beside the rotation ledger, so that auditors can see which MCP contract payloads the rehearsal used.",
    },
  ],
  automation: [
    {
      title: "Nightly smoke run",
      schedule: "Every night, in CI",
      command: smokeCommand,
      produces: ["The JSON receipt, uploaded"],
      failsWhen: "`ROTATION_WINDOW_HOURS` (48) is violated",
      sources: [lines("docs/connectors/operator_mcp_audit.md", 12, 29)],
    },
  ],
  risks: [
    {
      title: "Gap in the rotation ledger",
      impact: "Auditors find entries missing, and the nightly run fails once the gap exceeds 48 h.",
      mitigations: [
        "Note the gap while it lasts and tell the incident channel",
        "Close the incident only with the recovery smoke report and the ledger lines attached",
      ],
    },
    {
      title: "Rehearsal against the wrong gateway",
      impact: "Unset, the gateway URL falls back to `http://localhost:8001` and the rehearsal proves nothing about this environment.",
      mitigations: ["Stages set the URL", "A probe refuses the default"],
    },
  ],
  dependencies: [
    {
      name: "MCP gateway",
      provides: "Handshake, heartbeat and command routing",
      kind: "internal",
      risk: "Unavailable, or fails the handshake",
      fallback: "Legacy FastAPI handlers",
    },
  ],
  references: [
    {
      title: "Operator MCP audit",
      source: { path: "docs/connectors/operator_mcp_audit.md" },
      note: "What an audit expects of rehearsals and rollback; this page answers it.",
    },
    {
      title: "MCP capability payload",
      source: { path: "docs/connectors/mcp_capability_payload.md" },
      note: "Rules for the Stage B capability payload that handshakes follow.",
    },
    {
      title: "MCP heartbeat payload",
      source: { path: "docs/connectors/mcp_heartbeat_payload.md" },
      note: "Required fields of the canonical heartbeat, as in the sample.",
    },
    {
      title: "The Absolute Protocol",
      source: { path: "docs/The_Absolute_Protocol.md" },
      note: "Connector doctrine: Stage B readiness, enforced rotation and runbooks written for operators.",
    },
  ],
});
