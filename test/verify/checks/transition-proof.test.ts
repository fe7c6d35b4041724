import { expect, test } from "vitest";
import { asRegion } from "../../../src/model/body-region.ts";
import { evidenceDigest, type EvidenceBlock, type EvidenceContent } from "../../../src/model/evidence-block.ts";
import { evidenceJson } from "../../../src/model/evidence-text.ts";
import { transitionProof } from "../../../src/verify/checks/transition-proof.ts";
import { entry, ledger, side, transition } from "../checkout.ts";

const head = "0123456789abcdef0123456789abcdef01234567";
const other = "fedcba9876543210fedcba9876543210fedcba98";

const content: EvidenceContent = {
  version: 1,
  environment: "production",
  rollout: "checkout",
  from: "canary-5",
  to: "canary-50",
  judgedAt: "2026-11-20T09:00:00Z",
  expires: "2026-11-21T09:00:00Z",
  server: "2.53.0",
  verdicts: [
    { gate: "reviewed", kind: "checklist", answer: "pass", rollback: false, sentence: "Every item is done." },
    {
      gate: "quiet",
      kind: "alerts-quiet",
      answer: "pass",
      rollback: false,
      sentence: "No alert – “quiet”.",
      value: "0",
      shown: "0 alerts",
    },
  ],
};
const evidence = [
  { gate: "reviewed", verdict: "pass" },
  { gate: "quiet", verdict: "pass", value: "0 alerts" },
];

interface Given {
  readonly change?: Partial<EvidenceContent>;
  readonly commit?: string;
  readonly digest?: string;
  readonly line?: object;
  readonly edit?: (body: string) => string;
  readonly to?: string;
}

/** What is found of a step whose body and ledger line agree, but for what is given. */
function found({ change = {}, commit = head, digest, line = {}, edit = (body) => body, to = "canary-50" }: Given) {
  const changed = { ...content, ...(to === "before" ? { to } : {}), ...change };
  const block: EvidenceBlock = { ...changed, commit, digest: digest ?? evidenceDigest(changed) };
  const text = `It goes up.\n\n- [ ] one thing\n\n<!-- rampart:evidence -->\n\n\`\`\`json\n${evidenceJson(block)}\n\`\`\``;
  const body = edit(`Hello.\n\n${asRegion(text)}\n\nBye.`);
  const added = entry(2, "canary-5", to, { evidence, evidenceDigest: evidenceDigest(changed), ...line });
  const step = transition(side("canary-5", ledger), side(to, [...ledger, added]));
  return [...transitionProof.check({ ...step, pullRequest: { body, head } })];
}

const place = { file: "environments/production/checkout.ledger.jsonl", line: 3 };

