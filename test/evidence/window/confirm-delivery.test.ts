import { describe, expect, test } from "vitest";
import type { Context } from "../../../src/compile/context.ts";
import { deliveredObject } from "../../../src/compile/delivered-object.ts";
import { judgeStage } from "../../../src/evidence/judge/judge-stage.ts";
import type { MetricsSource, SeriesData } from "../../../src/evidence/metrics-source.ts";
import { confirmDelivery } from "../../../src/evidence/window/confirm-delivery.ts";
import { Delivery } from "../../../src/model/delivery.ts";
import { scenarioSource, scenarioTimeline } from "../../../src/sandbox/metrics/scenario-source.ts";
import { scenarioNamed } from "../../../src/sandbox/metrics/scenarios.ts";
import { shop } from "../shop.ts";

const end = 1_800_000_000;
const since = end - 3600;
const argo = { kind: "argo-cd", application: "{rollout}-{environment}" };
const flux = { kind: "flux", name: "{service}", namespace: "flux-system" };

function contextOf(delivery: object, gates = ["errors"]): Context {
  const context = shop("1h", gates);
  return { ...context, environment: { ...context.environment, delivery: Delivery.parse(delivery) } };
}

/** A series of minutes, up to so many seconds before the end. */
function series(labels: Readonly<Record<string, string>>, from = since, to = end): SeriesData {
  const points = Array.from({ length: Math.floor((to - from) / 60) + 1 }, (_, index) => [from + index * 60, 1] as const);
  return { labels, points };
}

function source(answer: readonly SeriesData[] | "down"): MetricsSource {
  const problem = { kind: "problem", fault: "unreachable", words: "nothing listens", retryAfter: 30 } as const;
  return {
    name: "fake",
    query: () => Promise.resolve(problem),
    queryRange: () => Promise.resolve(answer === "down" ? problem : { kind: "ok", value: answer }),
    alerts: () => Promise.resolve(problem),
    rules: () => Promise.resolve(problem),
    buildInfo: () => Promise.resolve(problem),
  };
}

const well = { sync_status: "Synced", health_status: "Healthy" };
const ready = { ready: "True", suspended: "false", revision: "main@sha1:0a1b2c" };

describe("the GitOps controller", () => {
  test.each([
    [
      "an application that is well",
      argo,
      [series(well)],
      undefined,
      /application shop-production of Argo CD is Synced and Healthy, .* 100 %/,
    ],
    [
      "an application that was not well for a while",
      argo,
      [series({ ...well, sync_status: "OutOfSync" }, since, since + 300), series(well, since + 360)],
      undefined,
      /so for 90.1 % of that time/,
    ],
    ["an application behind Git", argo, [series({ ...well, sync_status: "OutOfSync" })], "not-synced", /is OutOfSync and Healthy, so what/],
    ["an application that is broken", argo, [series({ ...well, health_status: "Degraded" })], "not-healthy", /is Synced and Degraded/],
    ["an application without labels", argo, [series({})], "not-synced", /is unknown and unknown/],
    ["no application", argo, [], "not-confirmed", /No metric tells .*: are its metrics scraped/],
    ["an application that was there once", argo, [series(well, since, end - 1800)], "not-confirmed", /for 30m: are/],
    ["two applications of a name", argo, [series(well), series({ ...well, project: "b" })], "not-confirmed", /2 series tell/],
    ["a server that is down", argo, "down", "unreachable", /not known: nothing listens/],
    [
      "a resource that is ready",
      flux,
      [series(ready)],
      undefined,
      /Kustomization flux-system\/shop of Flux is ready at revision main@sha1:0a1b2c/,
    ],
    ["a resource that is not ready", flux, [series({ ...ready, ready: "Unknown" })], "not-healthy", /is not ready \(Unknown\)/],
    ["a resource that is suspended", flux, [series({ ...ready, suspended: "true" })], "not-synced", /is suspended/],
  ] as const)("is understood about %s", async (_, delivery, answer, doubt, words) => {
    const told = await confirmDelivery(source(answer), contextOf(delivery), { since, end });
    expect(told?.doubt).toBe(doubt);
    expect(told?.sentence).toMatch(words);
  });

  test("is not asked where the environment names none", async () => {
    expect(await confirmDelivery(source("down"), shop("1h", ["errors"]), { since, end })).toBeUndefined();
  });

  test.each([
    [argo, 'argocd_app_info{name="shop-production"}'],
    [{ ...argo, namespace: "argocd" }, 'argocd_app_info{name="shop-production",namespace="argocd"}'],
    [flux, 'gotk_resource_info{customresource_kind="Kustomization",exported_namespace="flux-system",name="shop"}'],
  ])("is asked by one selector: %j", (delivery, selector) => {
    expect(deliveredObject(contextOf(delivery))?.selector).toBe(selector);
  });
});

describe("a stage that is not confirmed", () => {
  const known = { at: undefined, landed: () => undefined, receipts: [], confirmations: [], clock: () => 0 };
  /** A scenario in which the controller says something else. */
  async function judged(scenario: string, labels: Readonly<Record<string, string>>, gates = ["errors", "quiet"]) {
    const context = contextOf(argo, gates);
    const timeline = scenarioTimeline(context);
    if (timeline === undefined) throw new Error("expected a timeline");
    const played = scenarioSource(context, scenario, scenarioNamed(scenario), timeline);
    const asked: MetricsSource = {
      ...played,
      queryRange: async (expression, span) =>
        expression.startsWith("argocd_app_info")
          ? { kind: "ok", value: [series(labels, span.start, span.end)] }
          : played.queryRange(expression, span),
    };
    return judgeStage(asked, context, known);
  }

  test("passes no gate that is measured", async () => {
    const { answer, verdicts, stay } = await judged("healthy", { ...well, sync_status: "OutOfSync" });
    expect(answer).toBe("unknown");
    expect(verdicts.map(({ answer, reason }) => [answer, reason])).toEqual([
      ["unknown", "not-synced"],
      ["unknown", "not-synced"],
    ]);
    expect(stay.sentence).toMatch(/as the stage series recorded it\. Not confirmed: application/);
  });

  test("goes back all the same", async () => {
    const { answer, rollback } = await judged("rare-errors", { ...well, health_status: "Degraded" }, ["bypasses"]);
    expect([answer, rollback]).toEqual(["fail", true]);
  });

  test("and one that is, passes", async () => {
    const { answer, stay } = await judged("healthy", well);
    expect(answer).toBe("pass");
    expect(stay.sentence).toMatch(/Confirmed: application shop-production of Argo CD is Synced and Healthy/);
  });
});
