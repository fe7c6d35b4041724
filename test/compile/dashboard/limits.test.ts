import { describe, expect, test } from "vitest";
import { baseAmount } from "../../../src/model/quantity.ts";
import { panelTitled, type Panel } from "./rendered.ts";
import { smallContext } from "./small-context.ts";

const baseline = (record: string) => `${record}{environment="prod",rollout="checkout-v2",variant="baseline"}`;

/** Straight lines: where and in which colour. */
function lines({ fieldConfig }: Panel): readonly (readonly [number | null, string])[] {
  return (fieldConfig?.defaults.thresholds?.steps ?? []).map(({ value, color }) => [value, color] as const);
}

/** Curves beside the measured ones, by legend. */
function curves({ targets }: Panel): Readonly<Record<string, string>> {
  return Object.fromEntries(
    targets.filter(({ legendFormat }) => legendFormat.includes("limit")).map(({ legendFormat, expr }) => [legendFormat, expr]),
  );
}

/** A panel of one signal held by these gates and alerts alone. */
function held(gates: Readonly<Record<string, unknown>>, alerts: Readonly<Record<string, unknown>> = {}, title = "Latency"): Panel {
  return panelTitled(smallContext({ gates, alerts, readiness: undefined }), title);
}

const latency = { title: "Latency", signal: "p99-latency", noData: "hold" };

describe("a fixed limit", () => {
  test("is a dashed line at the gate's own amount", () => {
    const panel = held({ latency: { ...latency, kind: "limit", hold: { above: "100ms" }, rollback: { above: "1s" } } });
    expect(lines(panel)).toEqual([
      [null, "transparent"],
      [Number(baseAmount("100ms")), "orange"],
      [Number(baseAmount("1s")), "red"],
    ]);
    expect(panel.fieldConfig?.defaults.custom?.thresholdsStyle).toEqual({ mode: "dashed" });
    expect(curves(panel)).toEqual({});
  });

  test("stays in sight when nothing comes near it", () => {
    const panel = held({ latency: { ...latency, kind: "limit", hold: { above: "2s" } } });
    expect(panel.fieldConfig?.defaults.custom?.axisSoftMax).toBe(2.2);
  });

  test("is red where holding and going back meet", () => {
    const panel = held({ latency: { ...latency, kind: "limit", hold: { above: "1s" }, rollback: { above: "1s" } } });
    expect(lines(panel)).toEqual([
      [null, "transparent"],
      [1, "red"],
    ]);
  });

  test("of an alert is drawn, and of an alert that names a gate is the gate's", () => {
    const gates = { latency: { ...latency, kind: "limit", hold: { above: "1s" } } };
    const common = { severity: "warning", action: "pause", summary: "Slow.", response: "Wait." };
    const alerts = {
      Slow: { ...common, when: { kind: "gate", gate: "latency" } },
      Slower: { ...common, when: { kind: "limit", signal: "p99-latency", bound: { above: "3s" } } },
    };
    expect(lines(held(gates, alerts))).toEqual([
      [null, "transparent"],
      [1, "orange"],
      [3, "yellow"],
    ]);
  });

  test("exists only where the definition has one", () => {
    expect(lines(held({}))).toEqual([]);
  });
});