const cases: Readonly<Record<string, readonly [given: Given, messages: readonly string[]]>> = {
  "evidence that belongs to the commit and to the line": [{}, []],
  "a body that a browser has given CRLF": [{ edit: (body) => body.replaceAll("\n", "\r\n") }, []],
  "a box that somebody has ticked": [{ edit: (body) => body.replace("- [ ]", "- [x]") }, []],
  "a remark beside it": [{ edit: (body) => `${body}\n\nLooks good, but 0.4 % is much.` }, []],
  "our own marks": [{ edit: (body) => body.replace("<!-- rampart:begin -->\n", "<!-- rampart:begin -->\n<!-- rampart:draft -->\n") }, []],
  "no body at all": [{ edit: () => "" }, ["The pull request's body carries no evidence of this step"]],
  "a marker that was lost": [
    { edit: (body) => body.replace("<!-- rampart:end -->", "") },
    ["The pull request's body carries no evidence of this step"],
  ],
  "a sentence that was made to say something else": [
    { edit: (body) => body.replace("It goes up.", "It goes up, all is well.") },
    ["The body was edited where it tells what was measured"],
  ],
  "a verdict that was changed": [
    { change: {}, edit: (body) => body.replace('"value": "0"', '"value": "7"') },
    [
      "The body was edited where it tells what was measured",
      expect.stringMatching(/^The evidence was altered: its digest is sha256:\w{64}, the ledger's line names sha256:\w{64}$/),
    ],
  ],
  "a digest that was changed with it": [{ digest: `sha256:${"0".repeat(64)}` }, [expect.stringMatching(/^The evidence was altered/)]],
  "a line that names no digest": [
    { line: { evidenceDigest: undefined } },
    ["The ledger's line names no digest that the evidence could be held against"],
  ],
  "evidence of another commit": [{ commit: other }, [`The evidence is for commit ${other}, the head is ${head}`]],
  "evidence of another move": [
    { change: { from: "before" } },
    [
      'The evidence is of the step "checkout" in "production" from "before" to "canary-50", not of "checkout" in "production" from "canary-5" to "canary-50"',
    ],
  ],
  "evidence of the day before": [
    { change: { judgedAt: "2026-11-19T11:00:00Z", expires: "2026-11-20T11:00:00Z" } },
    ["The evidence is of 2026-11-19T11:00:00Z, and counted until 2026-11-20T11:00:00Z"],
  ],
  "evidence that gives itself a longer life": [
    { change: { judgedAt: "2026-11-19T11:00:00Z", expires: "2027-11-20T11:00:00Z" } },
    ["The evidence is of 2026-11-19T11:00:00Z, and counted until 2026-11-20T11:00:00Z"],
  ],
  "evidence of tomorrow": [
    { change: { judgedAt: "2026-11-21T11:00:00Z", expires: "2026-11-22T11:00:00Z" } },
    ["The evidence is of 2026-11-21T11:00:00Z, which is yet to come"],
  ],
  "a line that tells another value": [
    { line: { evidence: [evidence[0], { gate: "quiet", verdict: "pass", value: "3 alerts" }] } },
    [`Gate "quiet" is pass (3 alerts) in the ledger's line, and pass (0 alerts) in the evidence`],
  ],
  "a line that leaves a gate out": [
    { line: { evidence: [evidence[0]] } },
    [`Gate "quiet" is nothing in the ledger's line, and pass (0 alerts) in the evidence`],
  ],
  "JSON that was cut": [
    { edit: (body) => body.replace(/"digest"[^\n]*\n\}/, "") },
    [
      "The body was edited where it tells what was measured",
      expect.stringMatching(/^The evidence in the body cannot be read: it is no JSON/),
    ],
  ],
  "a field that nobody knows": [
    { edit: (body) => body.replace('"version": 1', '"version": 1,\n "more": 1') },
    [
      "The body was edited where it tells what was measured",
      expect.stringMatching(/^The evidence in the body cannot be read: it is no evidence/),
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [given, messages]) => {
  expect(found(given)).toEqual(messages.map((message) => ({ message, hint: expect.stringMatching(/rampart step/), ...place })));
});

const back: Readonly<Record<string, readonly [given: Given, messages: readonly string[]]>> = {
  "without any": [{ edit: () => "" }, []],
  "with evidence of last week": [{ change: { judgedAt: "2026-11-13T09:00:00Z", expires: "2026-11-14T09:00:00Z" } }, []],
  "with evidence of another commit": [{ commit: other }, [`The evidence is for commit ${other}, the head is ${head}`]],
};

test.each(Object.entries(back))("going back is open %s; what is wrong is a warning", (_, [given, messages]) => {
  expect(found({ to: "before", ...given }).map(({ message, severity }) => [message, severity])).toEqual(
    messages.map((message) => [message, "warning"]),
  );
});

test("without a pull request nothing is asked", () => {
  const added = entry(2, "canary-5", "canary-50", { evidence });
  expect([...transitionProof.check(transition(side("canary-5", ledger), side("canary-50", [...ledger, added])))]).toEqual([]);
});
