import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "../../src/compile/context.ts";
import { runbook } from "../../src/compile/generators/runbook.ts";
import { probeCommand } from "../../src/compile/runbook/probe-command.ts";
import { judgeStage } from "../../src/evidence/judge/judge-stage.ts";
import { probeReceipt } from "../../src/evidence/probe/probe-receipt.ts";
import { runProbes } from "../../src/evidence/probe/run-probes.ts";
import { selectRuns } from "../../src/evidence/probe/select-runs.ts";
import type { World } from "../../src/evidence/probe/world.ts";
import { environmentSource } from "../../src/evidence/prometheus/environment-source.ts";
import type { Confirmation } from "../../src/model/confirmation.ts";
import type { Probe } from "../../src/model/probe.ts";
import { playedHold } from "../../src/sandbox/metrics/timeline.ts";
import { serveRamps, type RampsServer } from "../../src/sandbox/metrics/serve-ramps.ts";
import { ownContext } from "./probe/contexts.ts";
import { endpoints, tokens } from "./probe/endpoints.ts";
import { serve, worldOf, type Played } from "./probe/serve.ts";

/** A stage of each rollout with the most kinds of gates, in production. */
const stages = {
  "butlers-streamable-http": "full",
  "koan-http-sse": "canary-10",
  "mcp-gateway-rust": "canary-5",
  "mcp-token-shaping": "canary",
  "operator-mcp": "rotation",
} as const;
const rollouts = Object.keys(stages);

const now = Math.floor(Date.now() / 1000);
const hour = 3600;
const moment = (ago: number): string => new Date((now - ago) * 1000).toISOString();

const smoke = {
  targets: ["operator_api", "operator_upload", "crown_handshake"],
  services: { operator_api: { session: { id: "s-1", accepted_contexts: ["stage-b-rehearsal"] } } },
  doctrine_failures: [],
};
const drills = ["operator_api", "operator_upload"].map((connector_id) =>
  JSON.stringify({ connector_id, rotated_at: moment(hour), window_hours: 48 }),
);
const rehearsal = { environment: "staging", level: "release", verdict: "pass", finished_at: moment(7 * 24 * hour), notes: "all well" };

/** What the commands of the rollouts call, and what it says when all is well. */
const programs: Readonly<Record<string, string>> = {
  "bin/kubectl": `case "$*" in *jsonpath*) printf 0;; *promtool*) echo '{} => 1 @[1]';; *) echo '{"status":"healthy"}';; esac`,
  "bin/npx": `echo '{"tools":[]}'`,
  "bin/uv": "true",
  "bin/python": `case "$*" in *stage_b_smoke.py*) printf '%s' '${JSON.stringify(smoke)}';; *) echo '{"name":"echo"}';; esac`,
  "bin/curl": `echo '{"content":[]}'`,
  "scripts/smoke_mcp_endpoints.sh": "true",
};
const files = {
  "logs/stage_b_smoke.json": JSON.stringify(smoke),
  "logs/stage_b_rotation_drills.jsonl": `${drills.join("\n")}\n`,
  "evidence/butlers-streamable-http/rollback-rehearsal.json": JSON.stringify(rehearsal),
};
const variables: Readonly<Record<string, string>> = {
  ...tokens,
  BASE_URL: "https://mcp.example.com",
  BUTLER_DATABASE_URL: "postgresql://reader@127.0.0.1:1/none",
  SWITCHBOARD_MCP_URL: "http://localhost:40100/sse",
  ABZU_USE_MCP: "1",
  MCP_GATEWAY_URL: "https://gateway.example.com",
};

let root: string;
let played: Played;
let server: RampsServer;
let contexts: ReadonlyMap<string, Context>;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "rampart-own-"));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  for (const [path, text] of Object.entries(programs)) {
    write(path, `#!/bin/bash\n${text}\n`);
    chmodSync(join(root, path), 0o755);
  }
  played = await serve(endpoints(() => "good"));
  contexts = new Map(
    await Promise.all(
      Object.entries(stages).map(async ([rollout, stage]) => [rollout, await ownContext(rollout, "production", stage)] as const),
    ),
  );
  server = await serveRamps({
    contexts: [...contexts.values()],
    now: () => now,
    standing: (rollout) => {
      const position = contexts.get(rollout)?.position;
      return position && { stage: position.stage.name, since: now - playedHold(position) - 600 };
    },
  });
});
afterAll(async () => {
  await server.stop();
  await played.close();
  rmSync(root, { recursive: true, force: true });
});