describe("a limit against the baseline", () => {
  const table: Record<string, { readonly gate: Readonly<Record<string, unknown>>; readonly curves: Readonly<Record<string, string>> }> = {
    "is a share above it": {
      gate: { kind: "delta", hold: { above: "+10 %" } },
      curves: { "hold limit (+10 %)": `${baseline("variant:p99_latency:p99_rate5m")} * 1.1` },
    },
    "is a multiple of it": {
      gate: { kind: "delta", hold: { above: "1.5x" }, rollback: { above: "2x" } },
      curves: {
        "hold limit (1.5x)": `${baseline("variant:p99_latency:p99_rate5m")} * 1.5`,
        "rollback limit (2x)": `${baseline("variant:p99_latency:p99_rate5m")} * 2`,
      },
    },
    "is a share below it": {
      gate: { kind: "delta", hold: { below: "-5 %" } },
      curves: { "hold limit (-5 %)": `${baseline("variant:p99_latency:p99_rate5m")} * 0.95` },
    },
    "is drawn once where holding and going back meet": {
      gate: { kind: "delta", hold: { above: "+10 %" }, rollback: { above: "+10 %" } },
      curves: { "hold and rollback limit (+10 %)": `${baseline("variant:p99_latency:p99_rate5m")} * 1.1` },
    },
    "stands in for a comparison that is not possible": {
      gate: { kind: "comparison", otherwise: { above: "+1 %" } },
      curves: { "hold limit (+1 %)": `${baseline("variant:p99_latency:p99_rate5m")} * 1.01` },
    },
  };
  test.each(Object.entries(table))("%s", (_, { gate, curves: expected }) => {
    const panel = held({ latency: { ...latency, ...gate } });
    expect(curves(panel)).toEqual(expected);
    expect(lines(panel)).toEqual([]);
  });

  test("is percentage points beside it, in either direction", () => {
    const errors = { title: "Errors", signal: "error-rate", noData: "hold", kind: "delta" };
    const panel = held(
      { more: { ...errors, hold: { above: "+0.5 pp" } }, fewer: { ...errors, hold: { below: "-0.5 pp" } } },
      {},
      "Errors of checkout",
    );
    expect(curves(panel)).toEqual({
      "hold limit of more (+0.5 pp)": `${baseline("variant:error_rate:ratio_rate5m")} + 0.005`,
      "hold limit of fewer (-0.5 pp)": `${baseline("variant:error_rate:ratio_rate5m")} - 0.005`,
    });
  });

  test("is dashed in the colour of what it calls for", () => {
    const panel = held({ latency: { ...latency, kind: "delta", hold: { above: "1.5x" } } });
    const curve = panel.targets.find(({ legendFormat }) => legendFormat === "hold limit (1.5x)");
    const override = panel.fieldConfig?.overrides.find(({ matcher }) => matcher.options === curve?.refId);
    expect(override?.matcher.id).toBe("byFrameRefID");
    expect(override?.properties).toContainEqual({ id: "custom.lineStyle", value: { fill: "dash", dash: [10, 10] } });
    expect(override?.properties).toContainEqual({ id: "color", value: { mode: "fixed", fixedColor: "orange" } });
  });
});

describe("a panel's description", () => {
  test("names gates and alerts with their limits in words and where the runbook says more", () => {
    const { description } = panelTitled(smallContext(), "Errors of checkout");
    const page = "https://git.example.com/tree/dist/prod/checkout-v2/RUNBOOK.md";
    expect(description?.split("\n").filter((line) => line.startsWith("- "))).toEqual([
      `- Gate [error-rate](${page}#gate-error-rate) holds the stage above 0.1 %; 5m above 1 % call for going back.`,
      `- Gate [error-change](${page}#gate-error-change) holds the stage above +0.5 pp against the baseline.`,
      `- Alert [CheckoutErrorRateHigh](${page}#checkouterrorratehigh) fires when the rollback limit of gate \`error-rate\` is crossed.`,
    ]);
  });

  test("says so when nothing judges the signal", () => {
    expect(held({}).description).toContain("No gate and no alert judges it.");
  });
});

describe("a drill-down", () => {
  const rate = (selector: string) => `sum by (path) (rate(${selector}[$__rate_interval]))`;

  test("breaks the candidate's ratio down, a path without errors at 0", () => {
    const total = rate('http_requests_total{app="v2"}');
    const part = rate('http_requests_total{status=~"5.*",app="v2"}');
    expect(panelTitled(smallContext(), "Errors of checkout by path").targets).toMatchObject([
      { expr: `(${part} or 0 * ${total}) / (${total} > 0)`, legendFormat: "{{path}}" },
    ]);
  });

  test("keeps the bucket label of a quantile", () => {
    const { targets } = panelTitled(smallContext(), "Latency by path");
    expect(targets[0]?.expr).toBe(
      'histogram_quantile(0.99, sum by (le, path) (rate(http_request_duration_seconds_bucket{app="v2"}[$__rate_interval])))',
    );
  });
});

describe("a signal's unit", () => {
  const unit = (title: string) => panelTitled(smallContext(), title).fieldConfig?.defaults.unit;

  test("follows from what it measures", () => {
    expect(unit("Errors of checkout")).toBe("percentunit");
    expect(unit("Latency")).toBe("s");
  });

  test("counts bytes as its limit does", () => {
    expect(unit("Memory")).toBe("decbytes");
    const alerts = {};
    expect(held({}, alerts, "Memory").fieldConfig?.defaults.unit).toBe("bytes");
  });
});
