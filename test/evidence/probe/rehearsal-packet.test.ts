import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../src/base/canonical-json.ts";
import { rehearsalPacket } from "../../../src/evidence/probe/rehearsal-packet.ts";
import { lastContexts, ownContext } from "./contexts.ts";

describe("rehearsalPacket()", () => {
  test("tells what would be sent, what is expected, and which credentials are needed", async () => {
    const { probes, credentials } = rehearsalPacket(await ownContext("koan-http-sse", "production", "before"), {
      from: undefined,
      diff: [],
    });
    expect(credentials).toEqual([]);
    expect(probes.map(({ probe, purpose }) => [probe, purpose])).toEqual([["stdio-tools-list", "rollback"]]);
    const needing = rehearsalPacket(await ownContext("koan-http-sse", "staging", "deploy"), { from: "before", diff: [] });
    expect(needing.credentials).toEqual(["KOAN_MCP_TOKEN"]);
    expect(needing.probes.find(({ probe }) => probe === "tools-call")).toMatchObject({
      purpose: "stage",
      timeout: "10s",
      expect: [
        { path: "result", expect: { exists: true } },
        { path: "result.isError", expect: { oneOf: [false, null] } },
      ],
      request: {
        url: "https://mcp.staging.koan.dev/mcp/sse",
        transport: "sse",
        headers: { Cookie: "koan-mcp-side=always", authorization: "Bearer ${KOAN_MCP_TOKEN}" },
        messages: [
          { id: 1, method: "initialize" },
          { method: "notifications/initialized" },
          { id: 2, method: "tools/call", params: { name: "trial-site.collection", arguments: {} } },
        ],
      },
    });
  });

  test("tells levers, gates with their queries, and the ways back with their commands", async () => {
    const { levers, gates, rollback, stage } = rehearsalPacket(await ownContext("mcp-gateway-rust", "production", "canary-10"), {
      from: "canary-5",
      diff: ["-a", "+b"],
    });
    expect(stage).toMatchObject({ name: "canary-10" });
    expect(levers).toMatchObject({ moves: ["weight 10 %"], weight: "10 of 100", candidatePercent: "10" });
    expect(gates).toContainEqual(
      expect.objectContaining({
        name: "error-rate",
        queries: expect.objectContaining({ withinHold: expect.stringContaining(" <= bool ") }),
        crossed: expect.objectContaining({ hold: expect.stringContaining("above") }),
      }),
    );
    expect(rollback.levels[0]).toMatchObject({ level: 1, verify: ["canary-weight-zero"] });
    expect(canonicalJson(rollback)).toContain("kubectl");
  });

  test("is the same each time, for every rollout", async () => {
    for (const context of await lastContexts()) {
      const packet = () => canonicalJson(rehearsalPacket(context, { from: undefined, diff: [] }));
      expect(packet()).toBe(packet());
    }
  });
});