function contextOf(rollout: string): Context {
  const context = contexts.get(rollout);
  if (context === undefined) throw new Error(`expected ${rollout}`);
  return context;
}

/** Everything that people are asked for is confirmed by those who are asked. */
function confirmations({ rollout, position }: Context): readonly Confirmation[] {
  return position.stage.gates.flatMap((name): readonly Confirmation[] => {
    const gate = rollout.gates[name];
    const contact = Object.keys(rollout.contacts)[0] ?? "";
    const line = { gate: name, stage: position.stage.name, at: moment(60) };
    if (gate?.kind === "checklist") return [{ ...line, by: contact }];
    return gate?.kind === "approval" ? gate.by.map((by) => ({ ...line, by })) : [];
  });
}

/** The world in which all is well; only a database is not there. */
function world(): World {
  const env = { ...variables, PATH: `${join(root, "bin")}:${process.env["PATH"] ?? ""}`, HOME: root };
  return worldOf(played, env, root);
}

test.each(rollouts)("%s: probes pass, and with them and healthy metrics every gate that is not asked of a database", async (name) => {
  const context = contextOf(name);
  const runs = selectRuns(context, { all: true }).map((run) =>
    "saveTo" in run.probe ? { ...run, probe: { ...run.probe, saveTo: undefined } } : run,
  );
  const outcomes = await runProbes(runs, world(), new AbortController().signal);
  const missed = outcomes.filter(({ result }) => result !== "pass").map(({ run, faults }) => `${run.name}: ${faults.join("; ")}`);
  const databases = runs.filter(({ probe }) => probe.kind === "sql").map((run) => run.name);
  expect(missed.filter((line) => !databases.some((database) => line.startsWith(`${database}:`)))).toEqual([]);

  const receipt = probeReceipt(context, { rampart: "0.0.0", commit: null, at: now * 1000 }, outcomes);
  const secrets = { variable: () => undefined, file: () => undefined };
  const judged = await judgeStage(environmentSource(context.environment, secrets, server.urlOf("production", name)), context, {
    at: undefined,
    landed: () => undefined,
    receipts: [receipt],
    confirmations: confirmations(context),
    clock: () => now,
  });
  const open = judged.verdicts.filter(({ answer }) => answer !== "pass").map(({ gate, sentence }) => `${gate}: ${sentence}`);
  const needDatabase = context.position.stage.gates.filter((gate) => {
    const asked = context.rollout.gates[gate];
    return asked?.kind === "probe" && asked.probes.some((probe) => databases.includes(probe));
  });
  expect(open.filter((line) => !needDatabase.some((gate) => line.startsWith(`${gate}:`)))).toEqual([]);
  expect(judged).toMatchObject({ rollback: false, stay: { kind: "stay", origin: "stage-series" } });
});

test.each(rollouts)("%s: every probe stands in the runbook as the command that does the same", (name) => {
  const context = contextOf(name);
  const lines = new Set((runbook.generate(context)[0]?.content ?? "").split("\n").map((line) => line.trim()));
  for (const [probe, definition] of Object.entries(context.rollout.probes)) {
    // What a command sees of a request is compared with what the probe sees by the tests against real parts.
    const command = probeCommand(definition, context);
    expect(command, probe).toContain(askedOf(definition));
    const missing = command.split("\n").filter((line) => line.trim() !== "" && !lines.has(line.trim()));
    expect(missing, probe).toEqual([]);
  }
});

/** What a probe is about: a path, a command, a query, a file. */
function askedOf(probe: Probe): string {
  switch (probe.kind) {
    case "http":
    case "json-rpc":
      return /^https?:\/\/[^/]+(\/.*)$/.exec(probe.url)?.[1] ?? "/";
    case "command":
      return probe.command;
    case "sql":
      return probe.query;
    case "receipt":
      return probe.file;
  }
}
