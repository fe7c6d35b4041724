import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { freePort } from "../evidence/prometheus/free-port.ts";
import { ownFolder, start, type Program } from "./harness/start.ts";
import { part } from "./harness/part.ts";
import { filesBelow, treeRows } from "./ladder-trees.ts";
import { moduleVersion } from "./real-tool.ts";

const { system, breakable } = part();
const manifests = treeRows.flatMap(([name, tree]) => {
  const text = filesBelow(tree, "manifests")["prometheusrule.yaml"];
  return text === undefined ? [] : [[name, text] as const];
});
const rows = breakable(manifests, "what the stage weighs is asked for with an open bracket", (sound) =>
  sound.map(([name, text]) => [name, text.replaceAll("expr: vector(", "expr: vector((")] as const),
);

const Review = z.object({
  response: z.object({
    uid: z.string(),
    allowed: z.boolean(),
    status: z
      .object({
        message: z.string().optional(),
        details: z.object({ causes: z.array(z.object({ message: z.string() })).default([]) }).optional(),
      })
      .optional(),
  }),
});

let webhook: Program;
let url: string;
beforeAll(async () => {
  url = `http://127.0.0.1:${await freePort()}`;
  webhook = await start({
    command: "admission-webhook",
    args: [`-web.listen-address=${new URL(url).host}`, "-web.enable-tls=false"],
    folder: ownFolder("operator"),
    ready: async () => (await fetch(`${url}/healthz`)).ok,
  });
  system("prometheus-operator's admission", moduleVersion("admission-webhook"));
});
afterAll(async () => webhook.stop());

/** What the operator's webhook says against a PrometheusRule; nothing where it lets it in. */
async function objection(text: string): Promise<string> {
  const request = {
    uid: "1",
    kind: { group: "monitoring.coreos.com", version: "v1", kind: "PrometheusRule" },
    resource: { group: "monitoring.coreos.com", version: "v1", resource: "prometheusrules" },
    operation: "CREATE",
    object: parse(text),
  };
  const answer = await fetch(`${url}/admission-prometheusrules/validate`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview", request }),
  });
  if (!answer.ok) throw new Error(`the webhook answered ${answer.status}: ${await answer.text()}`);
  const { response } = Review.parse(await answer.json());
  const { message = "", details } = response.status ?? {};
  return response.allowed ? "" : [message, ...(details?.causes ?? []).map((cause) => cause.message)].join("; ");
}

test.each(rows)("%s: the operator lets the PrometheusRule in", async (_, text) => {
  expect(await objection(text)).toBe("");
});

describe("the operator refuses", () => {
  const [, sound = ""] = manifests.find(([name]) => name === "production/mcp-gateway-rust/canary-5") ?? [];
  const faults: Readonly<Record<string, readonly [from: string | RegExp, to: string, said: RegExp]>> = {
    "an expression that does not parse": ["expr: vector(5)", "expr: vector(5", /unclosed left parenthesis/],
    "a template that does not parse": ["{{ $value | humanizePercentage }}", "{{ $value | humanise }}", /humanise/],
    "a duration that is none": ["for: 5m", "for: 5 m", /duration/],
    "a record whose name is none": ["record: rollout:candidate_weight:percent", "record: rollout-candidate weight", /recording rule name/],
    "the same group twice": [/name: (\S+)\.stage/, "name: $1.signals", /repeated in the same file/],
  };
  test.each(Object.entries(faults))("%s", async (_, [from, to, said]) => {
    const faulty = sound.replace(from, to);
    expect(faulty).not.toBe(sound);
    expect(await objection(faulty)).toMatch(said);
  });
});
