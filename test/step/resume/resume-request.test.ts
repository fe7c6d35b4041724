import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findRegion, isUntouched } from "../../../src/model/body-region.ts";
import { createContext, type Context } from "../../../src/compile/context.ts";
import type { LedgerEntry } from "../../../src/model/ledger-entry.ts";
import { readTemplates } from "../../../src/project/read-templates.ts";
import type { HoldOverride } from "../../../src/step/resume/plan-resume.ts";
import { resumeRequest, type ResumeRequest } from "../../../src/step/resume/resume-request.ts";
import { situation } from "../decide/situation.ts";
import { activeMessage, activeText, hostile, outline, parse, texts } from "../pull-request/hostile.ts";

const templates = readTemplates(new URL("../../..", import.meta.url).pathname);
const [old, fresh] = [
  { tag: "2.0.0", digest: `sha256:${"2".repeat(64)}` },
  { tag: "3.0.0", digest: `sha256:${"3".repeat(64)}` },
];

/** A request in which every text of people is this one, after a step back from `canary-5`. */
function request(text: string, more: { readonly override?: Partial<HoldOverride>; readonly image?: typeof old } = {}): ResumeRequest {
  const rollout = { title: text, image: { repository: "ghcr.io/acme/shop", ...(more.image ?? old) } };
  const ledger: readonly Partial<LedgerEntry>[] = [
    { from: null, to: "before" },
    { from: "before", to: "canary-5", image: old },
    {
      from: "canary-5",
      to: "before",
      operator: text,
      reason: text,
      evidence: [
        { gate: "errors", verdict: "fail", value: text },
        { gate: "quiet", verdict: "pass" },
      ],
    },
  ];
  const { context: bare } = situation({ at: "before", ledger, rollout, environment: { title: text } });
  const context: Context = createContext({
    rollout: bare.rollout,
    environment: bare.environment,
    ladder: bare.ladder,
    stage: "before",
    ledger: bare.ledger,
    definition: "rollouts/situation.ts",
    template: (name) => templates.get(name) ?? "",
  });
  const entry = context.ledger.at(-1);
  if (entry === undefined) throw new Error("expected a step back");
  return resumeRequest({
    context,
    entry,
    override: { kind: "hold", after: entry.at, reason: "It is fixed", owner: text, expires: "2026-11-24T11:00:00Z", ...more.override },
    findings: [{ code: "policy-own", severity: "warning", message: text, hint: text, file: text }],
    codeowners: "/environments/ @octo @acme/oncall\n",
    address: "https://github.com/acme/rollouts",
    prefix: "",
  });
}

describe("the pull request that lets a rollout go on", () => {
  test("has a title of names, labels, and whom CODEOWNERS names", () => {
    const { title, labels, reviewers, message } = request("Words");
    expect(title).toBe("situation production: go on from before after the step back");
    expect(labels).toEqual(["rampart", "rampart/production", "rampart/resume"]);
    expect(reviewers).toEqual({ people: ["octo"], teams: ["oncall"] });
    expect(message).toBe(`${title}\n\nThe reason: It is fixed\n\nRampart-Resume: production/situation after 2026-11-07T10:00:00Z`);
  });

  test("says what was measured then, and that it is the same image that was taken back", () => {
    const { body } = request("Words");
    expect(body).toContain("| Taken back | from `canary-5` to `before` at 2026-11-07 10:00 UTC by Words |");
    expect(body).toContain("| Image | `2.0.0` (`sha256:222222222222`…), **the same that was taken back** |");
    expect(body).toContain("\n- `errors` failed: Words\n");
    expect(body).not.toContain("`quiet`");
    expect(body).toContain("rampart step situation production");
  });

  test("or which one comes in its place", () => {
    expect(request("Words", { image: fresh }).body).toContain(
      "| Image | `2.0.0` (`sha256:222222222222`…) → `3.0.0` (`sha256:333333333333`…) |",
    );
  });

  test("reports that no gate is asked, and what policies say", () => {
    expect(request("Words").statuses.map(({ context, state }) => [context, state])).toEqual([
      ["rampart/gates", "success"],
      ["rampart/policy", "success"],
    ]);
  });

  test.each(["[skip ci]", "fixes #12", "Signed-off-by: A <a@b.example>", "/merge"])("refuses the reason %j", (reason) => {
    expect(() => request("Words", { override: { reason } })).toThrow(`Cannot use ${JSON.stringify(reason)} as the reason of a step`);
  });

  test("tells a reason that refers to something in the file and the body alone", () => {
    const { message, body } = request("Words", { override: { reason: "See #12" } });
    expect(message).toContain("\nThe reason is told in the file.\n");
    expect(body).toContain("**Reason:** See `#12`");
  });

  test("keeps the structure of its template, mentions nobody and refers to nothing, whatever people wrote", () => {
    const harmless = outline(parse(request("harmless").body));
    fc.assert(
      fc.property(hostile, (text) => {
        const { body, title, statuses } = request(text);
        const tree = parse(body);
        expect(outline(tree)).toEqual(harmless);
        for (const shown of texts(tree)) expect(shown).not.toMatch(activeText);
        expect(body).not.toMatch(activeMessage);
        const region = findRegion(body);
        expect(region?.text).toBe(body);
        expect(region !== undefined && isUntouched(region)).toBe(true);
        expect([title, statuses]).toEqual([request("harmless").title, request("harmless").statuses]);
      }),
      { numRuns: 25 },
    );
  });
});
