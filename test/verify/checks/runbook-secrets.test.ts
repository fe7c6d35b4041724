import { expect, test } from "vitest";
import { runbookSecrets } from "../../../src/verify/checks/runbook-secrets.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/RUNBOOK.md";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "what is rendered has no secrets": [{}, []],
  "placeholders and names are none": [
    {
      "RUNBOOK.md":
        "Authorization: Bearer $TOKEN\nBearer <token>\npassword: ${PASSWORD}\nhttps://user:password@example.com\ntoken: kubernetes.io/service-account-token\nhttps://user:$PASSWORD@example.com\ntoken=mcp-gateway-rust-production-0123456789\n",
    },
    [],
  ],
  "tokens of all kinds": [
    {
      "RUNBOOK.md": [
        "# A",
        `curl -H "Authorization: Bearer ${["9f86d081", "884c7d65", "9a2feaa0", "c55ad015"].join("")}"`,
        `ghp_${"a1B2".repeat(9)}`,
        `glpat-${"a1B2".repeat(5)}`,
        `xoxb-${"12345".repeat(3)}`,
        ["AKIA", "ABCDEFGHIJKLMNOP"].join(""),
        `glsa_${"a1B2".repeat(6)}`,
        `eyJ${"a1".repeat(8)}.${"b2".repeat(8)}.${"c3".repeat(8)}`,
        ["-----BEGIN RSA PRIVATE", "KEY-----"].join(" "),
        ["https://admin", "hunter22@example.com/"].join(":"),
        "",
      ].join("\n"),
    },
    [
      {
        message: 'The runbook has what looks like a token in it ("9f86...")',
        hint: "withdraw it, and name the environment variable that holds it instead: $TOKEN",
        file,
        line: 2,
      },
      {
        message: 'The runbook has what looks like a GitHub token in it ("ghp_a1B2...")',
        hint: "withdraw it, and name the environment variable that holds it instead: $TOKEN",
        file,
        line: 3,
      },
      {
        message: 'The runbook has what looks like a GitLab token in it ("glpat-a1...")',
        hint: "withdraw it, and name the environment variable that holds it instead: $TOKEN",
        file,
        line: 4,
      },
      {
        message: 'The runbook has what looks like a Slack token in it ("xoxb-123...")',
        hint: "withdraw it, and name the environment variable that holds it instead: $TOKEN",
        file,
        line: 5,
      },
      {
        message: 'The runbook has what looks like an AWS access key in it ("AKIAABCD...")',
        hint: "withdraw it, and name the environment variable that holds it instead: $TOKEN",
        file,
        line: 6,
      },
      {
        message: 'The runbook has what looks like a Grafana token in it ("glsa_a1B...")',
        hint: "withdraw it, and name the environment variable that holds it instead: $TOKEN",
        file,
        line: 7,
      },
      {
        message: 'The runbook has what looks like a JSON Web Token in it ("eyJa1a1a...")',
        hint: "withdraw it, and name the environment variable that holds it instead: $TOKEN",
        file,
        line: 8,
      },
      {
        message: 'The runbook has what looks like a private key in it ("-----BEG...")',
        hint: "withdraw it, and name the environment variable that holds it instead: $TOKEN",
        file,
        line: 9,
      },
      {
        message: 'The runbook has what looks like a password in an address in it ("hu...")',
        hint: "withdraw it, and name the environment variable that holds it instead: $TOKEN",
        file,
        line: 10,
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...runbookSecrets.check(rampFolder(edits))]).toEqual(reports);
});
